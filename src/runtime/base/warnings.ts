/** Something that the caller should know and that is not a failure, such as a result that contradicts its description. */
export interface Warning {
  /** Stable name of the kind of warning. */
  readonly code:
    | "background-failure"
    | "default-credentials"
    | "hook-failure"
    | "input-invalid"
    | "long-integer"
    | "output-form"
    | "output-invalid"
    | "output-missing"
    | "output-unexpected"
    | "paging"
    | "unknown-status";
  /** One sentence. */
  readonly message: string;
  readonly processId?: string | undefined;
  readonly output?: string;
}

/** Receives warnings; see `ClientOptions.onWarning`. */
export type WarningHandler = (warning: Warning) => void;

/** A handler that neither throws nor leaves a rejection behind, whatever the caller's does: a warning must not end a call. */
export function guardedWarnings(handler: WarningHandler): WarningHandler {
  const complain = (failure: unknown): void => {
    console.warn("s2gos: onWarning failed:", failure);
  };
  return (warning) => {
    try {
      const returned: unknown = callOf(handler, warning);
      Promise.resolve(returned).catch(complain);
    } catch (failure) {
      complain(failure);
    }
  };
}

/** What a function returns of which its type says that it returns nothing: it may be one that returns a promise. */
export function callOf<Given>(
  call: (given: Given) => unknown,
  given: Given,
): unknown {
  return call(given);
}

/** The default handler: prints each kind of warning once for each output. */
export function consoleWarnings(): WarningHandler {
  const seen = new Set<string>();
  return (warning) => {
    const key = [warning.code, warning.processId, warning.output].join("\n");
    if (seen.has(key)) return;
    seen.add(key);
    console.warn(`s2gos: ${warning.message}`);
  };
}
