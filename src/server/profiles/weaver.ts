import type { JobControlOption, JsonObject, Link } from "../documents.js";
import type { ExecutionMode } from "../execution/mode.js";
import { multipartReply } from "../http/multipart.js";
import { readPrefer } from "../http/prefer.js";
import {
  resultPart,
  resultsOf,
  standardResults,
} from "../execution/results.js";
import type { PagingRules } from "../http/paging.js";
import { jsonReply, withHeaders, type Reply } from "../http/reply.js";
import type { Job } from "../jobs/job.js";
import { EXCEPTIONS, Problem } from "../problem.js";
import {
  JOBS_BELOW_PROCESS,
  jobUrlBelowProcess,
} from "./jobs-below-process.js";
import { olderDescription } from "./older-descriptions.js";
import { executeMap } from "./older-requests.js";
import type { Profile, ServerRequest } from "./profile.js";
import {
  jsonLink,
  processDocument,
  processSummary,
  processUrl,
  RELATIONS,
  STANDARD,
  statusMembers,
} from "./standard.js";

const LONGEST_WAIT_MS = 20_000;

const PAGING: PagingRules = {
  defaultLimit: 10,
  maximumLimit: 1000,
  next: true,
  by: { parameter: "page", unit: "pages" },
};

function jobLinks(job: Job, base: string): readonly Link[] {
  const url = jobUrlBelowProcess(job, base);
  const links = [
    jsonLink(url, "status", "Job status."),
    jsonLink(url, "monitor", "Job monitoring location."),
    jsonLink(`${base}jobs`, "up", "List of submitted jobs."),
  ];
  return job.status === "successful"
    ? [
        ...links,
        jsonLink(`${url}/results`, `${RELATIONS}results`, "Job results."),
      ]
    : links;
}

/** More members than the standard has, some of them null; times have an offset instead of `Z`. */
function statusInfo(job: Job, base: string): Readonly<Record<string, unknown>> {
  const members = Object.fromEntries(
    Object.entries(statusMembers(job)).map(([name, value]) => [
      name,
      typeof value === "string" && isTime(value)
        ? value.replace(/(\.\d{3})Z$/, "$1000+00:00")
        : value,
    ]),
  );
  return {
    $schema:
      "https://schemas.opengis.net/ogcapi/processes/part1/1.0/openapi/schemas/statusInfo.yaml",
    ...members,
    providerID: null,
    percentCompleted: job.progress ?? 0,
    progress: job.progress ?? 0,
    links: jobLinks(job, base),
  };
}

function isTime(value: string): boolean {
  return /^\d{4}-\d\d-\d\dT.*Z$/.test(value);
}

/** Refuses a mode that the process does not offer. A synchronous request gets a job if the results take too long. */
function executionMode(
  options: readonly JobControlOption[],
  request: ServerRequest,
  body: JsonObject,
): ExecutionMode {
  const prefer = readPrefer(request.prefer);
  const wanted =
    prefer.respondAsync || body["mode"] === "async"
      ? "async-execute"
      : prefer.waitMs !== undefined || body["mode"] === "sync"
        ? "sync-execute"
        : options[0];
  if (wanted !== undefined && !options.includes(wanted)) {
    throw new Problem(
      422,
      "InvalidJobControlOptions",
      `This process offers ${options.join(", ")} only.`,
    );
  }
  if (wanted === "async-execute") {
    return { mode: "async", applied: { async: "respond-async" } };
  }
  const waitMs = Math.min(prefer.waitMs ?? LONGEST_WAIT_MS, LONGEST_WAIT_MS);
  return {
    mode: "sync",
    waitMs,
    applied: { sync: `wait=${waitMs / 1000}`, async: "respond-async" },
  };
}

