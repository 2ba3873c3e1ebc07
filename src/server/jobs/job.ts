import type {
  ExecuteRequest,
  JobStatus,
  ProcessDescription,
} from "../documents.js";
import type { Outputs } from "../process.js";

/** A run of a process, from its acceptance to the end of the server: OGC 18-062r2, 7.12. */
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
  /** Why the process failed, once it did. */
  error: Error | undefined;
  /** What the process returned, once it was successful. */
  outputs: Outputs | undefined;
  /** Fulfilled when the job is successful, failed or dismissed. Never rejected. */
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

  get isActive(): boolean {
    return this.status === "accepted" || this.status === "running";
  }

  start(): void {
    this.status = "running";
    this.started = new Date();
    this.progress = 0;
    this.#touch();
  }

  report(percent: number, message?: string): void {
    if (this.status !== "running") return;
    this.progress = Math.round(Math.min(100, Math.max(0, percent)));
    if (message !== undefined) this.message = message;
    this.#touch();
  }

  succeed(outputs: Outputs): void {
    if (this.status !== "running") return;
    this.outputs = outputs;
    this.progress = 100;
    this.#finish("successful");
  }

  fail(error: Error): void {
    if (this.status !== "running") return;
    this.error = error;
    this.message = error.message;
    this.#finish("failed");
  }

  /** Stops the job if it is active, and forgets its results in any case: OGC 18-062r2, 13. */
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
