import type { Job } from "../jobs/job.js";
import { openApiDocument } from "../openapi/document.js";
import type { ServerRequest } from "../profiles/profile.js";
import { executeProcess } from "./execute-process.js";
import { filterJobs } from "./job-filter.js";
import { page } from "../http/paging.js";
import { jsonReply, type Reply } from "../http/reply.js";
import { lackingPaths, RESOURCES } from "../http/resources.js";
import type { Route } from "../http/routes.js";
import { retryLater } from "./retry-later.js";
import type { Served } from "./served.js";

/**
 * Answers the requests to one resource.
 * @param body - Empty if there is none.
 * @param headers - All headers of the request; most handlers need only those in `request`.
 */
export type Handler = (
  request: ServerRequest,
  parameters: Readonly<Record<string, string>>,
  body: string,
  headers: Headers,
) => Promise<Reply> | Reply;

/** A route with the handler of its requests. */
export interface HandledRoute extends Route {
  readonly handle: Handler;
  /** Whether requests need no credentials. Default: they do. */
  readonly isPublic?: true;
}

/** The handlers of all paths of a server. */
export function handlersOf(served: Served): readonly HandledRoute[] {
  const { service, profile } = served;
  const requestedJob = (parameters: Readonly<Record<string, string>>): Job =>
    service.job(parameters["jobID"] ?? "");

  const openapi: Handler = ({ base }) =>
    jsonReply(openApiDocument(service, profile, base));
  const execute: Handler = (request, parameters, body, headers) => {
    const id = parameters["processID"] ?? "";
    const origin = headers.get("origin");
    const isTrusted = origin === null || served.localLinks;
    const page = isTrusted ? undefined : { origin, base: request.base };
    return executeProcess(served, request, id, body, page);
  };
  const status: Handler = ({ base }, parameters) => {
    const job = requestedJob(parameters);
    return retryLater(
      jsonReply(profile.statusInfo(job, base)),
      job,
      served.retryAfter,
    );
  };
  const results: Handler = (request, parameters) =>
    profile.jobResults(
      finished(requestedJob(parameters), request.base),
      request,
    );
  const result: Handler = (request, parameters) =>
    profile.jobResult(
      finished(requestedJob(parameters), request.base),
      parameters["output"] ?? "",
      request,
    );
  const dismiss: Handler = ({ base }, parameters) =>
    profile.dismiss(requestedJob(parameters), service.jobs, base);
  const finished = (job: Job, base: string): Job => {
    if (job.status !== "successful") throw profile.noResults(job, base);
    return job;
  };
  const get = (path: string, handle: Handler): HandledRoute => ({
    method: "GET",
    path,
    handle,
  });

  const routes: readonly HandledRoute[] = [
    get(RESOURCES.landingPage.path, ({ base }) =>
      jsonReply(profile.landingPage(service, base)),
    ),
    get(RESOURCES.api.path, async (...request) => ({
      ...(await openapi(...request)),
      mediaType: "application/vnd.oai.openapi+json;version=3.0",
    })),
    get(RESOURCES.conformance.path, () =>
      jsonReply({ conformsTo: profile.conformsTo }),
    ),
    get(RESOURCES.processes.path, (request) =>
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
    get(RESOURCES.process.path, (request, { processID = "" }) =>
      jsonReply(
        profile.processDescription(
          service.process(processID).description,
          request,
        ),
      ),
    ),
    { method: "POST", path: RESOURCES.execution.path, handle: execute },
    get(RESOURCES.jobs.path, (request) => {
      const { base, query } = request;
      const jobs = service.jobs.all();
      const rules = profile.jobFilters;
      const wanted =
        rules === undefined ? jobs : filterJobs(jobs, query, rules);
      return jsonReply(
        profile.jobList(
          page(wanted, query, `${base}jobs`, profile.jobPaging),
          request,
        ),
      );
    }),
    get(RESOURCES.job.path, status),
    ...(profile.lacks.includes("dismissal")
      ? []
      : [
          {
            method: "DELETE",
            path: RESOURCES.job.path,
            handle: dismiss,
          } as const,
        ]),
    get(RESOURCES.results.path, results),
    get(RESOURCES.result.path, result),
    ...profile.resources.map(({ method, path, answer }) => ({
      method,
      path,
      handle:
        typeof answer === "function"
          ? ({ base }: ServerRequest) => answer(base)
          : { execute, status, results, result, dismiss, openapi }[answer],
    })),
  ];
  const lacking = lackingPaths(profile.lacks);
  return routes.filter(({ path }) => !lacking.includes(path));
}
