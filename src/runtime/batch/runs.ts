import { isText } from "../base/json.js";
import type { ProcessDefinition } from "../documents/process-definition.js";
import { ConfigError, S2gosError } from "../errors/errors.js";
import type { Job } from "../job/job.js";
import type { SubmitOptions } from "../process/process-options.js";
import { isDefiniteEnd, isFailedExecution, isRefusal } from "./certainty.js";
import type { RecordedRun } from "./journal-lines.js";
import type { RunAllOptions, RunOutcome } from "./run-all.js";
import { RunError } from "./run-error.js";
import { failed, settled, successful, type Run } from "./run-outcome.js";
import type { RunRecord, Sent } from "./run-record.js";

/** How long submissions under way may go on after the loop is left. */
const GRACE_MS = 2_000;

/** What is used of a process function. */
export interface SubmittingProcess<Outputs> {
  submit(inputs: unknown, options: SubmitOptions<never>): Promise<Job<unknown>>;
  job(jobId: string, options: SubmitOptions<never>): Job<Outputs>;
  readonly process: ProcessDefinition;
}

/** The runs of one loop. */
export class Runs<Given, Outputs> {
  readonly #process: SubmittingProcess<Outputs>;
  readonly #options: RunAllOptions<PropertyKey, Given>;
  readonly #record: RunRecord;
  readonly #isWithinRequest: boolean;
  /** Ends what is under way when the loop is left. */
  readonly #stop = new AbortController();
  readonly #submissions = new Set<Promise<unknown>>();
  readonly #underWay = new Set<Promise<unknown>>();
  #begun = 0;
  #done = 0;
  #failed = 0;

  /** @param isWithinRequest - Whether no job is asked for, so that the answer is that of the process. */
  constructor(
    process: SubmittingProcess<Outputs>,
    options: RunAllOptions<PropertyKey, Given>,
    record: RunRecord,
    isWithinRequest: boolean,
  ) {
    this.#process = process;
    this.#options = options;
    this.#record = record;
    this.#isWithinRequest = isWithinRequest;
  }

