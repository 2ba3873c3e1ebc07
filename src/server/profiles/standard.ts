import {
  type JobControlOption,
  type Link,
  type ProcessDescription,
  type TransmissionMode,
  without,
} from "../documents.js";
import { readPrefer } from "../http/prefer.js";
import { chooseMode } from "../execution/mode.js";
import { resultsOf, standardResults, rawReply } from "../execution/results.js";
import { STANDARD_PAGING } from "../http/paging.js";
import { jsonReply, withHeaders, type Reply } from "../http/reply.js";
import type { Job } from "../jobs/job.js";
import { jobFailed, jobGone, Problem, resultNotReady } from "../problem.js";
import type { ServiceTitle } from "../process.js";
import type { JobFilterRules, Profile } from "./profile.js";

/** The URIs of the standard's link relations begin with this. */
export const RELATIONS = "http://www.opengis.net/def/rel/ogc/1.0/";
const CONFORMANCE = "http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/";

/** The `jobControlOptions` of a process whose description has none. */
export const USUAL_JOB_CONTROL: readonly JobControlOption[] = [
  "sync-execute",
  "async-execute",
  "dismiss",
];
const USUAL_TRANSMISSION: readonly TransmissionMode[] = ["value", "reference"];

/** The filters of the job list: OGC 18-062r2, 12, requirements 64 to 79. */
export const STANDARD_JOB_FILTERS: JobFilterRules = {
  commas: true,
  status: (job) => job.status,
};

/** The URIs of conformance classes of OGC API - Processes 1.0. */
export function conformanceClasses(
  ...names: readonly string[]
): readonly string[] {
  return names.map((name) => CONFORMANCE + name);
}

/** A link to a JSON document. */
export function jsonLink(href: string, rel: string, title: string): Link {
  return { href, rel, type: "application/json", title };
}

/** The URL of a process description. */
export function processUrl(process: ProcessDescription, base: string): string {
  return `${base}processes/${encodeURIComponent(process.id)}`;
}

/** The summary of a process: its description without inputs and outputs. */
export function processSummary(
  process: ProcessDescription,
  base: string,
): Readonly<Record<string, unknown>> {
  return {
    ...without(process, "inputs", "outputs"),
    jobControlOptions: process.jobControlOptions ?? USUAL_JOB_CONTROL,
    outputTransmission: process.outputTransmission ?? USUAL_TRANSMISSION,
    links: [jsonLink(processUrl(process, base), "self", "Process description")],
  };
}

/** A process description with its links: OGC 18-062r2, 7.10. */
export function processDocument(
  process: ProcessDescription,
  base: string,
): Readonly<Record<string, unknown>> {
  const url = processUrl(process, base);
  return {
    ...process,
    jobControlOptions: process.jobControlOptions ?? USUAL_JOB_CONTROL,
    outputTransmission: process.outputTransmission ?? USUAL_TRANSMISSION,
    links: [
      jsonLink(url, "self", "Process description"),
      jsonLink(`${url}/execution`, `${RELATIONS}execute`, "Execution"),
      jsonLink(`${base}processes`, "up", "Processes"),
    ],
  };
}

/** The landing page: OGC 18-062r2, 7.2. */
function landingPage(service: ServiceTitle, base: string): unknown {
  return {
    title: service.title,
    description: service.description,
    links: [
      jsonLink(base, "self", "Landing page"),
      {
        href: `${base}api`,
        rel: "service-desc",
        type: "application/vnd.oai.openapi+json;version=3.0",
        title: "API definition",
      },
      jsonLink(
        `${base}conformance`,
        `${RELATIONS}conformance`,
        "Conformance classes",
      ),
      jsonLink(`${base}processes`, `${RELATIONS}processes`, "Processes"),
      jsonLink(`${base}jobs`, `${RELATIONS}job-list`, "Jobs"),
    ],
  };
}

/** The members of a job's status, without links: schema `statusInfo.yaml`. */
export function statusMembers(job: Job): Readonly<Record<string, unknown>> {
  const members: Record<string, unknown> = {
    processID: job.process.id,
    type: "process",
    jobID: job.id,
    status: job.status,
    message: job.message,
    created: job.created.toISOString(),
    started: job.started?.toISOString(),
    finished: job.finished?.toISOString(),
    updated: job.updated?.toISOString(),
    progress: job.progress,
  };
  return Object.fromEntries(
    Object.entries(members).filter(([, value]) => value !== undefined),
  );
}

