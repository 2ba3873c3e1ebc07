import {
  NEVER_CANCELLED,
  nothing,
  sleep,
  type Cancellation,
} from "../base/cancellation.js";
import { isText } from "../base/json.js";
import { decodeText } from "../base/text.js";
import type { StatusInfo } from "../documents/documents.js";
import { describeProblem, type Problem } from "../documents/problem.js";
import { isFinal, isGuessed } from "../documents/status.js";
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
  if (status.status === "dismissed") {
    throw new JobDismissedError(poller.details);
  }
  if (status.status === "successful") {
    const problem = isGuessed(status) && (await reasonOfUnknown(poller));
    if (!problem) return status;
    poller.last = { ...status, status: "failed" };
    throw new JobFailedError({ ...poller.details, problem });
  }
  // Without secrets, because the text of the error is made of it.
  const { extensions = {} } = poller.details.lastStatus ?? status;
  const { exception, exceptions, error, detail } = extensions;
  const said =
    exception ??
    exceptions ??
    error ??
    (isText(detail) ? { detail } : undefined);
  const problem = (await problemIn(said)) ?? (await reasonOf(poller, status));
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
  const { problem } = await insteadOfResults(poller);
  if (problem === undefined) await poller.poll(NEVER_CANCELLED).catch(nothing);
  return problem;
}

/** Why a job failed that has ended in a status that nobody knows. Undefined: it did not fail, because it has results. */
async function reasonOfUnknown(
  poller: JobPoller,
): Promise<Problem | undefined> {
  const { failure, problem = {} } = await insteadOfResults(poller);
  return failure && problem;
}

/**
 * What the server answers instead of the results of a job that failed (OGC 18-062r2, requirement 46): a failure, or an
 * exception whatever the HTTP status. It is asked for once; without it the job has failed all the same.
 */
async function insteadOfResults(poller: JobPoller): Promise<{
  readonly failure?: ApiError;
  readonly problem?: Problem | undefined;
}> {
  const call = {
    method: "GET",
    resource: "results",
    cancellation: NEVER_CANCELLED,
    maxRetries: 0,
  } as const;
  try {
    const text = await readAtPlaces(
      poller,
      async (url) =>
        url === undefined
          ? ""
          : poller.connection.fetch({ ...call, url }, ({ bytes }) =>
              decodeText(bytes).trim(),
            ),
      NEVER_CANCELLED,
    );
    const problem = /^[[{]/.test(text)
      ? poller.connection.masked(await problemIn(text))
      : undefined;
    return describeProblem(problem) === "" ? {} : { problem };
  } catch (failure) {
    return failure instanceof ApiError
      ? { failure, problem: failure.problem }
      : {};
  }
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
  const saysFailed = [problem?.type, problem?.["code"]].some(
    (said) => isText(said) && /\bjob-?(results-?)?failed$/i.test(said),
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
    const status = await poller.poll(cancellation).catch(nothing);
    cancellation.throwIfCancelled();
    if (status && isFinal(status)) await requireSuccess(poller, status);
    if (!patience.allows(failure)) throw failure;
    failure = undefined;
    await sleep(pauses.next({ changed: false }, Math.random()), cancellation);
  }
}
