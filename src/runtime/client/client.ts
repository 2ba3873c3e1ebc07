import { DISPOSABLE } from "../base/disposal.js";
import { isRecord } from "../base/json.js";
import type { ClientOptions } from "../config/client-options.js";
import { printableConfig } from "../config/config.js";
import type {
  Capabilities,
  ConformanceDeclaration,
  ExecuteRequest,
  JobList,
  ProcessDescription,
  ProcessList,
  ProcessSummary,
  StatusInfo,
} from "../documents/documents.js";
import { ConfigError, loadUnit } from "../errors/errors.js";
import type {
  ExecuteOptions,
  ExecutionStatus,
} from "../execution/execute-untyped.js";
import { Connection } from "../http/connection.js";
import { CLOSE_GRACE_MS } from "../http/patience.js";
import { publicUrl } from "../http/urls.js";
import type { CallOptions } from "../job/job-options.js";
import type { ResultFile } from "../results/result-file.js";
import type { FetchInit, FetchInput } from "./fetch.js";
import type { LinkedFileOptions, FileTarget } from "./file.js";
import type { JobFilter } from "./job-filter.js";
import type { ListOptions } from "./lists.js";
import type { Job } from "../job/job.js";
import type {
  JobOptions,
  ProcessRegistry,
  RegisteredJob,
  RegisteredJobOptions,
} from "./registered-job.js";
import type { Operations } from "./operations.js";
import type { WatchJobsOptions } from "./watch-jobs.js";
import type {
  ClientResponse,
  RequestMethod,
  RequestOptions,
} from "./request.js";

/** Not a member of the client, so that printing or copying it does not show the credentials that a connection holds. */
const CONNECTIONS = /* @__PURE__ */ new WeakMap<Client, Connection>();

/**
 * A client of one server: every operation of OGC API - Processes, untyped by process. All operations may
 * throw ApiError and its subclasses, ConnectionError, TimeoutError, ResponseParseError and BodyTooLargeError;
 * an abort rejects with the signal's reason. Printed, it shows its configuration with secrets masked.
 */
export class Client extends DISPOSABLE {
  readonly #connection: Connection;
  #operations: Operations | undefined;