function statusInfo(job: Job, base: string): unknown {
  const url = jobUrl(job, base);
  const links = [
    jsonLink(url, "self", "Job status"),
    jsonLink(`${base}jobs`, "up", "Jobs"),
  ];
  if (job.status === "successful") {
    links.push(
      jsonLink(`${url}/results`, `${RELATIONS}results`, "Job results"),
    );
  }
  if (job.status === "failed") {
    links.push(
      jsonLink(`${url}/results`, `${RELATIONS}exceptions`, "Job exception"),
    );
  }
  return { ...statusMembers(job), links };
}

function jobUrl(job: Job, base: string): string {
  return `${base}jobs/${encodeURIComponent(job.id)}`;
}

/** Status 201, with the job's status and its URL in `Location`: OGC 18-062r2, requirement 34. */
function jobCreated(job: Job, base: string): Reply {
  return jsonReply(statusInfo(job, base), 201, { location: jobUrl(job, base) });
}

/** A `Link` header from results to their job: OGC 18-062r2, requirement 33. */
export function monitorLink(url: string): string {
  return `<${url}>; rel="monitor"; type="application/json"`;
}

/** Why a job has no results, as one of the standard's exceptions. */
function noResults(job: Job): Problem {
  if (job.error !== undefined && job.status === "failed") {
    return jobFailed(job.id, job.error);
  }
  return job.status === "dismissed"
    ? jobGone(job.id)
    : resultNotReady(job.id, job.status);
}

/** A problem document (RFC 7807). It is labelled `application/json` if `Accept` names that and not `application/problem+json`. */
function exception(problem: Problem, accept: string): Reply {
  const { type, title, status, detail } = problem;
  const jsonOnly =
    /application\/json/i.test(accept) && !/problem|\*\/\*/i.test(accept);
  return {
    ...jsonReply({ type, title, status, detail }, status, problem.headers),
    mediaType: jsonOnly ? "application/json" : "application/problem+json",
  };
}

/** One result alone, in its own media type. */
function jobResult(job: Job, output: string, base: string): Reply {
  const result = resultsOf(job, jobUrl(job, base)).find(
    (one) => one.name === output,
  );
  if (result === undefined) {
    throw new Problem(
      404,
      "No such output",
      `Job "${job.id}" has no result "${output}".`,
    );
  }
  return rawReply(result.value, result.schema);
}

/** OGC API - Processes - Part 1: Core, version 1.0, exactly as the standard says. */
export const STANDARD: Profile = {
  prefix: "",
  conformsTo: conformanceClasses(
    "core",
    "ogc-process-description",
    "json",
    "oas30",
    "job-list",
    "callback",
    "dismiss",
  ),
  processPaging: STANDARD_PAGING,
  jobPaging: STANDARD_PAGING,
  jobFilters: STANDARD_JOB_FILTERS,
  inputs: { unknown: "reject", qualified: "unwrap", null: "value" },
  emptyOutputs: "all",
  listsExecutionPaths: false,
  resources: [],
  lacks: [],
  landingPage,
  processList: (page, { base }) => ({
    processes: page.items.map((process) => processSummary(process, base)),
    links: page.links,
  }),
  processDescription: (process, { base }) => processDocument(process, base),
  executeRequest: (body) => body,
  executionMode: (options, { prefer }) =>
    chooseMode(options, readPrefer(prefer)),
  jobUrl,
  statusInfo,
  jobList: (page, { base }) => ({
    jobs: page.items.map((job) => statusInfo(job, base)),
    links: page.links,
  }),
  jobCreated: (job, { base }) => jobCreated(job, base),
  syncResults: (job, { base }) =>
    withHeaders(standardResults(job, jobUrl(job, base)), {
      link: [monitorLink(jobUrl(job, base))],
    }),
  jobResults: (job, { base }) => standardResults(job, jobUrl(job, base)),
  jobResult: (job, output, { base }) => jobResult(job, output, base),
  noResults,
  dismiss: (job, _jobs, base) => {
    if (job.status === "dismissed") throw jobGone(job.id);
    job.dismiss();
    return jsonReply(statusInfo(job, base));
  },
  exception,
};
