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

/** Whose behaviour the server imitates: the standard's, or that of another server. */
export type ServerProfile =
  | "standard"
  | "wraptile"
  | "pygeoapi"
  | "aquainfra"
  | "weaver"
  | "zoo"
  | "javaps"
  | "ecmwf"
  | "fastprocesses"
  | "v2";

/** A resource of the standard that answers, or a function of the landing page's URL. */
type ResourceAnswer =
  | "execute"
  | "status"
  | "results"
  | "result"
  | "dismiss"
  | "openapi"
  | ((base: string) => Reply);

/** The parts of a request that profiles use. */
export interface ServerRequest {
  /** The landing page's URL, with the host that the client used, and a slash at its end. */
  readonly base: string;
  /** The `Accept` header; empty if there is none. */
  readonly accept: string;
  /** The `Prefer` header; empty if there is none. */
  readonly prefer: string;
  readonly query: Query;
}

/** A resource that the standard does not have. `{name}` in its path stands for one segment. */
export interface ExtraResource {
  readonly method: "GET" | "POST" | "DELETE";
  readonly path: string;
  /**
   * The resource of the standard that answers here too, with `processID`, `jobID` and `output` from
   * the path; or a function that makes the response.
   */
  readonly answer: ResourceAnswer;
}

/** How a server reads the filters of its job list. */
export interface JobFilterRules {
  /** Whether a parameter may have several values with commas between them, as the standard says. False: it is repeated. */
  readonly commas: boolean;
  /** The word that the server uses for the status of a job. */
  status(job: Job): string;
}

/**
 * The behaviour of one server. The standard's profile is complete; the others copy it and replace what
 * differs.
 */
export interface Profile {
  readonly conformsTo: readonly string[];
  /**
   * The path below which clients find the API, such as `/ogc/v1`. The server does not know it, as behind a
   * proxy that removes it from each request: its links and `Location`s lack it. Empty: there is none.
   */
  readonly prefix: "" | `/${string}`;
  /** The paging of the process list. Undefined: there is none, and the query is ignored. */
  readonly processPaging: PagingRules | undefined;
  /** The paging of the job list. Undefined: there is none, and the query is ignored. */
  readonly jobPaging: PagingRules | undefined;
  /** How the filters of the job list are read. Undefined: they are ignored. */
  readonly jobFilters: JobFilterRules | undefined;
  readonly inputs: InputRules;
  /** What `"outputs": {}` asks for. */
  readonly emptyOutputs: "all" | "none";
  /** Whether the API definition has a path for each process. */
  readonly listsExecutionPaths: boolean;
  readonly resources: readonly ExtraResource[];
  /** What the standard has and this server does not: whole resources, or the dismissal of jobs. */
  readonly lacks: readonly (ResourceName | "dismissal")[];
  landingPage(service: ServiceTitle, base: string): unknown;
  processList(page: Page<ProcessDescription>, request: ServerRequest): unknown;
  processDescription(
    process: ProcessDescription,
    request: ServerRequest,
  ): unknown;
  /** Converts an execute request to the form of the standard, before it is read. */
  executeRequest(body: unknown, process: ProcessDescription): unknown;
  /** Chooses between a job and results. It receives the body before `executeRequest` converts it. */
  executionMode(
    options: readonly JobControlOption[],
    request: ServerRequest,
    body: JsonObject,
  ): ExecutionMode;
  /** The URL of a job's status. */
  jobUrl(job: Job, base: string): string;
  statusInfo(job: Job, base: string): unknown;
  jobList(page: Page<Job>, request: ServerRequest): unknown;
  /** The response to an execute request with the job that was created. */
  jobCreated(job: Job, request: ServerRequest): Reply;
  /** The response to an execute request with results, after waiting for the job. */
  syncResults(job: Job, request: ServerRequest): Reply;
  /** The response to `GET /jobs/{jobID}/results` for a successful job. */
  jobResults(job: Job, request: ServerRequest): Reply;
  /** The response with one result alone. */
  jobResult(job: Job, output: string, request: ServerRequest): Reply;
  /** Why there are no results: the job is active, has failed or was dismissed. */
  noResults(job: Job, base: string): Problem;
  /** Dismisses a job, and makes the response. */
  dismiss(job: Job, jobs: JobList, base: string): Reply;
  /** The response to a request that failed. */
  exception(problem: Problem, accept: string): Reply;
}
