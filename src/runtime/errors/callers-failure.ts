const CALLERS_FAILURES: WeakSet<object> = /* @__PURE__ */ new WeakSet();

/**
 * Remembers that a function of the caller threw this, so that it reaches the caller unchanged and nothing is tried again,
 * whatever it looks like: it may come from another client of this package.
 */
export function markCallersFailure(failure: unknown): unknown {
  if (typeof failure === "object" && failure !== null) {
    CALLERS_FAILURES.add(failure);
  }
  return failure;
}

/** Whether a function of the caller threw this. */
export function isCallersFailure(failure: unknown): boolean {
  return (
    typeof failure === "object" &&
    failure !== null &&
    CALLERS_FAILURES.has(failure)
  );
}
