import { Cancellation } from "../base/cancellation.js";
import { DISMISSAL_MS } from "../http/patience.js";
import { FollowedJob } from "./followed-job.js";
import type { WaitOptions } from "./job-options.js";
import type { JobTarget, ResultsReader } from "./job-target.js";
import { reportProgress } from "./progress.js";
import { SharedResults } from "./shared-results.js";

/** A followed job with its results, which are read once for all callers that have its handle. */
export class JobWithResults<Outputs> extends FollowedJob {
  readonly #target: JobTarget;
  readonly #read: ResultsReader<Outputs>;
  readonly #results = new SharedResults<Outputs>();

  constructor(target: JobTarget, read: ResultsReader<Outputs>) {
    super(target);
    this.#target = target;
    this.#read = read;
  }

  /**
   * See `Job.results`.
   * @param failure - Why results that came at once could not be read before. Undefined: they were not tried.
   */
  async allResults(
    cancellation: Cancellation,
    options: WaitOptions,
    failure?: unknown,
  ): Promise<Outputs> {
    const { isAnswered, status, connection } = this.#target;
    if (!isAnswered) await this.wait(cancellation, options);
    else if (status && failure === undefined) {
      reportProgress(status, options, connection);
    }
    return this.#results.read(
      (shared) => this.results(this.#read, shared, options, failure),
      cancellation,
    );
  }

  /** Dismisses the job within a time limit of its own. */
  async dismissInTime(): Promise<void> {
    const cancellation = new Cancellation({ timeoutMs: DISMISSAL_MS });
    try {
      await this.dismiss(cancellation);
    } finally {
      cancellation.dispose();
    }
  }
}
