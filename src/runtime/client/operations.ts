import { withCancellation } from "../base/cancellation.js";
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
  getCapabilities(options: CallOptions): Promise<Capabilities> {
    const wanted = { path: "", read: readCapabilities };
    return fetchDocument(this.#connection.with(options), wanted, options);
  }

  /** See `Client.getConformance`. */
  getConformance(options: CallOptions): Promise<ConformanceDeclaration> {
    const wanted = { path: "conformance", read: readConformance };
    return fetchDocument(this.#connection.with(options), wanted, options);
  }

  /** See `Client.getProcesses`. */
  getProcesses(options: ListOptions): Promise<ProcessList> {
    return fetchProcesses(this.#connection.with(options), options);
  }

  /** See `Client.processes`. */
  processes(options: ListOptions): AsyncGenerator<ProcessSummary, void> {
    return eachProcess(this.#connection.with(options), options);
  }

  /** See `Client.getProcess`. */
  getProcess(
    processId: string,
    options: CallOptions,
  ): Promise<ProcessDescription> {
    const path = `processes/${pathSegment("process", processId)}`;
    const read = readProcessDescription;
    const wanted = { path, resource: "process", read } as const;
    return fetchDocument(this.#connection.with(options), wanted, options);
  }

  /** See `Client.executeProcess`. */
  executeProcess(
    processId: string,
    request: ExecuteRequest | Readonly<Record<string, unknown>>,
    options: ExecuteOptions,
  ): Promise<ExecutionStatus> {
    return withCancellation(options, (cancellation) =>
      executeUntyped(
        this.#connection.with(options),
        processId,
        request,
        options,
        cancellation,
      ),
    );
  }

  /** See `Client.getJobs`. */
  getJobs(filter: JobFilter): Promise<JobList> {
    return fetchJobs(this.#connection.with(filter), filter);
  }

  /** See `Client.jobs`. */
  jobs(filter: JobFilter): AsyncGenerator<StatusInfo, void> {
    return eachJob(this.#connection.with(filter), filter);
  }

  /** See `Client.watchJobs`. */
  watchJobs(
    filter: JobFilter,
    options: WatchJobsOptions,
  ): AsyncGenerator<StatusInfo, void> {
    return watchJobs(this.#connection.with(filter), filter, options);
  }

  /** See `Client.getJob`. */
  getJob(jobId: string, options: CallOptions): Promise<StatusInfo> {
    return withCancellation(options, (cancellation) =>
      fetchStatus(this.#connection.with(options), jobId, cancellation),
    );
  }

  /** See `Client.dismissJob`. */
  dismissJob(jobId: string, options: CallOptions): Promise<StatusInfo> {
    return withCancellation(options, (cancellation) =>
      dismissJob(this.#connection.with(options), jobId, cancellation),
    );
  }

  /** See `Client.getJobResults`. */
  getJobResults(
    jobId: string,
    options: CallOptions,
  ): Promise<Readonly<Record<string, unknown>>> {
    return withCancellation(options, (cancellation) =>
      fetchUntypedResults(this.#connection.with(options), jobId, cancellation),
    );
  }

  /** See `Client.request`. */
  request(
    method: RequestMethod,
    target: string,
    options: RequestOptions,
  ): Promise<ClientResponse> {
    return sendRequest(
      this.#connection.with({ credentials: options.credentials }),
      method,
      target,
      options,
    );
  }
}
