import {
  NEVER_CANCELLED,
  nothing,
  sleep,
  type Cancellation,
} from "../base/cancellation.js";
import { isText } from "../base/json.js";
import type { StatusInfo } from "../documents/documents.js";
import type { Problem } from "../documents/problem.js";
import { isFinal } from "../documents/status.js";
import { ApiError } from "../errors/http-errors.js";
import { JobDismissedError, JobFailedError } from "../errors/job-errors.js";
import { isAbsent } from "./job-location.js";
import type { JobPoller } from "./job-poller.js";
import type { ResultsReader } from "./job-target.js";
import type { PollingPauses } from "./polling.js";
import { problemIn } from "./problem-in.js";
import { Patience } from "./waiting.js";

/**
 * The final status of a job, if it is `successful`.
 * @throws JobFailedError, JobDismissedError: it is another one.
 */
export async function requireSuccess(
  poller: JobPoller,
  status: StatusInfo,
): Promise<StatusInfo> {
  if (status.status === "successful") return status;
  if (status.status === "dismissed") {
    throw new JobDismissedError(poller.details);
  }
  // Without secrets, because the text of the error is made of it.
  const { exception, exceptions, error, detail } =
    poller.details.lastStatus ?? status;
  const said =
    exception ??
    exceptions ??
    error ??
    (isText(detail) ? { detail } : undefined);
  const problem =
    status.status === "failed"
      ? ((await problemIn(said)) ?? (await reasonOf(poller, status)))
      : await reasonOfUnknown(poller);
  if (problem === undefined && status.status !== "failed") return status;
  throw new JobFailedError({ ...poller.details, problem });
}

/**
 * Why a job failed of which the status says nothing: what comes instead of the results, or the next status, because
 * wraptile reports a failure before its message.
 */
async function reasonOf(
  poller: JobPoller,
  { message }: StatusInfo,
): Promise<Problem | undefined> {
  if (message !== undefined) return undefined;
  const { problem } = await poller.insteadOfResults();
  if (problem === undefined) await poller.poll(NEVER_CANCELLED).catch(nothing);
  return problem;
}

/** Why a job failed that has ended in a status that nobody knows. Undefined: it did not fail, because it has results. */
async function reasonOfUnknown(
  poller: JobPoller,
): Promise<Problem | undefined> {
  const { failure, problem = {} } = await poller.insteadOfResults();
  return failure && problem;
}

/** The results at the first place that has them. Where none has, the failure of the first one is thrown. */
async function readAtPlaces<Outputs>(
  poller: JobPoller,
  read: ResultsReader<Outputs>,
  cancellation: Cancellation,
): Promise<Outputs> {
  const places = poller.resultsPlaces();
  if (places.length === 0) return read(undefined, cancellation);
  let first: Error | undefined;
  for (const url of places) {
    try {
      return await read(url, cancellation);
    } catch (failure) {
      // What results link to may be absent as well, which is another matter.
      if (!isAbsent(failure) || failure.url !== poller.shown(url))
        throw failure;
      first ??= failure;
    }
  }
  throw first ?? new Error("A job has a place for its results.");
}

/** The error for a job that failed, where an answer instead of its results says so; else that answer's own. */
function failedJobOr(failure: unknown, poller: JobPoller): unknown {
  if (!(failure instanceof ApiError)) return failure;
  const { problem } = failure;
  const saysFailed = [problem?.type, problem?.["code"]].some((said) =>
    /\bjob-?(results-?)?failed$/i.test(String(said)),
  );
  return saysFailed
    ? new JobFailedError({ ...poller.details, problem, cause: failure })
    : failure;
}

/**
 * Reads the results of a successful job, again after failures as waiting.ts allows.
 * @param failedBefore - Why an attempt failed that was made before. Undefined: none was made.
 */
export async function readResultsPatiently<Outputs>(
  poller: JobPoller,
  read: ResultsReader<Outputs>,
  pauses: PollingPauses,
  giveUpAfterMs: number | undefined,
  cancellation: Cancellation,
  failedBefore?: unknown,
): Promise<Outputs> {
  const patience = new Patience("results", giveUpAfterMs);
  let failure = failedBefore;
  for (;;) {
    try {
      if (failure === undefined) {
        return await readAtPlaces(poller, read, cancellation);
      }
    } catch (thrown) {
      failure = failedJobOr(thrown, poller);
    }
    cancellation.throwIfCancelled();
    // A server may call a job successful and find out afterwards that it is not, or not yet.
    const status = await poller.poll(cancellation).catch(() => undefined);
    cancellation.throwIfCancelled();
    if (status && isFinal(status)) await requireSuccess(poller, status);
    if (!patience.allows(failure)) throw failure;
    failure = undefined;
    await sleep(pauses.next({ changed: false }, Math.random()), cancellation);
  }
}
