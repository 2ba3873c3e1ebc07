import { withCancellation } from "../base/cancellation.js";
import { DISPOSABLE } from "../base/disposal.js";
import type { ClientOptions } from "../config/client-options.js";
import { printableConfig, resolveConfig } from "../config/config.js";
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
import {
  readCapabilities,
  readConformance,
  readProcessDescription,
} from "../documents/read-documents.js";
import { ConfigError } from "../errors/errors.js";
import {
  executeUntyped,
  fetchUntypedResults,
  type ExecuteOptions,
  type ExecutionStatus,
} from "../execution/execute-untyped.js";
import { Connection, type Answer } from "../http/connection.js";
import { CLOSE_GRACE_MS } from "../http/patience.js";
import { pathSegment } from "../http/urls.js";
import { requestDismissal } from "../job/dismiss.js";
import type { RequestSignal } from "../job/job-options.js";
import { statusIn } from "../job/job-status.js";
import { fetchDocument, type DocumentRequest } from "./fetch-document.js";
import type { JobFilter } from "./job-filter.js";
import {
  eachJob,
  eachProcess,
  fetchJobs,
  fetchProcesses,
  type ListOptions,
} from "./lists.js";
import {
  sendRequest,
  type ClientResponse,
  type RequestOptions,
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

  /** Use {@link createClient}. */
  constructor(options: ClientOptions = {}) {
    super();
    this.#connection = new Connection(resolveConfig(options), options);
    CONNECTIONS.set(this, this.#connection);
    // `console.log` in Node shows what this returns.
    Object.defineProperty(this, Symbol.for("nodejs.util.inspect.custom"), {
      value: () => this.toString(),
    });
  }

  /** The URL of the landing page. */
  get apiUrl(): string {
    return this.#connection.config.apiUrl;
  }

  /** The landing page (OGC 18-062r2, section 7.2). */
  async getCapabilities(options: RequestSignal = {}): Promise<Capabilities> {
    return this.#document({ path: "", read: readCapabilities }, options);
  }

  /** The conformance classes that the server declares (OGC 18-062r2, section 7.4). */
  async getConformance(
    options: RequestSignal = {},
  ): Promise<ConformanceDeclaration> {
    return this.#document(
      { path: "conformance", read: readConformance },
      options,
    );
  }

  /** All processes, of all pages (OGC 18-062r2, section 7.8). */
  async getProcesses(options: ListOptions = {}): Promise<ProcessList> {
    return fetchProcesses(this.#connection, options);
  }

  /** Yields the processes one by one, page after page. No page is requested before the loop gets to it. */
  processes(options: ListOptions = {}): AsyncGenerator<ProcessSummary, void> {
    return eachProcess(this.#connection, options);
  }

  /**
   * The description of a process (OGC 18-062r2, section 7.10).
   * @throws NoSuchProcessError
   */
  async getProcess(
    processId: string,
    options: RequestSignal = {},
  ): Promise<ProcessDescription> {
    const path = `processes/${pathSegment("process", processId)}`;
    return this.#document(
      { path, resource: "process", read: readProcessDescription },
      options,
    );
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
    return withCancellation(options, (cancellation) =>
      executeUntyped(
        this.#connection,
        processId,
        request,
        options,
        cancellation,
      ),
    );
  }

  /** Jobs of all pages (OGC 18-062r2, section 11), filtered here as well, because some servers ignore the filter. */
  async getJobs(filter: JobFilter = {}): Promise<JobList> {
    return fetchJobs(this.#connection, filter);
  }

  /** Yields jobs one by one, page after page. No page is requested before the loop gets to it. */
  jobs(filter: JobFilter = {}): AsyncGenerator<StatusInfo, void> {
    return eachJob(this.#connection, filter);
  }

  /**
   * The status of a job (OGC 18-062r2, section 7.12).
   * @throws NoSuchJobError
   */
  async getJob(
    jobId: string,
    options: RequestSignal = {},
  ): Promise<StatusInfo> {
    const path = `jobs/${pathSegment("job", jobId)}`;
    const read = (_document: unknown, answer: Answer): StatusInfo =>
      statusIn(this.#connection, answer, jobId);
    return this.#document({ path, resource: "job", read }, options);
  }

  /**
   * The results of a job by output (OGC 18-062r2, section 7.13). The process is not known here, so JSON is
   * returned as the server sent it, and other content as a ResultFile. Process functions return typed outputs.
   * @throws NoSuchJobError, ResultNotReadyError; ApiError where the job failed.
   */
  async getJobResults(
    jobId: string,
    options: RequestSignal = {},
  ): Promise<Readonly<Record<string, unknown>>> {
    return withCancellation(options, (cancellation) =>
      fetchUntypedResults(this.#connection, jobId, cancellation),
    );
  }

  /**
   * Dismisses a job (OGC 18-062r2, section 13): the server cancels a running job; some servers remove one that has
   * ended. It is no error if the job was dismissed before.
   * @returns The status that the server reports; some report `running` until the job stops.
   * @throws NoSuchJobError
   */
  async dismissJob(
    jobId: string,
    options: RequestSignal = {},
  ): Promise<StatusInfo> {
    const url = this.#connection.resource(`jobs/${pathSegment("job", jobId)}`);
    return withCancellation(options, (cancellation) =>
      requestDismissal(this.#connection, { url, jobId, cancellation }),
    );
  }

  /**
   * Sends any request, with the client's credentials, retries and errors. Credentials and headers of the
   * client are sent to the server of `apiUrl` only, also after redirects.
   * @param target - An absolute URL, or one relative to `apiUrl` (RFC 3986: without a slash at its start it keeps the path of `apiUrl`).
   * @throws InputError: the target is not an http URL.
   */
  async request(
    method: "GET" | "POST" | "DELETE" | "HEAD",
    target: string,
    options: RequestOptions = {},
  ): Promise<ClientResponse> {
    return sendRequest(this.#connection, method, target, options);
  }

  /** Closes all connections; requests under way have 2 s to end. Afterwards every operation throws ConfigError. */
  async close(): Promise<void> {
    await this.#connection.close(CLOSE_GRACE_MS);
  }

  /** The configuration in the names of the configuration file, with every secret masked. */
  toJSON(): Readonly<Record<string, string | boolean | null>> {
    return printableConfig(this.#connection.config);
  }

  override toString(): string {
    return JSON.stringify(this, null, 2);
  }

  #document<T>(wanted: DocumentRequest<T>, options: RequestSignal): Promise<T> {
    return fetchDocument(this.#connection, wanted, options);
  }
}

/**
 * Makes a client. Options take precedence over the environment (`S2GOS_API_URL`, `S2GOS_TOKEN`, ...), and the
 * environment over defaults. No request is made.
 * @throws ConfigError: no usable URL, or credentials that `authType` needs are missing.
 */
export function createClient(options: ClientOptions = {}): Client {
  return new Client(options);
}

/**
 * The connection of a client, for process functions.
 * @throws ConfigError: the client is not of this copy of the package.
 */
export function connectionOf(client: Client): Connection {
  const connection = CONNECTIONS.get(client);
  if (connection === undefined) {
    throw new ConfigError(
      "This client was not made by createClient of this package.",
    );
  }
  return connection;
}
