/** What ends an operation before it is done: the caller's signal, or a deadline. */
export interface CancellationOptions {
  readonly signal?: AbortSignal | null | undefined;
  /** An operation that this one is a part of. */
  readonly parent?: Cancellation | undefined;
  /** Milliseconds. Undefined or 0: no deadline. */
  readonly timeoutMs?: number | undefined;
  /** Makes the error that the operation rejects with at the deadline. */
  readonly onTimeout?: () => Error;
}

/**
 * An operation that can be cancelled. It stands between the caller's `AbortSignal` and each request and
 * pause of the operation, so that a signal shared by a thousand jobs has one listener, and so that a
 * request needs no AbortController of its own. Its creator must dispose of it.
 */
export class Cancellation {
  /** Created on demand, because most requests need neither list. */
  #listeners: Set<() => void> | undefined;
  #releases: (() => void)[] | undefined;
  #cancelled = false;
  #reason: unknown;

  constructor(options: CancellationOptions = {}) {
    const { signal, parent, timeoutMs = 0, onTimeout } = options;
    // Null, as `fetch` takes it, is no signal either.
    if (signal) this.#endWith(cancellationOf(signal));
    if (parent !== undefined) this.#endWith(parent);
    if (timeoutMs > 0 && timeoutMs < Infinity) {
      this.#releaseLater(
        longTimeout(timeoutMs, () => {
          this.cancel(onTimeout?.() ?? new Error("The time is over."));
        }),
      );
    }
  }

  get cancelled(): boolean {
    return this.#cancelled;
  }

  /** What the operation rejects with. */
  get reason(): unknown {
    return this.#reason;
  }

  /** Ends the operation; only the first call counts. */
  cancel(reason: unknown): void {
    if (this.#cancelled) return;
    this.#cancelled = true;
    this.#reason = reason;
    for (const listener of this.#listeners ?? []) listener();
    this.#listeners = undefined;
  }

  /**
   * Calls a function when the operation is cancelled, at once if it already is.
   * @returns A function that removes the listener.
   */
  subscribe(listener: () => void): () => void {
    if (this.#cancelled) {
      listener();
      return nothing;
    }
    const listeners = (this.#listeners ??= new Set());
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }

  /** Throws the reason if the operation is cancelled: exactly what the caller gave, which need not be an Error. */
  throwIfCancelled(): void {
    if (this.#cancelled) AbortSignal.abort(this.#reason).throwIfAborted();
  }

  /** Removes the listeners from the signal and stops the timer. */
  dispose(): void {
    for (const release of this.#releases ?? []) release();
    this.#releases = undefined;
    this.#listeners = undefined;
  }

  #endWith(other: Cancellation): void {
    this.#releaseLater(
      other.subscribe(() => {
        this.cancel(other.reason);
      }),
    );
  }

  #releaseLater(release: () => void): void {
    (this.#releases ??= []).push(release);
  }
}

/** Keeps no listeners, so that those of an answer that nobody reads are not kept for ever. */
class NeverCancelled extends Cancellation {
  override subscribe(): () => void {
    return nothing;
  }
}

/** The cancellation of an operation whose caller gave neither a signal nor a time limit. */
export const NEVER_CANCELLED: Cancellation =
  /* @__PURE__ */ new NeverCancelled();

/** For where a function is needed and there is nothing to do, such as to remove a listener that was not added. */
export function nothing(): undefined {
  // There is nothing to do.
  return undefined;
}

/** Waits for some milliseconds. Rejects with the reason as soon as the operation is cancelled. */
export async function sleep(
  ms: number,
  cancellation: Cancellation,
): Promise<void> {
  let stop: () => void = nothing;
  const over = new Promise<void>((resolve) => {
    stop = longTimeout(ms, resolve);
  });
  try {
    await unlessCancelled(over, cancellation);
  } finally {
    stop();
  }
}

/** The promise's outcome, or the reason as soon as the operation is cancelled. The promise itself is not stopped. */
export async function unlessCancelled<T>(
  promise: Promise<T>,
  cancellation: Cancellation,
): Promise<T> {
  let unsubscribe: () => void = nothing;
  const cancelled = new Promise<void>((resolve) => {
    unsubscribe = cancellation.subscribe(resolve);
  });
  try {
    return await Promise.race([
      cancelled.then(() => {
        cancellation.throwIfCancelled();
        return promise;
      }),
      // Where the operation is cancelled already, this comes second.
      promise.then((value) => value),
    ]);
  } finally {
    unsubscribe();
  }
}

const LONGEST_TIMEOUT = 0x7fffffff;

/**
 * A timer for any number of milliseconds; `setTimeout` alone fires at once beyond 24.8 days.
 * @returns A function that stops it.
 */
export function longTimeout(ms: number, callback: () => void): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const wait = (rest: number): void => {
    const step = Math.min(rest, LONGEST_TIMEOUT);
    const next = (): void => {
      wait(rest - step);
    };
    timer = setTimeout(rest > step ? next : callback, step);
  };
  wait(ms);
  return () => {
    clearTimeout(timer);
  };
}

const CANCELLATIONS = /* @__PURE__ */ new WeakMap<AbortSignal, Cancellation>();

/** The cancellation of all operations with a signal. They share one event listener, because Node warns about more than ten. */
function cancellationOf(signal: AbortSignal): Cancellation {
  const known = CANCELLATIONS.get(signal);
  if (known !== undefined) return known;
  const made = new Cancellation();
  CANCELLATIONS.set(signal, made);
  const cancel = (): void => {
    made.cancel(signal.reason);
  };
  signal.addEventListener("abort", cancel, { once: true });
  if (signal.aborted) cancel();
  return made;
}

/** Runs an operation that rejects with the signal's reason once the caller's signal is aborted, also where it already was. */
export async function withCancellation<T>(
  { signal }: Pick<CancellationOptions, "signal">,
  use: (cancellation: Cancellation) => Promise<T>,
): Promise<T> {
  if (!signal) return use(NEVER_CANCELLED);
  const cancellation = new Cancellation({ signal });
  try {
    cancellation.throwIfCancelled();
    return await use(cancellation);
  } finally {
    cancellation.dispose();
  }
}