  /** Use {@link createClient}. */
  constructor(connection: Connection) {
    super();
    this.#connection = connection;
    CONNECTIONS.set(this, this.#connection);
    // `console.log` in Node shows what this returns.
    Object.defineProperty(this, Symbol.for("nodejs.util.inspect.custom"), {
      value: () => this.toString(),
    });
  }

  /** The URL of the landing page, with the values of secret parameters masked. */
  get apiUrl(): string {
    return publicUrl(this.#connection.apiUrl);
  }

  /** The landing page (OGC 18-062r2, section 7.2). */
  async getCapabilities(options: CallOptions = {}): Promise<Capabilities> {
    return (await this.#load()).getCapabilities(options);
  }

  /** The conformance classes that the server declares (OGC 18-062r2, section 7.4). */
  async getConformance(
    options: CallOptions = {},
  ): Promise<ConformanceDeclaration> {
    return (await this.#load()).getConformance(options);
  }

  /** All processes, of all pages (OGC 18-062r2, section 7.8). */
  async getProcesses(options: ListOptions = {}): Promise<ProcessList> {
    return (await this.#load()).getProcesses(options);
  }

  /** Yields the processes one by one, page after page. No page is requested before the loop gets to it. */
  async *processes(
    options: ListOptions = {},
  ): AsyncGenerator<ProcessSummary, void> {
    yield* (await this.#load()).processes(options);
  }

  /**
   * The description of a process (OGC 18-062r2, section 7.10).
   * @throws NoSuchProcessError
   */
  async getProcess(
    processId: string,
    options: CallOptions = {},
  ): Promise<ProcessDescription> {
    return (await this.#load()).getProcess(processId, options);
  }

  /**
   * Executes a process (OGC 18-062r2, section 7.11), as a job where the process allows it.
   * @param request - The standard's execute request; an object with none of its members (`inputs`, `outputs`, `response`,
   * `subscriber`) is taken as the inputs. Inputs are sent as they are. Default: no inputs, and `response: "document"`.
   * @returns The status of the job; `successful` with the `results` where the server ran the process synchronously.
   * @throws NoSuchProcessError; ApiError where the server refuses the inputs.
   */
  async executeProcess(
    processId: string,
    request: ExecuteRequest | Readonly<Record<string, unknown>> = {},
    options: ExecuteOptions = {},
  ): Promise<ExecutionStatus> {
    return (await this.#load()).executeProcess(processId, request, options);
  }

  /** Jobs of all pages (OGC 18-062r2, section 11), filtered here as well, because some servers ignore the filter. */
  async getJobs(filter: JobFilter = {}): Promise<JobList> {
    return (await this.#load()).getJobs(filter);
  }

  /** Yields jobs one by one, page after page. No page is requested before the loop gets to it. */
  async *jobs(filter: JobFilter = {}): AsyncGenerator<StatusInfo, void> {
    yield* (await this.#load()).jobs(filter);
  }

  /**
   * Yields each change of the server's jobs that fit a filter (OGC 18-062r2, section 11): the status of each when it is
   * first seen, and each change of its status, progress or message, until the loop is left. A job that fitted is followed
   * until it ends or fits no longer, also where the list does not show it any more. One that the server removes ends
   * without a status. Failures of single requests do not end the watching, unless they last longer than the client's
   * `giveUpAfterMs`.
   * @throws ApiError where the server has no list of jobs. An abort rejects with the signal's reason.
   */
  async *watchJobs(
    filter: JobFilter = {},
    options: WatchJobsOptions = {},
  ): AsyncGenerator<StatusInfo, void> {
    yield* (await this.#load()).watchJobs(filter, options);
  }

  /**
   * The status of a job (OGC 18-062r2, section 7.12).
   * @throws NoSuchJobError
   */
  async getJob(jobId: string, options: CallOptions = {}): Promise<StatusInfo> {
    return (await this.#load()).getJob(jobId, options);
  }

  /**
   * A handle for a job that was submitted before, of any process: it is waited for, followed and dismissed as one of a
   * process function is. With `processes` of a generated package, its `processId` tells which process it is of, and its
   * results are that process's typed outputs: the status of the job is requested where only its id is given. Without,
   * its results are those of {@link getJobResults}, and nothing is requested.
   * @param target - The job's id, or its status.
   * @throws NoSuchJobError; InputError where `processes` lacks the process, or the server does not tell which one it is.
   */
  async job<R extends ProcessRegistry>(
    target: StatusInfo | string,
    options: RegisteredJobOptions<R>,
  ): Promise<RegisteredJob<R>>;
  async job(
    target: StatusInfo | string,
    options?: JobOptions,
  ): Promise<Job<Readonly<Record<string, unknown>>>>;
  async job(
    target: StatusInfo | string,
    options: JobOptions = {},
  ): Promise<unknown> {
    return (await this.#load()).job(this, target, options);
  }

  /**
   * The results of a job by output (OGC 18-062r2, section 7.13). The process is not known here, so JSON is
   * returned as the server sent it, and other content as a ResultFile. Process functions return typed outputs.
   * @throws NoSuchJobError, ResultNotReadyError; ApiError where the job failed.
   */
  async getJobResults(
    jobId: string,
    options: CallOptions = {},
  ): Promise<Readonly<Record<string, unknown>>> {
    return (await this.#load()).getJobResults(jobId, options);
  }

  /**
   * Dismisses a job (OGC 18-062r2, section 13): the server cancels a running job; some servers remove one that has
   * ended. It is no error if the job was dismissed before.
   * @returns The status that the server reports; some report `running` until the job stops.
   * @throws NoSuchJobError
   */
  async dismissJob(
    jobId: string,
    options: CallOptions = {},
  ): Promise<StatusInfo> {
    return (await this.#load()).dismissJob(jobId, options);
  }

  /**
   * The file that a link leads to, such as one in a status or in an output, or that is at a URL. Nothing is requested
   * before it is read: then with the client's credentials where the file is on the server of `apiUrl`, without them
   * elsewhere, and with the retries and limits of results. Whichever host names it, `allowRequest` and the default policy
   * judge it as a link.
   * @param target - A link, whose `href` is rewritten by `rewriteUrl`; or a URL, absolute or relative, which is taken as it is.
   * @throws InputError: it is neither.
   */
  async file(
    target: FileTarget,
    options: LinkedFileOptions = {},
  ): Promise<ResultFile> {
    return (await this.#load()).file(target, options);
  }

  /**
   * Sends any request, with the client's credentials, retries and errors. Credentials and headers of the
   * client are sent to the server of `apiUrl` only, also after redirects.
   * @param target - An absolute URL, or one relative to `apiUrl` (RFC 3986: without a slash at its start it keeps the path of `apiUrl`).
   * @throws InputError: the target is not an http URL.
   */
  async request(
    method: RequestMethod,
    target: string,
    options: RequestOptions = {},
  ): Promise<ClientResponse> {
    return (await this.#load()).request(method, target, options);
  }

  /**
   * The same as the platform's `fetch`, for libraries that take one, such as viewers that read parts of a file: with the
   * client's credentials, headers, retries and policy for redirects, and with the signal, headers and body of the
   * request. An answer with a failure is a response, as a 404 often says that there is nothing; its body is the server's
   * problem. The members `cache`, `credentials`, `mode` and `redirect` of the options have no effect.
   * @param input - A URL, absolute or relative to `apiUrl`, or a request.
   * @throws ConnectionError, where no answer came; InputError: the target is not an http URL.
   */
  async fetch(input: FetchInput, init?: FetchInit): Promise<Response> {
    return (await this.#load()).fetch(input, init);
  }

  /** Closes all connections; requests under way have 2 s to end. Afterwards every operation throws ConfigError. */
  async close(): Promise<void> {
    await this.#connection.close(CLOSE_GRACE_MS);
  }

  /** The configuration in the names of the configuration file, with every secret masked. */
  toJSON(): Readonly<Record<string, string | boolean | null>> {
    return printableConfig(this.#connection.config, publicUrl);
  }

  override toString(): string {
    return JSON.stringify(this, null, 2);
  }

  async #load(): Promise<Operations> {
    // Programs poll by these, so that nothing is asked of the platform's loader again.
    if (this.#operations === undefined) {
      const { Operations } = await loadUnit(import("./operations.js"));
      this.#operations = new Operations(this.#connection);
    }
    return this.#operations;
  }
}

/**
 * Makes a client. Options take precedence over the environment (`S2GOS_API_URL`, `S2GOS_TOKEN`, ...), and the
 * environment over defaults. No request is made.
 * @throws ConfigError: no usable URL, or credentials that `authType` needs are missing.
 */
export function createClient(options: ClientOptions = {}): Client {
  return new Client(connect(options));
}

/** The client of a connection; closing it closes the connection. For generated code. */
export function clientOf(connection: Connection): Client {
  return new Client(connection);
}

/**
 * Connects to a server without the operations of a client; see {@link createClient}. For generated code: functions
 * that are called without a client need no more, so that bundlers leave the client out.
 */
export function connect(options: ClientOptions): Connection {
  // What is no object, as JavaScript may pass it, has no usable URL.
  return new Connection(isRecord(options) ? options : { apiUrl: "" });
}

/**
 * The connection of a client, for process functions.
 * @throws ConfigError: the client is not of this copy of the package.
 */
export function connectionOf(client: Client | Connection): Connection {
  if (client instanceof Connection) return client;
  const connection = CONNECTIONS.get(client);
  if (connection === undefined) {
    throw new ConfigError(
      "This client was not made by createClient of this package.",
    );
  }
  return connection;
}
