import { isJsonObject } from "../documents.js";
import type { JsonObject } from "../documents.js";
import { readExecuteRequest } from "../execution/request.js";
import type { Job } from "../jobs/job.js";
import { openApiDocument } from "../openapi/document.js";
import { badRequest } from "../problem.js";
import type { ServerRequest } from "../profiles/profile.js";
import { usualJobControl } from "../profiles/standard.js";
import type { AppOptions } from "./app.js";
import { filterJobs } from "./job-filter.js";
import { page } from "./paging.js";
import { jsonReply, withHeaders } from "./reply.js";
import type { Reply } from "./reply.js";
import { resources } from "./resources.js";

/** Answers a request to one resource. */
export type Handler = (
  request: ServerRequest,
  parameters: Readonly<Record<string, string>>,
  body: unknown,
) => Promise<Reply> | Reply;

interface Route {
  readonly method: "GET" | "POST" | "DELETE";
  readonly path: string;
  readonly handle: Handler;
}

/** What answers at each of the server's paths. */
export function handlersOf(options: AppOptions): readonly Route[] {
  const { service, profile } = options;
  const jobOf = (parameters: Readonly<Record<string, string>>): Job =>
    service.job(parameters["jobID"] ?? "");

  const openapi: Handler = ({ base }) =>
    jsonReply(openApiDocument(service, profile, base));
  const execute: Handler = (request, parameters, body) =>
    executeProcess(options, request, parameters["processID"] ?? "", body);
  const status: Handler = ({ base }, parameters) => {
    const job = jobOf(parameters);
    return retryLater(options, job, jsonReply(profile.statusInfo(job, base)));
  };
  const results: Handler = (request, parameters) =>
    profile.jobResults(finished(jobOf(parameters), request.base), request);
  const result: Handler = (request, parameters) =>
    profile.jobResult(
      finished(jobOf(parameters), request.base),
      parameters["output"] ?? "",
      request,
    );
  const dismiss: Handler = ({ base }, parameters) =>
    profile.dismiss(jobOf(parameters), service.jobs, base);
  const finished = (job: Job, base: string): Job => {
    if (job.status !== "successful") throw profile.noResults(job, base);
    return job;
  };
  const get = (path: string, handle: Handler): Route => ({
    method: "GET",
    path,
    handle,
  });

  const routes: readonly Route[] = [
    get(resources.landingPage.path, ({ base }) =>
      jsonReply(profile.landingPage(service, base)),
    ),
    get(resources.api.path, async (...request) => ({
      ...(await openapi(...request)),
      mediaType: "application/vnd.oai.openapi+json;version=3.0",
    })),
    get(resources.conformance.path, () =>
      jsonReply({ conformsTo: profile.conformsTo }),
    ),
    get(resources.processes.path, (request) =>
      jsonReply(
        profile.processList(
          page(
            service.processes.map((process) => process.description),
            request.query,
            `${request.base}processes`,
            profile.processPaging,
          ),
          request,
        ),
      ),
    ),
    get(resources.process.path, (request, { processID = "" }) =>
      jsonReply(
        profile.processDescription(
          service.process(processID).description,
          request,
        ),
      ),
    ),
    { method: "POST", path: resources.execution.path, handle: execute },
    get(resources.jobs.path, (request) => {
      const { base, query } = request;
      const jobs = service.jobs.all();
      const wanted = profile.filtersJobs ? filterJobs(jobs, query) : jobs;
      return jsonReply(
        profile.jobList(
          page(wanted, query, `${base}jobs`, profile.jobPaging),
          request,
        ),
      );
    }),
    get(resources.job.path, status),
    { method: "DELETE", path: resources.job.path, handle: dismiss },
    get(resources.results.path, results),
    get(resources.result.path, result),
    ...profile.resources.map(({ method, path, answer }) => ({
      method,
      path,
      handle:
        typeof answer === "function"
          ? ({ base }: ServerRequest) => answer(base)
          : { execute, status, results, result, dismiss, openapi }[answer],
    })),
  ];
  const lacking: readonly string[] = profile.lacks.map(
    (name) => resources[name].path,
  );
  return routes.filter(({ path }) => !lacking.includes(path));
}

/** Runs a process: OGC 18-062r2, 7.11. */
async function executeProcess(
  options: AppOptions,
  request: ServerRequest,
  processID: string,
  text: unknown,
): Promise<Reply> {
  const { service, profile } = options;
  const process = service.process(processID);
  const body = parsed(text);
  const { description } = process;
  const { mode, waitMs, applied } = profile.executionMode(
    description.jobControlOptions ?? usualJobControl,
    request,
    body,
  );
  const job = service.execute(
    process,
    readExecuteRequest(
      profile.executeRequest(body, description),
      description,
      profile.emptyOutputs,
    ),
  );
  if (mode === "sync" || waitMs !== undefined) await ended(job, waitMs);
  if (!job.isActive && (mode === "sync" || waitMs !== undefined)) {
    if (job.status !== "successful") throw profile.noResults(job, request.base);
    return preferenceApplied(profile.syncResults(job, request), applied.sync);
  }
  return retryLater(
    options,
    job,
    preferenceApplied(profile.jobCreated(job, request), applied.async),
  );
}

function parsed(text: unknown): JsonObject {
  const hint =
    'The body must be a JSON object, such as {"inputs": {}} for a process without inputs';
  if (typeof text !== "string" || text.trim() === "") {
    throw badRequest(`${hint}; it is empty.`);
  }
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (error) {
    throw badRequest(`${hint}. ${String(error)}`);
  }
  if (!isJsonObject(body)) throw badRequest(`${hint}.`);
  return body;
}

async function ended(job: Job, waitMs: number | undefined): Promise<void> {
  if (waitMs === undefined) return job.ended;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, waitMs);
  });
  await Promise.race([job.ended, late]);
  clearTimeout(timer);
}

function preferenceApplied(reply: Reply, applied: string | undefined): Reply {
  return applied === undefined
    ? reply
    : withHeaders(reply, { "preference-applied": applied });
}

function retryLater(options: AppOptions, job: Job, reply: Reply): Reply {
  return options.retryAfter === undefined || !job.isActive
    ? reply
    : withHeaders(reply, { "retry-after": String(options.retryAfter) });
}
