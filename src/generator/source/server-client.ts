import {
  createClient,
  type Client,
  type ClientOptions,
  type ClientResponse,
} from "../../runtime/index.js";
import { GenerationError } from "../errors.js";
import { withExactNumbers } from "../exact-numbers.js";
import { parseJson } from "../json.js";
import { credentialSettings } from "../connection-options.js";
import type { ConnectionOptions } from "../options.js";
import { generationFailure } from "./failures.js";
import type { ServerUrl } from "./server-url.js";
import { answerOf, bodyDigest, failedAnswer } from "./answers.js";
import { totalBound } from "./total-bytes.js";
import {
  MAX_BYTES,
  MAX_TOTAL_BYTES,
  TOTAL_TIMEOUT_MS,
  type ServerSourceOptions,
} from "./source.js";

/** A JSON document of a server. */
export interface ServerDocument {
  /** Where it came from, after redirects. */
  readonly url: URL;
  /** Names are in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** The body as it was sent. */
  readonly text: string;
  /** SHA-256 of the body's bytes, where notes are taken. */
  readonly digest?: string;
}

/** Reads JSON documents of one server. Rejects with the errors of the runtime client. */
export interface ServerClient {
  /** Requests a document without reading it. */
  ask(
    url: URL,
    headers?: Readonly<Record<string, string>>,
  ): Promise<ClientResponse>;
  get(url: URL): Promise<ServerDocument>;
  close(): Promise<void>;
}

/**
 * A client on that of the runtime, with its credentials, proxies and retries, and with the limits of a source.
 *
 * @throws UsageError where the credentials are incomplete.
 */
export function createServerClient(
  server: ServerUrl,
  options: ServerSourceOptions,
): ServerClient {
  const client = openClient(server, options);
  const total = AbortSignal.timeout(options.totalTimeoutMs ?? TOTAL_TIMEOUT_MS);
  const signal =
    options.signal === undefined
      ? total
      : AbortSignal.any([options.signal, total]);
  const count = totalBound(
    options.maxTotalBytes ?? MAX_TOTAL_BYTES,
    "The server's answers",
    server.base.href,
    "Name the processes that you need with --process.",
  );
  const limits = {
    maxBytes: options.maxBytes ?? MAX_BYTES,
    signal,
    timeoutMs: options.timeoutMs ?? 30_000,
  };
  const ask: ServerClient["ask"] = async (url, headers) => {
    try {
      const response = await client.request(
        "GET",
        url.href,
        // Without headers of its own, a request has those of the one before.
        headers === undefined ? limits : { ...limits, headers },
      );
      count((await response.bytes()).byteLength);
      return response;
    } catch (error) {
      throw total.aborted && options.signal?.aborted !== true
        ? timeLimit(server, options)
        : error;
    }
  };
  return {
    ask,
    async get(url) {
      const { response, ...read } = await noted(url, options, () => ask(url));
      const text = await response.text();
      // The client tells what stands there instead of JSON.
      const body = parseJson(text) ?? (await response.json());
      return {
        ...read,
        url: response.url === url.href ? url : new URL(response.url, url),
        headers: response.headers,
        body: withExactNumbers(text, body),
        text,
      };
    },
    close: () => client.close(),
  };
}

/** An answer that this run has already, or a new one; the notes hear of both. */
async function noted(
  url: URL,
  { known, notes }: ServerSourceOptions,
  ask: () => Promise<ClientResponse>,
): Promise<{ readonly response: ClientResponse; readonly digest?: string }> {
  if (notes === undefined) {
    return { response: known?.get(url.href) ?? (await ask()) };
  }
  try {
    const response = known?.get(url.href) ?? (await ask());
    const digest = await bodyDigest(response);
    notes.answer(answerOf(url, response, digest));
    return { response, digest };
  } catch (error) {
    const failed = failedAnswer(url, error);
    if (failed === undefined) notes.uncertain();
    else notes.answer(failed);
    throw error;
  }
}

/** Finds incomplete credentials before the first request. */
function openClient(server: ServerUrl, options: ServerSourceOptions): Client {
  try {
    return createClient({
      ...clientOptions(server, options),
      maxConnections: options.concurrency ?? 16,
      // A user waits at the terminal: three more attempts within about 1.5 s.
      retries: { maxRetries: 3, minDelayMs: 200 },
      // The generator reports its own findings.
      onWarning: () => undefined,
    });
  } catch (error) {
    throw generationFailure(error, server.base);
  }
}

function timeLimit(
  server: ServerUrl,
  options: ServerSourceOptions,
): GenerationError {
  const seconds = (options.totalTimeoutMs ?? TOTAL_TIMEOUT_MS) / 1000;
  return new GenerationError(
    "time-limit",
    `Reading the process descriptions took longer than ${seconds} s.`,
    {
      where: server.base.href,
      hint: "Raise --concurrency, or take fewer processes with --include or --process.",
    },
  );
}

/** The server and the credentials of a run, for a client of the runtime. */
export function clientOptions(
  server: ServerUrl,
  options: ConnectionOptions,
): ClientOptions {
  const { credentials } = server;
  const fromUrl: ClientOptions =
    credentials === undefined || options.authType !== undefined
      ? {}
      : { authType: "basic", ...credentials };
  return {
    apiUrl: server.base.href,
    ...credentialSettings(options),
    headers: options.headers,
    timeoutMs: options.timeoutMs,
    ...fromUrl,
  };
}