/** Several raw results are `multipart/mixed`, and each part's id ends with the job's id. */
function results(job: Job, base: string): Reply {
  const url = jobUrlBelowProcess(job, base);
  const found = resultsOf(job, url);
  const mixed =
    job.request.response === "raw" &&
    found.length > 1 &&
    !found.every((result) => result.byReference);
  if (!mixed) return standardResults(job, url);
  return multipartReply(
    found.map((result) => {
      const { headers, content } = resultPart(result);
      return {
        headers: {
          ...resultPart({ ...result, byReference: true }).headers,
          ...headers,
          "Content-ID": `<${encodeURIComponent(result.name)}@${job.id}>`,
        },
        content,
      };
    }),
    "mixed",
  );
}

function noResults(job: Job, base: string): Problem {
  if (job.status === "dismissed") {
    return new Problem(
      410,
      "JobGone",
      `Job ${job.id} was dismissed.`,
      `${EXCEPTIONS}result-not-available`,
    );
  }
  return job.status === "failed"
    ? new Problem(
        400,
        "JobResultsFailed",
        job.error?.message ?? "Job failed.",
        `${EXCEPTIONS}result-not-available`,
      )
    : STANDARD.noResults(job, base);
}

function exception(problem: Problem): Reply {
  const { type, title, status, detail, headers } = problem;
  const failed = title === "JobResultsFailed";
  return jsonReply(
    {
      type,
      title,
      detail,
      status,
      code: title,
      description: detail,
      cause: failed ? "Job failed." : null,
      ...(failed ? { error: detail } : {}),
    },
    status,
    headers,
  );
}

/** CRIM's Weaver: jobs are below their process, a status has more members, several results are `multipart/mixed`, and requests of the drafts before 1.0 are accepted. */
export const WEAVER: Profile = {
  ...STANDARD,
  processPaging: PAGING,
  jobPaging: PAGING,
  inputs: { unknown: "ignore", qualified: "unwrap", null: "value" },
  resources: [
    ...JOBS_BELOW_PROCESS,
    {
      method: "DELETE",
      path: "/processes/{processID}/jobs/{jobID}",
      answer: "dismiss",
    },
  ],
  processList: ({ items, links, total, limit }, { base, query }) => ({
    description: "Listing of available processes successful.",
    processes: items.map((process) =>
      query["detail"] === "false" ? process.id : processSummary(process, base),
    ),
    page: Number(query["page"] ?? 0),
    limit,
    total,
    links,
  }),
  processDescription: (process, { base, query }) =>
    String(query["schema"]).toUpperCase() === "OLD"
      ? olderDescription(process)
      : {
          ...processDocument(process, base),
          visibility: "public",
          processDescriptionURL: processUrl(process, base),
          executeEndpoint: `${processUrl(process, base)}/jobs`,
        },
  executeRequest: executeMap,
  executionMode,
  jobUrl: jobUrlBelowProcess,
  statusInfo,
  jobList: ({ items, links, total, limit }, { base, query }) => ({
    jobs: items.map((job) =>
      query["detail"] === "true" ? statusInfo(job, base) : job.id,
    ),
    page: Number(query["page"] ?? 0),
    limit,
    total,
    links,
  }),
  jobCreated: (job, { base }) =>
    jsonReply(
      {
        description: "Job successfully submitted to processing queue.",
        jobID: job.id,
        processID: job.process.id,
        status: "accepted",
        location: jobUrlBelowProcess(job, base),
      },
      201,
      { location: jobUrlBelowProcess(job, base) },
    ),
  syncResults: (job, { base }) =>
    withHeaders(results(job, base), {
      link: [`<${jobUrlBelowProcess(job, base)}>; rel="monitor"`],
    }),
  jobResults: (job, { base }) => results(job, base),
  noResults,
  dismiss: (job, _jobs, base) => {
    if (job.status === "dismissed") throw noResults(job, base);
    job.dismiss();
    return jsonReply({
      jobID: job.id,
      status: "dismissed",
      message: "Job dismissed.",
      percentCompleted: job.progress ?? 0,
    });
  },
  exception,
};
