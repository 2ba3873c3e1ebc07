import { request } from "undici";
import {
  codingsOf,
  decodedChunks,
} from "../../runtime/http/content-codings.js";
import { quoted } from "../diagnostic.js";

/** Reads an external document; rejects where it may not be read. */
export type ReadExternal = (url: string) => Promise<string>;

/** Limits on the documents behind external `$ref`s. */
export interface ExternalReferenceOptions {
  /** Milliseconds for one document, redirects included. Default 30,000. */
  readonly timeoutMs?: number | undefined;
  /** Bytes of one document. Default 4 MiB. */
  readonly maxBytes?: number | undefined;
  /** Number of all documents: each may refer to others. Default 100. */
  readonly maxDocuments?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

const TIMEOUT_MS = 30_000;
const MAXIMUM_BYTES = 4 * 1024 * 1024;
const MAXIMUM_DOCUMENTS = 100;
const MAXIMUM_REDIRECTS = 5;

/**
 * Reads documents behind external `$ref`s, from the hosts that the user named
 * and from no other: only by http and https, also after a redirect, and without
 * any credentials. A host without a port means its default port.
 *
 * The reader rejects with an Error where the address is not allowed, the
 * server does not answer with a document, or a limit is exceeded.
 */
export function externalReader(
  allowedHosts: readonly string[],
  options: ExternalReferenceOptions = {},
): ReadExternal {
  const hosts = new Set(allowedHosts.map((host) => host.toLowerCase()));
  const most = options.maxDocuments ?? MAXIMUM_DOCUMENTS;
  let documents = 0;
  return async (url) => {
    documents += 1;
    if (documents > most) {
      throw new Error(
        `External references lead to more than ${most} documents.`,
      );
    }
    const deadline = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS);
    const signal =
      options.signal === undefined
        ? deadline
        : AbortSignal.any([deadline, options.signal]);
    const maxBytes = options.maxBytes ?? MAXIMUM_BYTES;
    return readDocument(allowedUrl(url, hosts), hosts, maxBytes, signal);
  };
}

async function readDocument(
  start: URL,
  hosts: ReadonlySet<string>,
  maxBytes: number,
  signal: AbortSignal,
): Promise<string> {
  let url = start;
  for (let hops = 0; hops <= MAXIMUM_REDIRECTS; hops += 1) {
    const { statusCode, headers, body } = await request(url, {
      headers: {
        accept: "application/json, application/yaml;q=0.9, */*;q=0.1",
        "accept-encoding": "gzip, deflate, br",
      },
      signal,
    });
    if (statusCode >= 300 && statusCode < 400) {
      await body.dump();
      const { location } = headers;
      if (typeof location !== "string") break;
      url = allowedUrl(location, hosts, url);
      continue;
    }
    if (statusCode !== 200) {
      await body.dump();
      throw new Error(`${url.href} answered with status ${statusCode}.`);
    }
    const codings = codingsOf(String(headers["content-encoding"] ?? ""));
    return readText(decodedChunks(body, codings), url, maxBytes);
  }
  throw new Error(`${start.href} redirects without leading to a document.`);
}

/** The URL of an address. Throws where its host is not allowed. `base`: that of a redirect, to which it may be relative. */
function allowedUrl(
  address: string,
  hosts: ReadonlySet<string>,
  base?: URL,
): URL {
  if (!URL.canParse(address, base?.href)) {
    throw new Error(`The reference ${quoted(address)} is not an address.`);
  }
  const url = new URL(address, base);
  const isWeb = url.protocol === "https:" || url.protocol === "http:";
  if (!isWeb || !hosts.has(url.host)) {
    throw new Error(
      `The reference ${quoted(url.href)} leads to a host that --allow-external-refs does not name.`,
    );
  }
  if (url.username !== "" || url.password !== "") {
    throw new Error(
      `The reference to ${url.host} has credentials in its address.`,
    );
  }
  return url;
}

async function readText(
  body: AsyncIterable<Uint8Array>,
  url: URL,
  maxBytes: number,
): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    // Leaving the loop closes the connection, so the rest is not read.
    if (bytes > maxBytes) {
      throw new Error(`${url.href} is larger than ${maxBytes} bytes.`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
