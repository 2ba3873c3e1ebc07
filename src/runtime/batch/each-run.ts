// What is loaded for `runAll`.
import { Cancellation } from "../base/cancellation.js";
import { isRecord } from "../base/json.js";
import type { connectionOf } from "../client/client.js";
import { checkOptions } from "../config/plain-options.js";
import type { ProcessDefinition } from "../documents/process-definition.js";
import { ConfigError, S2gosError } from "../errors/errors.js";
import type { Connection } from "../http/connection.js";
import type { Job } from "../job/job.js";
import { reportProgress } from "../job/progress.js";
import type { SubmitOptions } from "../process/process-options.js";
import { Pool } from "./pool.js";
import type { RunAllOptions, RunOutcome } from "./run-all.js";

/** Jobs that run at a time, where the caller says nothing. */
const DEFAULT_CONCURRENCY = 16;
/** How long submissions under way may go on after the loop is left. */
const GRACE_MS = 2_000;

/** What is used of a process function. */
export interface SubmittingProcess<Outputs> {
  submit(inputs: unknown, options: SubmitOptions<never>): Promise<Job<unknown>>;
  job(jobId: string, options: SubmitOptions<never>): Job<Outputs>;
  readonly process: ProcessDefinition;
}

type Inputs<Value> = Iterable<Value> | AsyncIterable<Value>;

/**
 * See `runAll`.
 * @param connectionFrom - Given, and not imported, so that the core of a page that has no `runAll` need not export it.
 */
export async function* eachRun<Given, Outputs>(
  process: unknown,
  inputs: Inputs<Given>,
  given: RunAllOptions<PropertyKey>,
  connectionFrom: typeof connectionOf,
): AsyncGenerator<RunOutcome<Given, Outputs>, void> {
  const options = await checkOptions(given);
  if (!isRecord(options.client)) {
    throw new ConfigError(
      "runAll needs a client: runAll(process, inputs, { client: createClient() }).",
    );
  }
  const connection = connectionFrom(options.client);
  const source = iteratorOf(inputs);
  const cancellation = new Cancellation({ signal: options.signal });
  const runs = new Runs<Given, Outputs>(
    process as SubmittingProcess<Outputs>,
    connection,
    options,
    countOf(inputs),
  );
  const { concurrency = DEFAULT_CONCURRENCY } = options;
  const pool = new Pool(source, concurrency, (value) => runs.run(value));
  try {
    for (;;) {
      const end = await pool.next(cancellation);
      if (end === undefined) return;
      yield end;
    }
  } finally {
    cancellation.dispose();
    await Promise.all([pool.stop(), runs.leave()]);
  }
}

/** @throws ConfigError: it is none, or a text, which is no list of inputs. */
function iteratorOf<Value>(
  inputs: Inputs<Value>,
): Iterator<Value> | AsyncIterator<Value> {
  const given: unknown = inputs;
  if (typeof given === "object" && given !== null) {
    const { [Symbol.asyncIterator]: later, [Symbol.iterator]: now } =
      given as Partial<Iterable<Value> & AsyncIterable<Value>>;
    const iterator = later?.call(given) ?? now?.call(given);
    if (iterator) return iterator;
  }
  throw new ConfigError(
    "runAll needs the inputs of each run as a list, or as something else that can be iterated over.",
  );
}

/** How many inputs there are, where that is known before the last is taken. */
function countOf(inputs: object): number | undefined {
  const { length, size } = inputs as Record<"length" | "size", unknown>;
  return [length, size].find(
    (known): known is number => typeof known === "number",
  );
}

/** The runs of one loop. */
class Runs<Given, Outputs> {
  readonly #process: SubmittingProcess<Outputs>;
  readonly #connection: Connection;
  readonly #options: RunAllOptions<PropertyKey>;
  readonly #total: number | undefined;
  /** Ends what is under way when the loop is left. */
  readonly #stop = new AbortController();
  readonly #submissions = new Set<Promise<unknown>>();
  #begun = 0;
  #done = 0;
  #failed = 0;

  constructor(
    process: SubmittingProcess<Outputs>,
    connection: Connection,
    options: RunAllOptions<PropertyKey>,
    total: number | undefined,
  ) {
    this.#process = process;
    this.#connection = connection;
    this.#options = options;
    this.#total = total;
  }

  /** Runs the process with one input. Rejects with what `onProgress` throws. */
  async run(inputs: Given): Promise<RunOutcome<Given, Outputs>> {
    const index = this.#begun;
    this.#begun += 1;
    this.#report();
    let jobId: string | undefined;
    let outcome: RunOutcome<Given, Outputs>;
    try {
      const job = await this.#submit(inputs);
      jobId = job.id;
      const outputs = await this.#resultsOf(job);
      const jobID = jobId || undefined;
      outcome = { index, inputs, jobID, status: "successful", outputs };
    } catch (error) {
      jobId ||= error instanceof S2gosError ? error.jobId : undefined;
      const jobID = jobId || undefined;
      outcome = { index, inputs, jobID, status: "failed", error };
      this.#failed += 1;
    }
    this.#done += 1;
    this.#report();
    return outcome;
  }

  /**
   * Ends what is under way. Submissions have a while to be answered, because only the answer tells the id of a job, which
   * may have to be dismissed.
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

  #resultsOf(job: Job<Outputs>): Promise<Outputs> {
    const { timeoutMs, pollIntervalMs, dismissOnAbort } = this.#options;
    const { signal } = this.#stop;
    return job.results({ signal, timeoutMs, pollIntervalMs, dismissOnAbort });
  }

  #report(): void {
    const progress = {
      done: this.#done,
      failed: this.#failed,
      running: this.#begun - this.#done,
      total: this.#total,
    };
    reportProgress(progress, this.#options, this.#connection);
  }
}
