import type { Diagnostic } from "../diagnostic.js";
import { SchemaTooLargeError } from "./limits.js";

/** A value, or the finding that tells why there is none. */
export type WithinLimits<Value> =
  | { readonly value: Value; readonly excess?: undefined }
  | { readonly value?: undefined; readonly excess: Diagnostic };

/**
 * Does the work for one process, and turns an exceeded limit into an error
 * diagnostic: one process that is too large must not stop the others.
 *
 * @throws what `work` throws, except SchemaTooLargeError.
 */
export function withinLimits<Value>(
  process: string,
  work: () => Value,
): WithinLimits<Value> {
  try {
    return { value: work() };
  } catch (error) {
    if (!(error instanceof SchemaTooLargeError)) throw error;
    return {
      excess: {
        severity: "error",
        code: "schema-too-large",
        process,
        message: error.message,
        hint: "Leave the process out with --exclude.",
      },
    };
  }
}
