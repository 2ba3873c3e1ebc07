import type { Reply } from "../http/reply.js";
import type { Job } from "../jobs/job.js";

const LONGEST_CALLBACK_MS = 10_000;

/**
 * Sends a job's callbacks: OGC 18-062r2, 11. Each change of the status is sent to `inProgressUri`, the
 * results to `successUri`, the exception to `failedUri`. Callbacks of one job are sent one after the
 * other, so that they arrive in order. A status is skipped if there is a newer one when its turn comes.
 */
export class SubscriberCalls {
  readonly #documents: CallbackDocuments;
  readonly #onFailure: (uri: string, reason: unknown) => void;
  #latest: (() => unknown) | undefined;
  #queue: Promise<void> = Promise.resolve();

  constructor(
    documents: CallbackDocuments,
    onFailure: (uri: string, reason: unknown) => void,
  ) {
    this.#documents = documents;
    this.#onFailure = onFailure;
  }

  /** Must be called at each change of the job. */
  changed(job: Job): void {
    const { subscriber } = job.request;
    if (subscriber === undefined) return;
    if (job.isActive) this.#progress(job, subscriber.inProgressUri);
    if (job.status === "successful") {
      const reply = this.#documents.results(job);
      this.#send(subscriber.successUri, () => reply);
    }
    if (job.status === "failed") {
      const reply = this.#documents.exception(job);
      this.#send(subscriber.failedUri, () => reply);
    }
  }

  #progress(job: Job, uri: string | undefined): void {
    const document = { status: 200, json: this.#documents.status(job) };
    const own = (): Reply => document;
    this.#latest = own;
    this.#send(uri, () => (this.#latest === own ? document : undefined));
  }

  #send(uri: string | undefined, reply: () => Reply | undefined): void {
    if (uri === undefined) return;
    this.#queue = this.#queue.then(async () => {
      const document = reply();
      if (document === undefined) return;
      try {
        await post(uri, document);
      } catch (reason) {
        this.#onFailure(uri, reason);
      }
    });
  }
}

/** Builds what a subscriber is sent. */
export interface CallbackDocuments {
  status(job: Job): unknown;
  results(job: Job): Reply;
  exception(job: Job): Reply;
}

async function post(uri: string, reply: Reply): Promise<void> {
  const response = await fetch(uri, {
    method: "POST",
    headers: { "content-type": reply.mediaType ?? "application/json" },
    body: reply.content ?? JSON.stringify(reply.json),
    // It was checked where the client wants to be called, but not where that leads.
    redirect: "error",
    signal: AbortSignal.timeout(LONGEST_CALLBACK_MS),
  });
  await response.body?.cancel();
}
