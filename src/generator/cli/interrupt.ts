import { EXIT, type ExitCode } from "./exit-codes.js";

const EXIT_CODES = {
  SIGINT: EXIT.interrupted,
  SIGTERM: EXIT.terminated,
} as const satisfies Partial<Record<NodeJS.Signals, ExitCode>>;

/** The abort reason of a run that a signal of the system interrupted. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
  readonly exitCode: ExitCode;

  constructor(by: keyof typeof EXIT_CODES) {
    super("Interrupted.");
    this.exitCode = EXIT_CODES[by];
  }
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
  const interrupt = (by: NodeJS.Signals): void => {
    dispose();
    controller.abort(new Interrupted(by === "SIGTERM" ? by : "SIGINT"));
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
