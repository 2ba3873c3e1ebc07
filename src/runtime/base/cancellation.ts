/** What ends an operation before it is done: the caller's signal, or a deadline. */
export interface CancellationOptions {
  readonly signal?: AbortSignal | undefined;
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
  #listeners: (() => void)[] | undefined;
  #releases: (() => void)[] | undefined;
  #cancelled = false;
  #reason: unknown;

  constructor(options: CancellationOptions = {}) {
    const { signal, parent, timeoutMs, onTimeout } = options;
    if (signal !== undefined) {
      this.#releaseLater(
        onAbort(signal, () => {
          this.cancel(signal.reason);
        }),
      );
    }
    if (parent !== undefined && parent !== NEVER_CANCELLED) {
      this.#releaseLater(
        parent.subscribe(() => {
          this.cancel(parent.reason);
        }),
      );
    }
    if (timeoutMs !== undefined && timeoutMs > 0 && timeoutMs < Infinity) {
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
    const listeners = this.#listeners ?? [];
    this.#listeners = undefined;
    for (const listener of listeners) listener();
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
    (this.#listeners ??= []).push(listener);
    return () => {
      const listeners = this.#listeners ?? [];
      const index = listeners.indexOf(listener);
      if (index !== -1) listeners.splice(index, 1);
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

  #releaseLater(release: () => void): void {
    (this.#releases ??= []).push(release);
  }
}

/** Keeps no listeners, so that all operations that nothing can cancel share one instance. */
class NeverCancelled extends Cancellation {
  override subscribe(): () => void {
    return nothing;
  }
}

/** The cancellation of an operation whose caller gave neither a signal nor a time limit. */
export const NEVER_CANCELLED: Cancellation =
  /* @__PURE__ */ new NeverCancelled();

/** For where a function is needed and there is nothing to do, such as to remove a listener that was not added. */
export function nothing(): void {
  // There is nothing to do.
}

/** Waits for some milliseconds. Rejects with the reason as soon as the operation is cancelled. */
export async function sleep(
  ms: number,
  cancellation: Cancellation,
): Promise<void> {
  await new Promise<void>((resolve) => {
    const stop = longTimeout(ms, () => {
      unsubscribe();
      resolve();
    });
    const unsubscribe = cancellation.subscribe(() => {
      stop();
      resolve();
    });
  });
  cancellation.throwIfCancelled();
}

/** The promise's outcome, or the reason as soon as the operation is cancelled. The promise itself is not stopped. */
export async function unlessCancelled<T>(
  promise: Promise<T>,
  cancellation: Cancellation,
): Promise<T> {
  let unsubscribe: () => void = () => undefined;
  const cancelled = new Promise<undefined>((resolve) => {
    unsubscribe = cancellation.subscribe(() => {
      resolve(undefined);
    });
  });
  try {
    const settled = promise.then((value) => ({ value }));
    settled.catch(() => undefined);
    const first = await Promise.race([settled, cancelled]);
    if (first === undefined) cancellation.throwIfCancelled();
    return (first ?? (await settled)).value;
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
  if (ms <= LONGEST_TIMEOUT) {
    const only = setTimeout(callback, ms);
    return () => {
      clearTimeout(only);
    };
  }
  let rest = ms;
  let timer: ReturnType<typeof setTimeout>;
  const next = (): void => {
    const step = Math.min(rest, LONGEST_TIMEOUT);
    rest -= step;
    timer = setTimeout(rest > 0 ? next : callback, step);
  };
  next();
  return () => {
    clearTimeout(timer);
  };
}

const LISTENERS_OF = /* @__PURE__ */ new WeakMap<
  AbortSignal,
  Set<() => void>
>();

/** Listens to a signal. All listeners share one event listener, because Node warns about more than ten. */
function onAbort(signal: AbortSignal, listener: () => void): () => void {
  if (signal.aborted) {
    listener();
    return nothing;
  }
  const listeners = LISTENERS_OF.get(signal) ?? listenTo(signal);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

function listenTo(signal: AbortSignal): Set<() => void> {
  const listeners = new Set<() => void>();
  LISTENERS_OF.set(signal, listeners);
  signal.addEventListener(
    "abort",
    () => {
      for (const listener of [...listeners]) listener();
      listeners.clear();
    },
    { once: true },
  );
  return listeners;
}

/** Runs an operation that rejects with the signal's reason once the caller's signal is aborted, also where it already was. */
export async function withCancellation<T>(
  { signal }: Pick<CancellationOptions, "signal">,
  use: (cancellation: Cancellation) => Promise<T>,
): Promise<T> {
  if (signal === undefined) return use(NEVER_CANCELLED);
  const cancellation = new Cancellation({ signal });
  try {
    cancellation.throwIfCancelled();
    return await use(cancellation);
  } finally {
    cancellation.dispose();
  }
}
