import { joinBytes } from "../base/bytes.js";
import { longTimeout, nothing } from "../base/cancellation.js";
import { S2gosError } from "../errors/errors.js";
import { BodyTooLargeError } from "../errors/http-errors.js";
import { connectionErrorOf, tooSlow } from "./connection-error.js";
import { Pace } from "./pace.js";
import { NEEDLESS_BODY_MS } from "./patience.js";
import { joinHeaders } from "./resumption.js";
import {
  DISCARDED_BYTES,
  type TransportRequest,
  type TransportResponse,
} from "./transport.js";
import type {
  DispatchController,
  DispatchHandler,
  UndiciHeaders,
} from "./undici.js";
import { publicUrl } from "./urls.js";

/** Milliseconds after which a body that nobody reads does not count as a connection any more. */
const HELD_BACK_MS = 1_000;

/** Bytes of a body that are buffered before anything reads it; beyond, the connection is paused. */
const UNREAD_BYTES = 64 * 1024;

/**
 * One exchange: undici's handler on one side, the response for its caller on the other. It replaces
 * `undici.request`, which creates a Node stream for each body: for a document of some hundred bytes, such
 * as a job's status, that takes longer than everything else in this package.
 */
export class UndiciResponse implements DispatchHandler, TransportResponse {
  status = 0;
  headers: Readonly<Record<string, string>> = {};
  readonly #outgoing: TransportRequest;
  readonly #unsubscribe: () => void;
  readonly #started: (response: TransportResponse) => void;
  readonly #failed: (failure: Error) => void;
  #controller: DispatchController | undefined;
  #chunks: Uint8Array[] = [];
  #length = 0;
  /** The limit of a reader of the whole body. Undefined: the body is streamed, or not read yet. */
  #maxBytes: number | undefined;
  #isOver = false;
  #failure: Error | undefined;
  /** Resumes the reader that waits for data. */
  #wake: (() => void) | undefined;
  readonly #pace: Pace;
  /** Whether somebody has asked for the body. */
  #isWanted = false;
  /** Whether somebody waits for bytes whose pace matters. The document of an execution may wait for the process to end. */
  #isPaced = false;
  readonly #released: () => void;
  readonly #over: () => void;
  /** Stops the timer that runs while nobody reads. */
  #held: () => void = nothing;

