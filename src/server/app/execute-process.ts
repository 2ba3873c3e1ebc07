import { isJsonObject, type JsonObject } from "../documents.js";
import type { Page } from "../execution/page-links.js";
import { readExecuteRequest } from "../execution/request.js";
import type { Job } from "../jobs/job.js";
import { badRequest } from "../problem.js";
import type { ServerRequest } from "../profiles/profile.js";
import { USUAL_JOB_CONTROL } from "../profiles/standard.js";
import { withHeaders, type Reply } from "../http/reply.js";
import { retryLater } from "./retry-later.js";
import type { Served } from "./served.js";

/**
 * Runs a process: OGC 18-062r2, 7.11. The response holds its results if the profile and the request
 * say so and they arrive in time, else its job.
 *
 * @param page - The web page that sent the request, whose links are checked. Undefined: they need no check.
 * @throws Problem - The process does not exist, the request is not valid, or the process failed.
 */
export async function executeProcess(
  served: Served,
  request: ServerRequest,
  processID: string,
  text: string,
  page: Page | undefined,
): Promise<Reply> {
  const { service, profile } = served;
  const process = service.process(processID);
  const body = parsed(text);
  const { description } = process;
  const { mode, waitMs, applied } = profile.executionMode(
    description.jobControlOptions ?? USUAL_JOB_CONTROL,
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
    page,
  );
  if (mode === "sync" || waitMs !== undefined) await ended(job, waitMs);
  if (!job.isActive && (mode === "sync" || waitMs !== undefined)) {
    if (job.status !== "successful") throw profile.noResults(job, request.base);
    return preferenceApplied(profile.syncResults(job, request), applied.sync);
  }
  return retryLater(
    preferenceApplied(profile.jobCreated(job, request), applied.async),
    job,
    served.retryAfter,
  );
}

function parsed(text: string): JsonObject {
  const hint =
    'The body must be a JSON object, such as {"inputs": {}} for a process without inputs';
  if (text.trim() === "") {
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
  let timer: ReturnType<typeof setTimeout> | undefined;
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