  /** How many runs there are, by how far they are. */
  get counts(): Readonly<Record<"done" | "failed" | "running", number>> {
    const [done, failed] = [this.#done, this.#failed];
    return { done, failed, running: this.#begun - done };
  }

  /**
   * Runs the process with one input, or recalls that an earlier program did.
   * @throws ConfigError: the journal cannot be written, or is one of other inputs; `key` returns no text; what it throws.
   */
  async run(inputs: Given): Promise<RunOutcome<Given, Outputs>> {
    const index = this.#begun;
    this.#begun += 1;
    const underWay = this.#outcome(index, inputs);
    this.#underWay.add(underWay);
    try {
      const outcome = await underWay;
      if (outcome.status !== "successful") this.#failed += 1;
      return outcome;
    } finally {
      this.#done += 1;
      this.#underWay.delete(underWay);
    }
  }

  /**
   * Ends what is under way. Submissions have a while to be answered, because only the answer tells the id of a job, which
   * is to be written down, or dismissed.
   */
  async leave(): Promise<void> {
    if (this.#submissions.size > 0) {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const over = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, GRACE_MS);
      });
      await Promise.race([Promise.allSettled(this.#submissions), over]);
      clearTimeout(timer);
    }
    this.#stop.abort(new Error("The loop over all runs was left."));
    await Promise.allSettled(this.#underWay);
    await this.#record.close();
  }

  async #outcome(
    index: number,
    inputs: Given,
  ): Promise<RunOutcome<Given, Outputs>> {
    const { key: keyOf, again } = this.#options;
    const key: unknown = keyOf ? keyOf(inputs, index) : String(index);
    if (!isText(key)) {
      throw new ConfigError(
        `The option key must return a text for each run, not ${typeof key} for the one of place ${String(index)}.`,
      );
    }
    const run = { index, key, inputs };
    const sent = await settled(this.#record.sent(inputs));
    if (sent.error) return failed(run, sent.error.thrown);
    const known = this.#record.recorded(key, sent.value, again);
    if (!known) return this.#submitted(run, sent.value);
    if (known.end) return this.#recalled(run, known);
    if (known.job !== undefined) return this.#ended(run, this.#job(known.job));
    return this.#found(run, sent.value, known.at);
  }

  /** A run that has ended in an earlier program. */
  async #recalled(
    run: Run<Given>,
    known: RecordedRun,
  ): Promise<RunOutcome<Given, Outputs>> {
    const { end, job } = known;
    if (end?.end === "failed") {
      const { code, message } = end.error;
      const processId = this.#process.process.id;
      const error = new RunError(message, { code, jobId: job, processId });
      return { ...failed(run, error, job), isRecalled: true };
    }
    const outputs = await settled(
      this.#record.outputsOf(run.key, { end: "successful", ...end }),
    );
    if (outputs.error) return failed(run, outputs.error.thrown, job);
    if (outputs.value !== undefined) {
      const value = outputs.value as Outputs;
      return { ...successful(run, value, job), isRecalled: true };
    }
    if (job !== undefined) return this.#ended(run, this.#job(job), true);
    const message = `Run ${run.key} of ${this.#process.process.id} was successful in an earlier program, and its outputs were not kept; use saveTo, or mode "async".`;
    return failed(run, this.#error(message, "output-missing"));
  }

  /** Submits a run. */
  async #submitted(
    run: Run<Given>,
    sent: Sent | undefined,
  ): Promise<RunOutcome<Given, Outputs>> {
    const at = await this.#record.intent(run.key, sent);
    const submission = await settled(this.#submit(run.inputs));
    if (!submission.error) {
      const job = submission.value;
      if (job.id !== "") await this.#record.accepted(run.key, job.id);
      return this.#ended(run, job);
    }
    const { thrown } = submission.error;
    const jobId = thrown instanceof S2gosError ? thrown.jobId : undefined;
    if (jobId) await this.#record.accepted(run.key, jobId);
    else if (this.#isWithinRequest && isFailedExecution(thrown)) {
      await this.#record.failed(run.key, thrown);
    } else if (isRefusal(thrown)) await this.#record.refused(run.key);
    else if (this.#record.hasJournal && !this.#stop.signal.aborted) {
      await this.#record.orphans.look(at);
      return this.#found(run, sent, at, thrown);
    }
    return failed(run, thrown, jobId);
  }

  /** A run of which nobody knows whether it made a job. */
  async #found(
    run: Run<Given>,
    sent: Sent | undefined,
    at: string,
    cause?: unknown,
  ): Promise<RunOutcome<Given, Outputs>> {
    const job = sent && this.#record.orphans.find(sent.inputs, at);
    if (job !== undefined) {
      await this.#record.accepted(run.key, job);
      return this.#ended(run, this.#job(job));
    }
    const message = `Run ${run.key} of ${this.#process.process.id} was sent at ${at}, and nobody knows whether the server has accepted it; no job of the server is known to be this one. To send it again, use again: ["orphaned"].`;
    const error = this.#error(message, "run-orphaned", cause);
    return { ...failed(run, error), status: "orphaned", error };
  }

  /** Waits for a job. */
  async #ended(
    run: Run<Given>,
    job: Job<Outputs>,
    isRecalled = false,
  ): Promise<RunOutcome<Given, Outputs>> {
    const { timeoutMs, pollIntervalMs, dismissOnAbort } = this.#options;
    const { signal } = this.#stop;
    const kept = await settled(
      job
        .results({ signal, timeoutMs, pollIntervalMs, dismissOnAbort })
        .then((outputs) => this.#record.keep(run.key, outputs, signal)),
    );
    if (kept.error) {
      const { thrown } = kept.error;
      // Results without a job are nowhere else.
      const isLost = job.id === "" && !signal.aborted;
      if (isDefiniteEnd(thrown) || (isLost && thrown instanceof S2gosError)) {
        await this.#record.failed(run.key, thrown);
      }
      return failed(run, thrown, job.id);
    }
    if (!isRecalled) await this.#record.succeeded(run.key, kept.value);
    const outcome = successful(run, kept.value as Outputs, job.id);
    return { ...outcome, isRecalled };
  }

  async #submit(inputs: Given): Promise<Job<Outputs>> {
    const { onProgress: _, timeoutMs: __, ...choices } = this.#options;
    const submission = this.#process.submit(inputs, {
      ...choices,
      outputs: choices.outputs as never,
      signal: this.#stop.signal,
    });
    this.#submissions.add(submission);
    try {
      return (await submission) as Job<Outputs>;
    } finally {
      this.#submissions.delete(submission);
    }
  }

  #job(id: string): Job<Outputs> {
    const { client, headers, credentials, pollIntervalMs } = this.#options;
    const { validate, onInvalid, allowMissing } = this.#options;
    return this.#process.job(id, {
      client,
      headers,
      credentials,
      pollIntervalMs,
      validate,
      onInvalid,
      allowMissing,
    });
  }

  #error(message: string, code: RunError["code"], cause?: unknown): RunError {
    const processId = this.#process.process.id;
    return new RunError(message, { code, processId, cause });
  }
}
