import { type Link, without } from "../documents.js";
import { plainForm } from "../execution/results.js";
import { jsonReply, type Reply } from "../http/reply.js";
import type { Job } from "../jobs/job.js";
import { Problem } from "../problem.js";
import { fastApiError } from "./fastapi.js";
import type { Profile } from "./profile.js";
import { conformanceClasses, STANDARD, statusMembers } from "./standard.js";

const PROBLEMS = "https://eo-tools.github.io/eozilla/problems#";

/** The links of this server's landing page: path, title, media type. */
const LANDING_LINKS: readonly (readonly [string, string, string])[] = [
  ["openapi.json", "openapi", "application/json"],
  ["docs", "swagger_ui_html", "text/html"],
  ["docs/oauth2-redirect", "swagger_ui_redirect", "text/html"],
  ["redoc", "redoc_html", "text/html"],
  ["", "get_capabilities", "application/json"],
  ["conformance", "get_conformance", "application/json"],
  ["processes", "get_processes", "application/json"],
  ["processes/{processID}", "get_process", "application/json"],
  ["processes/{processID}/execution", "execute_process", "application/json"],
  ["jobs", "get_jobs", "application/json"],
  ["jobs/{jobId}", "get_job", "application/json"],
  ["jobs/{jobId}", "dismiss_job", "application/json"],
  ["jobs/{jobId}/results", "get_job_results", "application/json"],
];

function link(
  href: string,
  rel: string,
  title: string,
  type = "application/json",
): Link {
  return { href, rel, type, hreflang: "en", title };
}

/** No `type` and no links; the stack of an error is in `x-traceback`. */
function statusInfo(job: Job): Readonly<Record<string, unknown>> {
  const stack = job.status === "failed" ? job.error?.stack : undefined;
  return {
    jobID: job.id,
    ...without(statusMembers(job), "type", "jobID"),
    ...(stack === undefined ? {} : { "x-traceback": stack.split("\n") }),
  };
}

function results(job: Job): Reply {
  return jsonReply(
    Object.fromEntries(
      Object.entries(job.outputs ?? {}).map(([name, value]) => [
        name,
        plainForm(value),
      ]),
    ),
  );
}

function noResults(job: Job, base: string): Problem {
  const standardProblem = STANDARD.noResults(job, base);
  const [type, detail] = job.isActive
    ? [standardProblem.type, `Job '${job.id}' is still running`]
    : [
        `${PROBLEMS}forbidden`,
        job.status === "failed"
          ? `Job '${job.id}' has failed`
          : `Job '${job.id}' has been dismissed`,
      ];
  return new Problem(403, "Forbidden", detail, type);
}

/** FastAPI's own errors for unknown paths and malformed bodies; all others are problem documents, labelled `application/json`. */
function exception(problem: Problem): Reply {
  const { title, status, detail } = problem;
  const own = fastApiError(problem);
  if (own !== undefined) return own;
  if (detail.startsWith("The body ") || detail.startsWith('"response" ')) {
    const where = detail.startsWith("The body ")
      ? ["body"]
      : ["body", "response"];
    return jsonReply(
      { detail: [{ type: "missing", loc: where, msg: detail, input: null }] },
      422,
    );
  }
  const type =
    problem.type === "about:blank"
      ? `${PROBLEMS}${status === 400 ? "bad-request" : "internal-server-error"}`
      : problem.type;
  return jsonReply({ type, title, status, detail }, status, problem.headers);
}

const PAGE: Reply = {
  status: 200,
  mediaType: "text/html; charset=utf-8",
  content:
    '<!doctype html><title>API definition</title><p>See <a href="/openapi.json">openapi.json</a>.',
};

/** The reference server, wraptile: an execution is always a job; no `Location`, no paging, and other links. */
export const WRAPTILE: Profile = {
  ...STANDARD,
  conformsTo: conformanceClasses(
    "core",
    "ogc-process-description",
    "json",
    "oas30",
    "job-list",
    "dismiss",
  ),
  processPaging: undefined,
  jobPaging: undefined,
  jobFilters: undefined,
  inputs: { unknown: "ignore", qualified: "keep", null: "value" },
  resources: [
    { method: "GET", path: "/openapi.json", answer: "openapi" },
    { method: "GET", path: "/docs", answer: () => PAGE },
    { method: "GET", path: "/docs/oauth2-redirect", answer: () => PAGE },
    { method: "GET", path: "/redoc", answer: () => PAGE },
  ],
  landingPage: (service, base) => ({
    title: service.title,
    description: service.description,
    links: [
      link(base, "self", "get_capabilities"),
      ...LANDING_LINKS.map(([path, title, type]) =>
        link(base + path, "service", title, type),
      ),
    ],
  }),
  processList: ({ items }, { base }) => ({
    processes: items.map((process) => without(process, "inputs", "outputs")),
    links: [link(`${base}processes`, "self", "get_processes")],
  }),
  processDescription: (process) => process,
  executionMode: () => ({ mode: "async", applied: {} }),
  statusInfo,
  jobList: ({ items }, { base }) => ({
    jobs: items.map(statusInfo),
    links: [link(`${base}jobs`, "self", "get_jobs")],
  }),
  jobCreated: (job) => jsonReply(statusInfo(job), 201),
  syncResults: results,
  jobResults: results,
  noResults,
  dismiss: (job, jobs) => {
    if (!job.isActive) {
      job.dismiss();
      jobs.remove(job.id);
      return jsonReply(statusInfo(job));
    }
    const before = statusInfo(job);
    job.dismiss();
    return jsonReply(before);
  },
  exception,
};
