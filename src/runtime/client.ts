import { Cancellation, withCancellation } from "./cancellation.js";
import { printableConfig, resolveConfig } from "./config.js";
import type { ClientOptions } from "./config.js";
import { Connection } from "./connection.js";
import type { Answer } from "./connection.js";
import type {
  Capabilities,
  ConformanceDeclaration,
  ExecuteRequest,
  JobList,
  ProcessDescription,
  ProcessList,
  ProcessSummary,
  StatusInfo,
} from "./documents.js";
import {
  readCapabilities,
  readConformance,
  readProcessDescription,
  readProcessSummary,
} from "./read-documents.js";
import { executeUntyped } from "./execute-untyped.js";
import type { ExecuteOptions, ExecutionStatus } from "./execute-untyped.js";
import { ConfigError, InputError } from "./errors.js";
import { filterQuery, matchesFilter } from "./job-filter.js";
import type { JobFilter } from "./job-filter.js";
import { jobPlaces, resultsUrl } from "./job-location.js";
import { requestDismissal, statusIn } from "./job-poller.js";
import type { RequestSignal } from "./job.js";
import { collect, pagesOf } from "./paging.js";
import { clientResponse } from "./request.js";
import type { ClientResponse, RequestOptions } from "./request.js";
import { receiveResults, untypedResults } from "./results.js";
import { readListedJob } from "./status.js";
import { pathSegment, resolveUrl, withQuery } from "./urls.js";

/** Options of reading a list. */
export interface ListOptions extends RequestSignal {
  /** Entries on each page that the server sends: 1 to 10,000. Default: the server's. */
  readonly limit?: number | undefined;
}

/** Out of reach of whoever prints or copies a client, because connections hold its credentials. */
const connections = /* @__PURE__ */ new WeakMap<Client, Connection>();

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
    connections.set(this, this.#connection);
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
    const { items, first, links } = await withCancellation(
      options,
      (cancellation) =>
        collect(
          this.#pages("processes", { limit: options.limit }, cancellation),
          "processes",
        ),
    );
    return { ...first, processes: items.flatMap(readProcessSummary), links };
  }

  /** The processes one by one, page after page; leaving the loop asks for no further page. */
  async *processes(
    options: ListOptions = {},
  ): AsyncGenerator<ProcessSummary, void> {
    const cancellation = new Cancellation(options);
    try {
      const pages = this.#pages(
        "processes",
        { limit: options.limit },
        cancellation,
      );
      for await (const { items } of pages) {
        for (const process of items.flatMap(readProcessSummary)) yield process;
      }
    } finally {
      cancellation.dispose();
    }
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
    const { items, first, links } = await withCancellation(
      filter,
      (cancellation) =>
        collect(this.#pages("jobs", filterQuery(filter), cancellation), "jobs"),
    );
    const jobs = items
      .flatMap((item) => readListedJob(item) ?? [])
      .filter((job) => matchesFilter(job, filter));
    return { ...first, jobs, links };
  }

  /** Jobs one by one, page after page; leaving the loop asks for no further page. */
  async *jobs(filter: JobFilter = {}): AsyncGenerator<StatusInfo, void> {
    const cancellation = new Cancellation(filter);
    try {
      const pages = this.#pages("jobs", filterQuery(filter), cancellation);
      for await (const { items } of pages) {
        for (const job of items.flatMap((item) => readListedJob(item) ?? [])) {
          if (matchesFilter(job, filter)) yield job;
        }
      }
    } finally {
      cancellation.dispose();
    }
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
    const connection = this.#connection;
    const [job = connection.apiUrl] = jobPlaces(connection.apiUrl, jobId);
    const url = resultsUrl(job, undefined);
    const expectation = {
      described: [],
      requested: [],
      response: "document",
    } as const;
    return withCancellation(options, (cancellation) =>
      connection.send(
        {
          method: "GET",
          url,
          kind: "download",
          resource: "results",
          cancellation,
        },
        async (open) =>
          untypedResults(
            await receiveResults(open, true, expectation, connection),
          ),
      ),
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
    const url = this.#resource(`jobs/${pathSegment("job", jobId)}`);
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
    const url = withQuery(this.#resource(target), options.query ?? {});
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

  #resource(target: string): URL {
    const url = resolveUrl(target, this.#connection.apiUrl);
    if (url === undefined || !/^https?:$/.test(url.protocol)) {
      throw new InputError(`${JSON.stringify(target)} is no http URL.`);
    }
    return url;
  }

  #pages(
    path: "processes" | "jobs",
    query: Readonly<Record<string, string | number | undefined>>,
    cancellation: Cancellation,
  ): ReturnType<typeof pagesOf> {
    const url = withQuery(this.#resource(path), query);
    return pagesOf(this.#connection, url, path, cancellation);
  }

  #document<T>(
    path: string,
    options: RequestSignal,
    read: (document: unknown, answer: Answer) => T | undefined,
    resource: "process" | "job" | "other" = "other",
  ): Promise<T> {
    const connection = this.#connection;
    const url = this.#resource(path);
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
  const connection = connections.get(client);
  if (connection === undefined) {
    throw new ConfigError(
      "This client was not made by createClient of this package.",
    );
  }
  return connection;
}
