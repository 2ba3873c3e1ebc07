import { without } from "../documents.js";
import { rawReply, resultsOf, type Result } from "../execution/results.js";
import type { PagingRules } from "../http/paging.js";
import { jsonReply, type Reply } from "../http/reply.js";
import type { Job } from "../jobs/job.js";
import { noSuchJob, Problem, resultNotReady } from "../problem.js";
import { Reference } from "../process.js";
import { fastApiError } from "./fastapi.js";
import type { Profile } from "./profile.js";
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

const PREFIX = "/api/retrieve/v1";

const PAGING: PagingRules = {
  defaultLimit: 10,
  maximumLimit: 10_000,
  next: true,
  by: { parameter: "cursor", unit: "items" },
};

/** A job whose process refuses its inputs is rejected, and not failed. */
function statusOf({ status, error }: Job): string {
  return error instanceof Problem && error.status < 500 ? "rejected" : status;
}

/** @param rel - Of the link to the job: `self` in its status, `monitor` elsewhere. */
function statusInfo(
  job: Job,
  base: string,
  rel: "self" | "monitor" = "self",
): Readonly<Record<string, unknown>> {
  const url = STANDARD.jobUrl(job, base);
  const status = statusOf(job);
  return {
    ...without(statusMembers(job), "progress", "message"),
    status,
    metadata: {},
    links: [
      jsonLink(url, rel, "job status info"),
      ...(status === "successful" || status === "failed"
        ? [{ href: `${url}/results`, rel: "results" }]
        : []),
    ],
  };
}

/** Each result is the description of a file: a link, with members of its own, as the value of a qualified value. */
function results(job: Job, base: string): Reply {
  const store = STANDARD.jobUrl(job, base + PREFIX.slice(1) + "/");
  return jsonReply(
    Object.fromEntries(
      resultsOf(job, store).map((result) => [
        result.name,
        { value: fileInfo(result) },
      ]),
    ),
  );
}

function fileInfo({ value, schema, href }: Result): object {
  if (value instanceof Reference) return value.link;
  const { content = "", mediaType } = rawReply(value, schema);
  return {
    type: mediaType,
    href,
    "file:size": content.length,
    "file:local_path": new URL(href).pathname,
  };
}

function noResults(job: Job): Problem {
  if (job.isActive) return resultNotReady(job.id, job.status);
  return job.status === "dismissed"
    ? noSuchJob(job.id)
    : new Problem(
        400,
        `The job has been ${statusOf(job)}`,
        job.message ?? "",
        "job results failed",
      );
}

function exception(problem: Problem): Reply {
  const { status, detail, headers } = problem;
  const title = problem.title.toLowerCase();
  const type =
    problem.type === "about:blank"
      ? status < 500
        ? "invalid request"
        : "internal server error"
      : problem.type;
  return (
    fastApiError(problem) ??
    jsonReply(
      { type, title, status, detail, trace_id: "unset" },
      status,
      headers,
    )
  );
}

/**
 * ECMWF's service (Copernicus CADS, on ogc-api-processes-fastapi), below a path that its links lack. An
 * execution is always a job; a process that throws a {@link Problem} with a status below 500 has its job
 * rejected; results are links inside qualified values; the filters of the job list are repeated.
 */
export const ECMWF: Profile = {
  ...STANDARD,
  prefix: PREFIX,
  conformsTo: conformanceClasses(
    "core",
    "ogc-process-description",
    "job-list",
    "json",
    "oas30",
  ),
  processPaging: PAGING,
  jobPaging: PAGING,
  jobFilters: { commas: false, status: statusOf },
  inputs: { unknown: "ignore", qualified: "keep", null: "value" },
  resources: [{ method: "GET", path: "/openapi.json", answer: "openapi" }],
  landingPage: (_service, base) => ({
    links: [
      {
        href: `${base}openapi.json`,
        rel: "service-desc",
        type: "application/vnd.oai.openapi+json;version=3.0",
        title: "OpenAPI service description",
      },
      jsonLink(
        `${base}conformance`,
        `${RELATIONS}conformance`,
        "Conformance declaration",
      ),
      jsonLink(
        `${base}processes`,
        `${RELATIONS}processes`,
        "Metadata about the processes",
      ),
    ],
  }),
  processList: ({ items, links }, { base }) => ({
    processes: items.map((process) => ({
      ...processSummary(process, base),
      links: [
        jsonLink(processUrl(process, base), "process", "process description"),
      ],
    })),
    links,
  }),
  processDescription: (process, { base }) => {
    const url = processUrl(process, base);
    return {
      ...processDocument(process, base),
      links: [
        { href: url, rel: "self" },
        jsonLink(`${url}/execution`, "execute", "process execution"),
      ],
    };
  },
  executionMode: () => ({ mode: "async", applied: {} }),
  statusInfo: (job, base) => statusInfo(job, base),
  jobList: ({ items, links, total }, { base }) => ({
    jobs: items.map((job) => statusInfo(job, base, "monitor")),
    links,
    metadata: { totalCount: total },
  }),
  jobCreated: (job, { base }) =>
    jsonReply(statusInfo(job, base, "monitor"), 201, {
      location: STANDARD.jobUrl(job, base),
    }),
  syncResults: (job, { base }) => results(job, base),
  jobResults: (job, { base }) => results(job, base),
  noResults,
  // A dismissed job is not there any more.
  dismiss: (job, jobs, base) => {
    job.dismiss();
    jobs.remove(job.id);
    return jsonReply(statusInfo(job, base));
  },
  exception,
};
