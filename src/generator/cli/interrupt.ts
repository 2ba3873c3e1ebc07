/** The abort reason of a run that a signal of the system interrupted. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
}

/** An AbortSignal that is aborted by the first SIGINT or SIGTERM; a second one ends the process at once. */
export function interruptSignal(): {
  readonly signal: AbortSignal;
  readonly dispose: () => void;
} {
  const controller = new AbortController();
  const dispose = (): void => {
    process.removeListener("SIGINT", interrupt);
    process.removeListener("SIGTERM", interrupt);
  };
  const interrupt = (): void => {
    dispose();
    controller.abort(new Interrupted("Interrupted."));
  };
  process.on("SIGINT", interrupt);
  process.on("SIGTERM", interrupt);
  return { signal: controller.signal, dispose };
}

/** Resolves when a signal is aborted. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else {
      signal.addEventListener(
        "abort",
        () => {
          resolve();
        },
        { once: true },
      );
    }
  });
}
