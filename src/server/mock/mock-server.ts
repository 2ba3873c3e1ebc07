import { Authentication } from "../app/authentication.js";
import { createApp, type RequestHandler } from "../app/app.js";
import { choice } from "../choice.js";
import { offeredService } from "../handlers/offered-service.js";
import type { ProcessHandlers } from "../handlers/process-handler.js";
import { readRecording } from "../handlers/recorded-processes.js";
import { accessRules } from "../http/access.js";
import type { FileStore, ProcessImplementation } from "../process.js";
import { pause } from "../processes/pause.js";
import { PROFILES } from "../profiles/index.js";
import type { ServerProfile } from "../profiles/profile.js";
import { Service } from "../service.js";
import { fetchOf, unreachable } from "./mock-fetch.js";
import { recordedRequest, type MockRequest } from "./mock-request.js";

/**
 * How a request fails: `unreachable` as if there were no server, a number from 400 to 599 with a problem document of that
 * status, or the response itself. Undefined: it does not fail.
 */
export type Failure = "unreachable" | number | Response | undefined;

/** Options of {@link mockServer}. All are optional. */
export interface MockServerOptions {
  /**
   * The URL of the landing page, such as `https://app.example/processes-api/`: that which the program under test is
   * configured with, where it cannot be told another. Default: `https://mock.invalid/`, which no network reaches.
   */
  readonly url?: string;
  /**
   * Descriptions of processes, as parsed JSON: what `s2gos-codegen --save-input` writes, or a process description. A process
   * without a handler then returns values that fit its schemas. Default: none; a process is what its handler does.
   */
  readonly recording?: unknown;
  /** What sampled values follow from: the same number gives the same values. Default: 0. */
  readonly seed?: number;
  /** The server whose behaviour is imitated. Default: `standard`. */
  readonly profile?: ServerProfile;
  /** How long each job runs before its handler is called, in milliseconds; `Infinity`: for ever. Default: 0. */
  readonly delayMs?: number;
  /** How requests fail: all in one way, or each as a function of it says. Default: none fails. */
  readonly failing?:
    Failure | ((request: Request) => Failure | Promise<Failure>);
}

/** A server that only its own `fetch` reaches. */
export interface MockServer {
  /**
   * Answers requests to `url` and below. Elsewhere is nothing: such a request rejects as one without a network does.
   * It needs no `this`.
   */
  readonly fetch: typeof globalThis.fetch;
  /** The URL of the landing page. */
  readonly url: string;
  /** The requests that came, oldest first; of many, the last 1000. */
  readonly requests: readonly MockRequest[];
  /** Dismisses every active job. Requests after that are rejected. */
  readonly close: () => Promise<void>;
}

const DEFAULT_URL = "https://mock.invalid/";
const KEPT_REQUESTS = 1000;
/** As many as a test may start: jobs that wait for others are of no use here. */
const MAX_RUNNING_JOBS = 1000;

/**
 * Makes a server of functions, without a network: the embedded server's own code, behind a function like `fetch`. It
 * runs where `fetch` does, in browsers too.
 *
 * @param handlers - What stands for each process, by its id.
 * @typeParam Processes - The type of the registry of a generated package: handlers are checked by it. Default: any.
 * @throws TypeError - `url` is not the URL of a server, a handler is not a function, or the recording describes no process.
 * @throws RangeError - `profile` does not exist, `delayMs` is no length of time, or `failing` is no status of a failure.
 */
export function mockServer<Processes = Readonly<Record<string, unknown>>>(
  handlers: ProcessHandlers<NoInfer<Processes>>,
  options: MockServerOptions = {},
): MockServer {
  const { failing, delayMs = 0 } = options;
  requireDelay(delayMs);
  if (typeof failing === "number") requireStatus(failing);
  const profile = choice("profile", PROFILES, options.profile ?? "standard");
  const root = rootOf(options.url ?? DEFAULT_URL);
  const offered = offeredService(handlers as ProcessHandlers, {
    title: "Mock server",
    description: "Answers from functions of this program",
    processes: [],
    ...(options.recording === undefined
      ? {}
      : readRecording(options.recording, options.seed ?? 0)),
  });
  const service = new Service(
    {
      ...offered,
      processes: offered.processes.map((one) => delayed(one, delayMs)),
    },
    {
      profile,
      maxRunningJobs: MAX_RUNNING_JOBS,
      files: NO_FILES,
      log: () => undefined,
    },
  );
  service.base = root.href;
  const app = createApp({
    service,
    profile,
    authentication: new Authentication({ type: "none" }),
    retryAfter: undefined,
    // Who calls the function may use the server.
    access: accessRules(["*"], ["*"]),
    localLinks: true,
    path: root.pathname.replace(/\/$/, ""),
    log: () => undefined,
  });
  const requests: MockRequest[] = [];
  let isOpen = true;
  const answer: RequestHandler = async (request) => {
    if (!isOpen) throw unreachable(`The mock server of ${root.href} is closed`);
    requests.push(await recordedRequest(request));
    if (requests.length > KEPT_REQUESTS) requests.shift();
    const failure =
      typeof failing === "function" ? await failing(request) : failing;
    if (failure === "unreachable") {
      throw unreachable(`The mock server of ${root.href} is unreachable`);
    }
    return failure === undefined ? app(request) : failed(failure);
  };
  return {
    fetch: fetchOf(answer, root),
    url: new URL(`.${profile.prefix}/`, root).href,
    requests,
    close: async () => {
      isOpen = false;
      await service.close();
    },
  };
}

/** @throws TypeError - The text is no URL of a server. */
function rootOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new TypeError(
      `mockServer: url must be an absolute http or https URL, such as ${DEFAULT_URL}, not ${JSON.stringify(text)}.`,
    );
  }
  if (!url.pathname.endsWith("/")) url.pathname += "/";
  url.search = "";
  url.hash = "";
  return url;
}

/** A job that is dismissed while it waits is never handled. */
function delayed(
  process: ProcessImplementation,
  delayMs: number,
): ProcessImplementation {
  if (delayMs <= 0) return process;
  return {
    ...process,
    execute: async (inputs, context) => {
      await pause(delayMs / 1000, context.signal);
      return process.execute(inputs, context);
    },
  };
}

function requireDelay(delayMs: number): void {
  if (typeof delayMs === "number" && delayMs >= 0) return;
  throw new RangeError(
    `mockServer: delayMs must be a number of milliseconds from 0, not ${String(delayMs)}.`,
  );
}

function requireStatus(status: number): void {
  if (Number.isInteger(status) && status >= 400 && status <= 599) return;
  throw new RangeError(
    `mockServer: failing must be a status from 400 to 599, not ${String(status)}; another answer is a Response.`,
  );
}

/** A response is copied, so that it can be given more than once. */
function failed(failure: number | Response): Response {
  if (typeof failure !== "number") return failure.clone();
  requireStatus(failure);
  const title = "Failure on purpose";
  return new Response(
    JSON.stringify({ type: "about:blank", title, status: failure }),
    {
      status: failure,
      headers: { "content-type": "application/problem+json" },
    },
  );
}

/** Handlers return content; they write no files. */
const NO_FILES: FileStore = {
  directory: noFolder,
  writeFile: noFolder,
  close: () => Promise.resolve(),
};

function noFolder(): Promise<never> {
  return Promise.reject(new Error("A mock server has no folder for files."));
}
