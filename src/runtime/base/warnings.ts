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
    | "paging";
  /** One sentence. */
  readonly message: string;
  readonly processId?: string | undefined;
  readonly output?: string;
}

/** Receives warnings; see `ClientOptions.onWarning`. */
export type WarningHandler = (warning: Warning) => void;

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
