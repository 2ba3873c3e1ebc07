import type {
  ExecuteRequest,
  JobStatus,
  ProcessDescription,
} from "../documents.js";
import type { Outputs } from "../process.js";

/** One execution of a process: OGC 18-062r2, 7.12. */
export class Job {
  readonly id: string;
  readonly process: ProcessDescription;
  readonly request: ExecuteRequest;
  readonly created: Date = new Date();
  status: JobStatus = "accepted";
  message: string | undefined;
  progress: number | undefined;
  started: Date | undefined;
  finished: Date | undefined;
  updated: Date | undefined;
  /** Why the process failed; undefined for all other jobs. */
  error: Error | undefined;
  /** What the process returned; undefined unless the job is successful. */
  outputs: Outputs | undefined;
  /** Resolves when the job is successful, failed or dismissed. Never rejects. */
  readonly ended: Promise<void>;
  readonly #controller = new AbortController();
  readonly #onChange: (job: Job) => void;
  #end: () => void = () => undefined;

  constructor(
    id: string,
    process: ProcessDescription,
    request: ExecuteRequest,
    onChange: (job: Job) => void = () => undefined,
  ) {
    this.id = id;
    this.process = process;
    this.request = request;
    this.#onChange = onChange;
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  /** Aborted when the job is dismissed. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Whether the job was neither finished nor dismissed. */
  get isActive(): boolean {
    return this.status === "accepted" || this.status === "running";
  }

  /** Marks the job as running. */
  start(): void {
    this.status = "running";
    this.started = new Date();
    this.progress = 0;
    this.#touch();
  }

  /**
   * Sets the progress of a running job.
   * @param percent - From 0 to 100; values outside are clamped.
   * @param message - Default: the message is kept.
   * @throws TypeError - The percentage is no number.
   */
  report(percent: number, message?: string): void {
    if (this.status !== "running") return;
    if (typeof percent !== "number" || Number.isNaN(percent)) {
      throw new TypeError(
        `The progress of job "${this.id}" must be a number from 0 to 100, not ${String(percent)}.`,
      );
    }
    this.progress = Math.round(Math.min(100, Math.max(0, percent)));
    if (message !== undefined) this.message = message;
    this.#touch();
  }

  /** Ends a running job with its outputs. */
  succeed(outputs: Outputs): void {
    if (this.status !== "running") return;
    this.outputs = outputs;
    this.progress = 100;
    this.#finish("successful");
  }

  /** Ends a running job with an error. */
  fail(error: Error): void {
    if (this.status !== "running") return;
    this.error = error;
    this.message = error.message;
    this.#finish("failed");
  }

  /** Stops the job if it is active, and drops its results in any case: OGC 18-062r2, 13. */
  dismiss(): void {
    this.outputs = undefined;
    this.message = "Job dismissed";
    this.#finish("dismissed");
    this.#controller.abort(new Error(`Job "${this.id}" was dismissed.`));
  }

  #finish(status: JobStatus): void {
    this.status = status;
    this.finished ??= new Date();
    this.#touch();
    this.#end();
  }

  #touch(): void {
    this.updated = new Date();
    this.#onChange(this);
  }
}
