import {
  ApiError,
  ConnectionError,
  ForbiddenError,
  ResponseParseError,
  ResultNotReadyError,
  TimeoutError,
} from "../errors/http-errors.js";

/** How often a server is asked again that says that the results of a successful job are not ready. */
const MOST_REFUSALS = 8;
/** How often a page or a broken document is taken for an accident. */
const MOST_WRONG_ANSWERS = 4;

/**
 * How long the results of a job are worth asking for, beyond the retries of every request: a job may have run for
 * hours, and a server that restarts just now has them still.
 */
export class ResultsPatience {
  readonly #giveUpAfterMs: number;
  readonly #since: number = Date.now();
  #refusals = 0;
  #wrongAnswers = 0;

  constructor(giveUpAfterMs = 600_000) {
    this.#giveUpAfterMs = giveUpAfterMs;
  }

  /** Whether to ask again after this failure. */
  allows(failure: unknown): boolean {
    if (isServerAway(failure)) {
      return Date.now() - this.#since < this.#giveUpAfterMs;
    }
    if (failure instanceof ResponseParseError) {
      this.#wrongAnswers += 1;
      return this.#wrongAnswers < MOST_WRONG_ANSWERS;
    }
    const isRefusal =
      failure instanceof ResultNotReadyError ||
      failure instanceof ForbiddenError;
    if (isRefusal) this.#refusals += 1;
    return isRefusal && this.#refusals < MOST_REFUSALS;
  }
}

/** A 500 is not among them: it more likely says that these results can't be had. */
function isServerAway(failure: unknown): boolean {
  if (failure instanceof ApiError) {
    return [429, 502, 503, 504].includes(failure.status);
  }
  return failure instanceof ConnectionError || failure instanceof TimeoutError;
}
