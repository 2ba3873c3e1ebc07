import type {
  JobControlOption,
  JsonObject,
  ProcessDescription,
} from "../documents.js";
import type { InputRules } from "../execution/inputs.js";
import type { ExecutionMode } from "../execution/mode.js";
import type { Page, PagingRules, Query } from "../http/paging.js";
import type { ResourceName } from "../http/resources.js";
import type { Reply } from "../http/reply.js";
import type { Job } from "../jobs/job.js";
import type { JobList } from "../jobs/job-list.js";
import type { Problem } from "../problem.js";
import type { ServiceTitle } from "../process.js";

/** Whose behaviour the server shows: the standard's, or that of a server which users meet. */
export type ServerProfile =
  "standard" | "wraptile" | "pygeoapi" | "weaver" | "zoo" | "javaps" | "v2";

/** The answer for a resource of the standard, or one that takes the landing page's URL. */
type ResourceAnswer =
  | "execute"
  | "status"
  | "results"
  | "result"
  | "dismiss"
  | "openapi"
  | ((base: string) => Reply);

/** A request, as far as the profiles look at it. */
export interface ServerRequest {
  /** The landing page's URL as this client sees it, with a slash at its end. */
  readonly base: string;
  /** The `Accept` header; empty where there is none. */
  readonly accept: string;
  /** The `Prefer` header; empty where there is none. */
  readonly prefer: string;
  readonly query: Query;
}

/** A resource that only this profile has. `{name}` in its path stands for one segment. */
interface ExtraResource {
  readonly method: "GET" | "POST" | "DELETE";
  readonly path: string;
  /**
   * The standard resource that answers there too, with `processID`, `jobID` and `output` taken from
   * the path; or what to answer.
   */
  readonly answer: ResourceAnswer;
}

/**
 * One server's behaviour, as hooks. The standard's is the first such record; the others are made
 * of it, and each names only what differs.
 */
export interface Profile {
  readonly conformsTo: readonly string[];
  /** How the process list is cut. Undefined: never, whatever the query says. */
  readonly processPaging: PagingRules | undefined;
  readonly jobPaging: PagingRules | undefined;
  /** Whether the job filters of the standard are understood. */
  readonly filtersJobs: boolean;
  readonly inputs: InputRules;
  /** What `"outputs": {}` asks for. */
  readonly emptyOutputs: "all" | "none";
  /** Whether the API definition has a path for each process. */
  readonly listsExecutionPaths: boolean;
  readonly resources: readonly ExtraResource[];
  /** Resources of the standard that this server lacks. */
  readonly lacks: readonly ResourceName[];
  landingPage(service: ServiceTitle, base: string): unknown;
  processList(page: Page<ProcessDescription>, request: ServerRequest): unknown;
  processDescription(
    process: ProcessDescription,
    request: ServerRequest,
  ): unknown;
  /** Brings an execute request into the form of the standard, before it is read. */
  executeRequest(body: unknown, process: ProcessDescription): unknown;
  /** Chooses between a job and a result. It is given the request's body as it came. */
  executionMode(
    options: readonly JobControlOption[],
    request: ServerRequest,
    body: JsonObject,
  ): ExecutionMode;
  /** Where a job's status stands. */
  jobUrl(job: Job, base: string): string;
  statusInfo(job: Job, base: string): unknown;
  jobList(page: Page<Job>, request: ServerRequest): unknown;
  /** The answer to an execute request that became a job. */
  jobCreated(job: Job, request: ServerRequest): Reply;
  /** The answer to an execute request with the results of a job that was waited for. */
  syncResults(job: Job, request: ServerRequest): Reply;
  /** The answer to `GET /jobs/{jobID}/results` of a successful job. */
  jobResults(job: Job, request: ServerRequest): Reply;
  /** The answer for one result by itself. */
  jobResult(job: Job, output: string, request: ServerRequest): Reply;
  /** Why there are no results: the job is active, has failed or was dismissed. */
  noResults(job: Job, base: string): Problem;
  /** Dismisses a job, and answers. */
  dismiss(job: Job, jobs: JobList, base: string): Reply;
  /** The answer to a request that failed. */
  exception(problem: Problem, accept: string): Reply;
}