  /**
   * @param started - Resolves the promise of the response, as soon as its status and headers have arrived.
   * @param failed - Rejects it. Later failures go to the reader of the body.
   * @param released - Called when the exchange is over, or nobody has read its body for {@link HELD_BACK_MS}.
   * @param over - Called when the exchange is over, or nobody has asked for its body for {@link HELD_BACK_MS}.
   */
  constructor(
    outgoing: TransportRequest,
    started: (response: TransportResponse) => void,
    failed: (failure: Error) => void,
    released: () => void = nothing,
    over: () => void = nothing,
  ) {
    this.#outgoing = outgoing;
    this.#started = started;
    this.#failed = failed;
    this.#pace = new Pace(outgoing.idleTimeoutMs);
    this.#released = released;
    this.#over = over;
    this.#unsubscribe = outgoing.cancellation.subscribe(() => {
      this.#stop(new Error("The request was cancelled."));
    });
  }

  onRequestStart(controller: DispatchController): void {
    this.#controller = controller;
    // The request was cancelled while it waited for a connection.
    if (this.#isOver) this.#stop();
  }

  onResponseStart(
    _controller: DispatchController,
    status: number,
    headers: UndiciHeaders,
  ): void {
    // 1xx: the final response follows (RFC 9110, section 15.2).
    if (status < 200) return;
    this.status = status;
    this.headers = joinHeaders(headers);
    this.#started(this);
  }

  onResponseData(controller: DispatchController, chunk: Uint8Array): void {
    // A download was resumed after its reader had left.
    if (this.#isOver) {
      this.#stop();
      return;
    }
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    if (this.#isPaced && this.#pace.isTooLate(chunk.length)) {
      const { idleTimeoutMs } = this.#outgoing;
      this.#stop(
        connectionErrorOf(
          tooSlow(idleTimeoutMs, "too few bytes"),
          this.#outgoing,
        ),
      );
    } else if (this.#maxBytes === undefined) {
      if (this.#length > UNREAD_BYTES) this.#hold(controller);
      this.#wake?.();
    } else if (this.#length > this.#maxBytes) {
      this.#stop();
    }
  }

  onResponseEnd(): void {
    this.#end(undefined);
  }

  onResponseError(_controller: DispatchController, error: unknown): void {
    // A guard refused the address.
    const isOurs = error instanceof S2gosError;
    // undici tells of the start of a request when there is a connection for it.
    const isUnsent = this.#controller === undefined;
    this.#end(
      isOurs ? error : connectionErrorOf(error, this.#outgoing, "", isUnsent),
    );
  }

  bytes(maxBytes: number): Promise<Uint8Array> {
    if (this.#isOver || this.#length > maxBytes) return this.#whole(maxBytes);
    this.#isWanted = true;
    this.#maxBytes = maxBytes;
    this.#isPaced = this.#outgoing.kind === "download";
    this.#pace.wait();
    this.#held();
    return new Promise((resolve) => {
      this.#wake = () => {
        resolve(this.#whole(maxBytes));
      };
      // Must be last, because the rest of the body may arrive before this returns.
      this.#controller?.resume();
    });
  }

  stream(): ReadableStream<Uint8Array> {
    return new ReadableStream<Uint8Array>(
      {
        pull: (reader) => this.#pull(reader),
        cancel: () => {
          this.#stop();
        },
      },
      { highWaterMark: 0 },
    );
  }

  async discard(): Promise<void> {
    const giveUp = longTimeout(NEEDLESS_BODY_MS, () => {
      this.#stop();
    });
    await this.bytes(DISCARDED_BYTES).catch(nothing);
    giveUp();
  }

  async #pull(
    reader: ReadableStreamDefaultController<Uint8Array>,
  ): Promise<void> {
    this.#isWanted = true;
    if (this.#chunks.length === 0 && !this.#isOver) {
      this.#isPaced = true;
      this.#pace.wait();
      this.#held();
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        this.#controller?.resume();
      });
      this.#isPaced = false;
    }
    const chunk = this.#chunks.shift();
    if (chunk !== undefined) {
      this.#length -= chunk.length;
      reader.enqueue(chunk);
    } else if (this.#failure === undefined) {
      reader.close();
    } else {
      this.#outgoing.cancellation.throwIfCancelled();
      throw this.#failure;
    }
  }

  #whole(maxBytes: number): Promise<Uint8Array> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    if (this.#length <= maxBytes) {
      return Promise.resolve(joinBytes(this.#chunks, this.#length));
    }
    this.#stop();
    const url = publicUrl(this.#outgoing.url);
    return Promise.reject(new BodyTooLargeError(url, maxBytes));
  }

  /** Lets nothing more arrive until somebody reads. */
  #hold(controller: DispatchController): void {
    controller.pause();
    this.#held();
    this.#held = longTimeout(HELD_BACK_MS, () => {
      this.#released();
      // A client that closes waits for no answer that nobody reads.
      if (!this.#isWanted) this.#over();
    });
  }

  /** Aborts the exchange. */
  #stop(failure?: Error): void {
    this.#end(failure);
    this.#controller?.abort(new Error("Nobody waits for the response."));
  }

  /** Only the first end counts: that of the body, a failure, a limit or the cancellation. */
  #end(failure: Error | undefined): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#failure = failure;
    this.#unsubscribe();
    this.#held();
    this.#released();
    this.#over();
    // Has no effect after `started`: a promise settles once.
    if (failure !== undefined) this.#failed(failure);
    this.#wake?.();
  }
}
