import { withCancellation } from "../base/cancellation.js";
import { checkOptions } from "../config/plain-options.js";
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
import { loadUnit } from "../errors/errors.js";
import {
  executeUntyped,
  fetchUntypedResults,
  type ExecuteOptions,
  type ExecutionStatus,
} from "../execution/execute-untyped.js";
import type { Connection } from "../http/connection.js";
import { pathSegment } from "../http/urls.js";
import type { CallOptions } from "../job/job-options.js";
import { dismissJob, fetchStatus } from "../job/jobs.js";
import type { ResultFile } from "../results/result-file.js";
import type { Job } from "../job/job.js";
import type { Client } from "./client.js";
import {
  jobOfServer,
  type JobOptions,
  type ProcessRegistry,
} from "./registered-job.js";
import {
  fileOfServer,
  type LinkedFileOptions,
  type FileTarget,
} from "./file.js";
import type { FetchInit, FetchInput } from "./fetch.js";
import { fetchDocument } from "./fetch-document.js";
import type { JobFilter } from "./job-filter.js";
import {
  eachJob,
  eachProcess,
  fetchJobs,
  fetchProcesses,
  type ListOptions,
} from "./lists.js";
import { watchJobs, type WatchJobsOptions } from "./watch-jobs.js";
import {
  sendRequest,
  type ClientResponse,
  type RequestMethod,
  type RequestOptions,
} from "./request.js";

/** The operations of a client that calling a process does not need. They are loaded when the first of them is called. */
export class Operations {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** See `Client.getCapabilities`. */
  async getCapabilities(options: CallOptions): Promise<Capabilities> {
    const wanted = { path: "", read: readCapabilities };
    return fetchDocument(await this.#for(options), wanted, options);
  }

  /** See `Client.getConformance`. */
  async getConformance(options: CallOptions): Promise<ConformanceDeclaration> {
    const wanted = { path: "conformance", read: readConformance };
    return fetchDocument(await this.#for(options), wanted, options);
  }

  /** See `Client.getProcesses`. */
  async getProcesses(options: ListOptions): Promise<ProcessList> {
    return fetchProcesses(await this.#for(options), options);
  }

  /** See `Client.processes`. */
  async *processes(options: ListOptions): AsyncGenerator<ProcessSummary, void> {
    yield* eachProcess(await this.#for(options), options);
  }

  /** See `Client.getProcess`. */
  async getProcess(
    processId: string,
    options: CallOptions,
  ): Promise<ProcessDescription> {
    const path = `processes/${pathSegment("process", processId)}`;
    const read = readProcessDescription;
    const wanted = { path, resource: "process", read } as const;
    return fetchDocument(await this.#for(options), wanted, options);
  }

  /** See `Client.executeProcess`. */
  async executeProcess(
    processId: string,
    request: ExecuteRequest | Readonly<Record<string, unknown>>,
    options: ExecuteOptions,
  ): Promise<ExecutionStatus> {
    const connection = await this.#for(options);
    return withCancellation(options, (cancellation) =>
      executeUntyped(connection, processId, request, options, cancellation),
    );
  }

  /** See `Client.getJobs`. */
  async getJobs(filter: JobFilter): Promise<JobList> {
    return fetchJobs(await this.#for(filter), filter);
  }

  /** See `Client.jobs`. */
  async *jobs(filter: JobFilter): AsyncGenerator<StatusInfo, void> {
    yield* eachJob(await this.#for(filter), filter);
  }

  /** See `Client.watchJobs`. */
  async *watchJobs(
    filter: JobFilter,
    options: WatchJobsOptions,
  ): AsyncGenerator<StatusInfo, void> {
    await checkOptions(options);
    yield* watchJobs(await this.#for(filter), filter, options);
  }

  /** See `Client.getJob`. */
  async getJob(jobId: string, options: CallOptions): Promise<StatusInfo> {
    const connection = await this.#for(options);
    return withCancellation(options, (cancellation) =>
      fetchStatus(connection, jobId, cancellation),
    );
  }

  /** See `Client.job`. */
  async job(
    client: Client,
    target: StatusInfo | string,
    options: JobOptions & { readonly processes?: ProcessRegistry | undefined },
  ): Promise<Job<unknown>> {
    const connection = this.#connection.with(options);
    return jobOfServer(client, connection, target, options);
  }

  /** See `Client.dismissJob`. */
  async dismissJob(jobId: string, options: CallOptions): Promise<StatusInfo> {
    const connection = await this.#for(options);
    return withCancellation(options, (cancellation) =>
      dismissJob(connection, jobId, cancellation),
    );
  }

  /** See `Client.getJobResults`. */
  async getJobResults(
    jobId: string,
    options: CallOptions,
  ): Promise<Readonly<Record<string, unknown>>> {
    const connection = await this.#for(options);
    return withCancellation(options, (cancellation) =>
      fetchUntypedResults(connection, jobId, cancellation),
    );
  }

  /** See `Client.file`. */
  async file(
    target: FileTarget,
    options: LinkedFileOptions,
  ): Promise<ResultFile> {
    return fileOfServer(await this.#for(options), target, options);
  }

  /** See `Client.fetch`. */
  async fetch(input: FetchInput, init: FetchInit): Promise<Response> {
    const unit = await loadUnit(import("./fetch.js"));
    return unit.fetchWithClient(this.#connection, input, init);
  }

  /** See `Client.request`. */
  async request(
    method: RequestMethod,
    target: string,
    options: RequestOptions,
  ): Promise<ClientResponse> {
    await checkOptions(options);
    const { credentials } = options;
    const connection = this.#connection.with({ credentials });
    return sendRequest(connection, method, target, options);
  }

  /**
   * The connection of one call.
   * @throws ConfigError: see {@link checkOptions}.
   */
  async #for(options: CallOptions): Promise<Connection> {
    await checkOptions(options);
    return this.#connection.with(options);
  }
}
