import {
  without,
  type JobControlOption,
  type Link,
  type ProcessDescription,
} from "../documents.js";
import { plainForm, resultsOf } from "../execution/results.js";
import { jsonReply, withHeaders, type Reply } from "../http/reply.js";
import type { Job } from "../jobs/job.js";
import { jobGone, noSuchJob, Problem } from "../problem.js";
import type { Profile, ServerRequest } from "./profile.js";
import {
  conformanceClasses,
  jsonLink,
  processDocument,
  processSummary,
  processUrl,
  RELATIONS,
  STANDARD,
  statusMembers,
} from "./standard.js";

/** All processes can be run as a job, regardless of their description. */
function alwaysAsync(process: ProcessDescription): ProcessDescription {
  const options = new Set<JobControlOption>(process.jobControlOptions);
  return {
    ...process,
    jobControlOptions: [...options.add("sync-execute").add("async-execute")],
  };
}

function landingLinks(base: string): readonly Link[] {
  const root = base.replace(/\/$/, "");
  return [
    jsonLink(`${root}?f=json`, "self", "This document as JSON"),
    {
      href: `${root}/openapi`,
      rel: "service-desc",
      type: "application/vnd.oai.openapi+json;version=3.0",
      title: "The OpenAPI definition as JSON",
    },
    jsonLink(`${root}/conformance`, "conformance", "Conformance"),
    jsonLink(`${root}/processes`, `${RELATIONS}processes`, "Processes"),
    jsonLink(`${root}/jobs`, `${RELATIONS}job-list`, "Jobs"),
  ];
}

/** A job is `accepted` until it ends, and always has a link to its results. */
function statusInfo(job: Job, base: string): Readonly<Record<string, unknown>> {
  const url = `${STANDARD.jobUrl(job, base)}/results`;
  return {
    ...statusMembers(job),
    status: job.status === "running" ? "accepted" : job.status,
    progress: job.isActive ? 5 : (job.progress ?? 5),
    parameters: null,
    finished: job.finished?.toISOString() ?? null,
    links: [
      {
        href: url,
        rel: `${RELATIONS}results`,
        type: "application/json",
        title: `Results of job ${job.id} as application/json`,
      },
    ],
  };
}

/** A single result has its name beside it, and a document is a list. `transmissionMode: "reference"` is ignored. */
function results(job: Job, request: ServerRequest): Reply {
  const entries = resultsOf(job, "").map(({ name, value }) => ({
    id: name,
    value: plainForm(value),
  }));
  if (job.request.response === "document") {
    return jsonReply({ outputs: entries });
  }
  const [only] = entries;
  return jsonReply(
    entries.length === 1 && only !== undefined
      ? only
      : Object.fromEntries(entries.map(({ id, value }) => [id, value])),
    200,
    { "x-powered-by": "pygeoapi", ...jobLocation(job, request.base) },
  );
}

/** The `Location` of a job, which every response about it has. */
export function jobLocation(
  job: Job,
  base: string,
): Readonly<Record<string, string>> {
  return { location: STANDARD.jobUrl(job, base) };
}

/** A page of HTML with the reply's JSON, unless `Accept` names JSON; `*` + `/*` does not. */
export function htmlUnlessJson(reply: Reply, request: ServerRequest): Reply {
  const json =
    request.query["f"] === "json" || /\bjson\b/i.test(request.accept);
  return json
    ? reply
    : {
        status: 200,
        mediaType: "text/html",
        content: `<!doctype html><title>Job results</title><pre>${escaped(JSON.stringify(reply.json))}</pre>`,
      };
}

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function noResults(job: Job, base: string): Problem {
  const problem = STANDARD.noResults(job, base);
  if (job.status === "dismissed") return noSuchJob(job.id);
  return job.status === "failed"
    ? new Problem(
        400,
        "InvalidParameterValue",
        "job failed",
        "about:blank",
        jobLocation(job, base),
      )
    : problem;
}

function exception({ type, status, detail, headers }: Problem): Reply {
  const code = codeOf(type, status, detail);
  return jsonReply({ code, type: code, description: detail }, status, headers);
}

function codeOf(type: string, status: number, detail: string): string {
  if (type.endsWith("no-such-process")) return "NoSuchProcess";
  if (type.endsWith("result-not-ready")) return "ResultNotReady";
  if (status === 404 && !type.endsWith("no-such-job")) return "NotFound";
  if (detail.endsWith("it is empty.")) return "MissingParameterValue";
  return status < 500 ? "InvalidParameterValue" : "NoApplicableCode";
}

/** pygeoapi: a process list of ten processes at most, without a link to the others; its own forms of results; HTML unless `Accept` names JSON. */
export const PYGEOAPI: Profile = {
  ...STANDARD,
  conformsTo: conformanceClasses(
    "callback",
    "core",
    "json",
    "oas30",
    "ogc-process-description",
  ),
  processPaging: {
    defaultLimit: 10,
    maximumLimit: 10,
    next: false,
    by: undefined,
  },
  jobFilters: undefined,
  inputs: { unknown: "ignore", qualified: "keep", null: "value" },
  listsExecutionPaths: true,
  resources: [{ method: "GET", path: "/openapi", answer: "openapi" }],
  landingPage: (service, base) => ({
    links: landingLinks(base),
    title: service.title,
    description: service.description,
  }),
  processList: ({ items }, { base }) => ({
    processes: items.map((process) => ({
      ...processSummary(alwaysAsync(process), base),
      links: processDocument(process, base)["links"],
    })),
    links: [
      jsonLink(`${base}processes?f=json`, "self", "This document as JSON"),
    ],
  }),
  processDescription: (process, { base }) => ({
    ...processDocument(alwaysAsync(process), base),
    links: [
      {
        ...jsonLink(
          `${processUrl(process, base)}?f=json`,
          "self",
          "Process description as JSON",
        ),
        hreflang: "en-US",
      },
      {
        ...jsonLink(
          `${processUrl(process, base)}/execution?f=json`,
          `${RELATIONS}execute`,
          "Execution for this process as JSON",
        ),
        hreflang: "en-US",
      },
    ],
  }),
  // The only form of the preference that this server understands.
  executionMode: (_options, { prefer }) =>
    prefer === "respond-async"
      ? { mode: "async", applied: { async: "respond-async" } }
      : { mode: "sync", applied: {} },
  statusInfo,
  jobList: ({ items, links }, { base }) => ({
    jobs: items.map((job) => statusInfo(job, base)),
    links,
  }),
  jobCreated: (job, { base }) =>
    jsonReply(
      { jobID: job.id, type: "process", status: "accepted" },
      201,
      jobLocation(job, base),
    ),
  syncResults: (job, request) =>
    withHeaders(results(job, request), jobLocation(job, request.base)),
  jobResults: (job, request) => htmlUnlessJson(results(job, request), request),
  noResults,
  dismiss: (job, jobs) => {
    if (job.status === "dismissed") throw jobGone(job.id);
    job.dismiss();
    jobs.remove(job.id);
    const body = {
      ...without(statusMembers(job), "type", "processID"),
      message: "Job dismissed",
      progress: 100,
    };
    return {
      status: 200,
      mediaType: "text/html",
      content: JSON.stringify(body),
    };
  },
  exception,
};
