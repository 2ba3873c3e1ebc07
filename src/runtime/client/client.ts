import { withCancellation } from "../base/cancellation.js";
import type { ClientOptions } from "../config/client-options.js";
import { printableConfig, resolveConfig } from "../config/config.js";
import { Connection, type Answer } from "../http/connection.js";
import { requestDismissal } from "../job/dismiss.js";
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
import { ConfigError } from "../errors/errors.js";
import {
  executeUntyped,
  fetchUntypedResults,
  type ExecuteOptions,
  type ExecutionStatus,
} from "../execution/execute-untyped.js";
import type { JobFilter } from "./job-filter.js";
import type { RequestSignal } from "../job/job-options.js";
import { statusIn } from "../job/job-poller.js";
import {
  eachJob,
  eachProcess,
  fetchJobs,
  fetchProcesses,
  type ListOptions,
} from "./lists.js";
import {
  readCapabilities,
  readConformance,
  readProcessDescription,
} from "../documents/read-documents.js";
import {
  clientResponse,
  type ClientResponse,
  type RequestOptions,
} from "./request.js";
import { pathSegment, withQuery } from "../http/urls.js";

/** Out of reach of whoever prints or copies a client, because connections hold its credentials. */
const CONNECTIONS = /* @__PURE__ */ new WeakMap<Client, Connection>();

/**
 * A client of one server: every operation of OGC API - Processes, untyped by process. All operations may
 * throw ApiError and its subclasses, ConnectionError, TimeoutError, ResponseParseError and BodyTooLargeError;
 * an abort rejects with the signal's reason. Printed, it shows its configuration with secrets masked.
 */
export class Client {
  readonly #connection: Connection;

  /** Use {@link createClient}. */
  constructor(options: ClientOptions = {}) {
    this.#connection = new Connection(resolveConfig(options), options);
    CONNECTIONS.set(this, this.#connection);
    // What `console.log` shows in Node.
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
    return this.#document("", options, readCapabilities);
  }

  /** What the server says it conforms to (OGC 18-062r2, section 7.4). */
  async getConformance(
    options: RequestSignal = {},
  ): Promise<ConformanceDeclaration> {
    return this.#document("conformance", options, readConformance);
  }

  /** All processes, of all pages (OGC 18-062r2, section 7.8). */
  async getProcesses(options: ListOptions = {}): Promise<ProcessList> {
    return fetchProcesses(this.#connection, options);
  }

  /** The processes one by one, page after page; leaving the loop asks for no further page. */
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
    return this.#document(path, options, readProcessDescription, "process");
  }

  /**
   * Executes a process (OGC 18-062r2, section 7.11), as a job where the process allows it.
   * @param request - The standard's execute request; an object with none of its members (`inputs`, `outputs`, `response`,
   * `subscriber`) is taken as the inputs. Inputs are sent as they are. Default: no inputs, and `response: "document"`.
   * @returns The status of the job; where the server ran the process at once, `successful` with the `results`.
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

  /** Jobs of all pages (OGC 18-062r2, section 11), filtered here too, because not every server does. */
  async getJobs(filter: JobFilter = {}): Promise<JobList> {
    return fetchJobs(this.#connection, filter);
  }

  /** Jobs one by one, page after page; leaving the loop asks for no further page. */
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
    return this.#document(
      path,
      options,
      (_document, answer) => statusIn(this.#connection, answer, jobId),
      "job",
    );
  }

  /**
   * The results of a job by output (OGC 18-062r2, section 7.13). Nothing is known of the process here, so
   * JSON is as the server sent it; other content is a ResultFile. Process functions give typed outputs.
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
   * Dismisses a job (OGC 18-062r2, section 13): a running one is cancelled, a finished one is removed by some servers.
   * One that was dismissed already counts as dismissed now.
   * @returns The status that the server reports; some report `running` until the job notices.
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
   * Any request to the server, with the client's credentials, retries and errors. Credentials and headers of the
   * client go to the server of `apiUrl` only, also after redirects.
   * @param target - An absolute URL, or one relative to `apiUrl` (RFC 3986: without a slash at its start it keeps the path of `apiUrl`).
   */
  async request(
    method: "GET" | "POST" | "DELETE" | "HEAD",
    target: string,
    options: RequestOptions = {},
  ): Promise<ClientResponse> {
    const url = withQuery(
      this.#connection.resource(target),
      options.query ?? {},
    );
    const { headers, body, timeoutMs, maxBytes } = options;
    return withCancellation(options, (cancellation) =>
      this.#connection.fetch(
        {
          method,
          url,
          headers,
          body: body === undefined ? undefined : JSON.stringify(body),
          cancellation,
          timeoutMs,
          maxBytes,
        },
        (answer) => clientResponse(this.#connection, answer),
      ),
    );
  }

  /** Frees all connections; requests under way may take up to 2 s to end. The client is of no use afterwards. */
  async close(): Promise<void> {
    await this.#connection.close(2_000);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  /** The configuration in the names of the configuration file, with every secret masked. */
  toJSON(): Readonly<Record<string, string | boolean | null>> {
    return printableConfig(this.#connection.config);
  }

  toString(): string {
    return JSON.stringify(this, null, 2);
  }

  #document<T>(
    path: string,
    options: RequestSignal,
    read: (document: unknown, answer: Answer) => T | undefined,
    resource: "process" | "job" | "other" = "other",
  ): Promise<T> {
    const connection = this.#connection;
    const url = connection.resource(path);
    return withCancellation(options, (cancellation) =>
      connection.fetch(
        { method: "GET", url, resource, cancellation },
        (answer) => {
          const document = read(connection.parseJson(answer), answer);
          if (document !== undefined) return document;
          throw connection.parseError(
            answer,
            "this is not the document that the standard describes",
          );
        },
      ),
    );
  }
}

/**
 * Makes a client. Values come from the options, then the environment (`S2GOS_API_URL`, `S2GOS_TOKEN`, ...), then defaults.
 * No request is made.
 * @throws ConfigError: no usable URL, or credentials that `authType` needs are missing.
 */
export function createClient(options: ClientOptions = {}): Client {
  return new Client(options);
}

/** The connection inside a client, for process functions. */
export function connectionOf(client: Client): Connection {
  const connection = CONNECTIONS.get(client);
  if (connection === undefined) {
    throw new ConfigError(
      "This client was not made by createClient of this package.",
    );
  }
  return connection;
}
