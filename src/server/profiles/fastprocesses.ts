import { type Link, type ProcessDescription, without } from "../documents.js";
import {
  formatsOf,
  mediaTypeOf,
  offeredMediaTypes,
} from "../execution/media-type.js";
import {
  linkOf,
  plainForm,
  qualifiedForm,
  resultsOf,
  standardResults,
  type Result,
} from "../execution/results.js";
import { toBase64 } from "../http/base64.js";
import type { PagingRules } from "../http/paging.js";
import { jsonReply, type Reply } from "../http/reply.js";
import type { Job } from "../jobs/job.js";
import { EXCEPTIONS, Problem, resultNotReady } from "../problem.js";
import { MediaValue } from "../process.js";
import { fastApiError } from "./fastapi.js";
import type { Profile } from "./profile.js";
import {
  conformanceClasses,
  processDocument,
  STANDARD,
  statusMembers,
} from "./standard.js";

/** How long a request for results waits, before it gets a job after all. */
const LONGEST_WAIT_MS = 10_000;

/** The server writes paths from its own root into its documents, and knows no other base. */
const ROOT = "/";

const PAGING: PagingRules = {
  defaultLimit: 10,
  maximumLimit: 10_000,
  next: true,
  by: { parameter: "offset", unit: "items" },
};

function pathLink(path: string, rel: string): object {
  return { href: ROOT + path, rel, type: "application/json" };
}

/** The links of a page, as paths. */
function listLinks(links: readonly Link[]): readonly object[] {
  return links
    .filter(({ rel }) => rel === "next")
    .map(({ href }) => {
      const { pathname, search } = new URL(href);
      return pathLink(pathname.slice(1) + search, "next");
    });
}

/** Titles and descriptions are required, and there are no links. */
function description(process: ProcessDescription): Record<string, unknown> {
  const { id, title = id } = process;
  return {
    ...without(processDocument(process, ROOT), "links"),
    title,
    description: process.description ?? title,
    inputs: titled(process.inputs),
    outputs: titled(process.outputs),
  };
}

function titled(
  parts: ProcessDescription["inputs"] | ProcessDescription["outputs"] = {},
): object {
  return Object.fromEntries(
    Object.entries(parts).map(([name, part]) => [
      name,
      { ...part, title: part.title ?? name, description: part.title ?? name },
    ]),
  );
}

/** `finished` is null until there is a time. Only a successful job has a link to results. */
function statusInfo(job: Job): Readonly<Record<string, unknown>> {
  const path = `jobs/${encodeURIComponent(job.id)}`;
  return {
    finished: null,
    ...statusMembers(job),
    links: [
      pathLink(path, "self"),
      ...(job.status === "successful"
        ? [pathLink(`${path}/results`, "results")]
        : []),
    ],
  };
}

/**
 * Results of a process whose outputs have media types are what the standard says, with each value of a
 * document qualified. All others are the values by name, whatever was asked for.
 */
function results(job: Job, base: string): Reply {
  const url = STANDARD.jobUrl(job, base);
  const found = resultsOf(job, url);
  const named = (form: (result: Result) => unknown): Reply =>
    jsonReply(
      Object.fromEntries(found.map((result) => [result.name, form(result)])),
    );
  if (!found.some(hasMediaType)) return named(({ value }) => plainForm(value));
  return job.request.response === "document"
    ? named(qualified)
    : standardResults(job, url);
}

function hasMediaType({ schema }: Result): boolean {
  return formatsOf(schema).some((format) => mediaTypeOf(format) !== undefined);
}

/** Content that is not JSON is in base64, also if it is text. */
function qualified(result: Result): unknown {
  if (result.byReference) return linkOf(result);
  const { value, schema } = result;
  if (!(value instanceof MediaValue)) {
    const [mediaType] = offeredMediaTypes(schema);
    return { value: plainForm(value), mediaType };
  }
  const { mediaType } = value;
  return mediaType.startsWith("text/")
    ? { value: toBase64(value.bytes), mediaType, encoding: "base64" }
    : qualifiedForm(value);
}

function noResults(job: Job): Problem {
  return job.isActive
    ? resultNotReady(job.id, job.status)
    : new Problem(
        500,
        "Job Failed",
        `Job failed: ${job.message ?? ""}. See logs for more details.`,
        `${EXCEPTIONS}job-failed`,
      );
}

function exception(problem: Problem): Reply {
  const { status, title, detail, headers } = problem;
  const type =
    problem.type === "about:blank" && status === 400
      ? `${EXCEPTIONS}invalid-parameter`
      : problem.type;
  return (
    fastApiError(problem) ??
    jsonReply({ type, title, status, detail, instance: ROOT }, status, headers)
  );
}

/**
 * fastprocesses behind a proxy that removes a prefix: its links are paths without that prefix. A request
 * gets a job unless it prefers `respond-sync`, and no job can be dismissed.
 */
export const FASTPROCESSES: Profile = {
  ...STANDARD,
  prefix: "/ogc/v1",
  conformsTo: conformanceClasses(
    "core",
    "json",
    "job-list",
    "ogc-process-description",
  ),
  processPaging: PAGING,
  jobPaging: PAGING,
  jobFilters: undefined,
  inputs: { unknown: "ignore", qualified: "keep", null: "value" },
  resources: [{ method: "GET", path: "/openapi.json", answer: "openapi" }],
  lacks: ["dismissal", "result"],
  landingPage: ({ title, description }) => ({
    title,
    description,
    version: "1.0.0",
    links: [
      pathLink("", "self"),
      ...["conformance", "processes", "jobs"].map((path) =>
        pathLink(path, path),
      ),
      {
        href: `${ROOT}openapi.json`,
        rel: "OpenAPI",
        type: "application/vnd.oai.openapi+json;version=3.0",
      },
    ],
    contact_line: null,
    license_line: null,
  }),
  processList: ({ items, links }) => ({
    processes: items.map((process) =>
      without(description(process), "inputs", "outputs", "description"),
    ),
    links: [pathLink("processes", "self"), ...listLinks(links)],
  }),
  processDescription: description,
  executionMode: (_options, { prefer }) =>
    prefer.includes("respond-sync")
      ? { mode: "async", waitMs: LONGEST_WAIT_MS, applied: {} }
      : { mode: "async", applied: {} },
  statusInfo,
  jobList: ({ items, links }) => ({
    jobs: items.map(statusInfo),
    links: [pathLink("jobs", "self"), ...listLinks(links)],
  }),
  jobCreated: (job, { base }) =>
    jsonReply({ status: "accepted", jobID: job.id, type: "process" }, 201, {
      location: STANDARD.jobUrl(job, base),
    }),
  syncResults: (job, { base }) => results(job, base),
  jobResults: (job, { base }) => results(job, base),
  noResults,
  exception,
};
