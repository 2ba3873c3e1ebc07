import type { ValidationFault } from "../errors/errors.js";

/** The two sides of a process that can be checked. */
export type ValidatedPart = "inputs" | "outputs";

/**
 * Checks the inputs of a process before they are sent, or its outputs before the caller gets them. `ajvValidator` and
 * `standardValidator` make one; a function of one's own is one as well.
 * @param processId - The server's identifier of the process, verbatim.
 * @param values - By name: the inputs as the caller passes them, or the outputs as the caller gets them.
 * @param content - Names of the values that are content or links (bytes, a Blob, a ResultFile, a URL, ...), whose JSON
 * Schemas describe what is sent instead of them.
 * @returns What is wrong; an empty list: nothing. What it throws rejects the call.
 */
export type Validator = (
  processId: string,
  part: ValidatedPart,
  values: Readonly<Record<string, unknown>>,
  content: ReadonlySet<string>,
) => readonly ValidationFault[] | Promise<readonly ValidationFault[]>;

/** Options about invalid values, of a client and of a call. Those of a call take precedence. */
export interface ValidationOptions {
  /** Checks inputs and outputs. `false`: nothing is checked. Default: `false`. */
  readonly validate?: Validator | false | undefined;
  /**
   * What happens with values that the validator finds invalid. `throw`: the call rejects with ValidationError, for
   * inputs before any request. `warn`: the client's `onWarning` is told, and the call goes on. Default: `throw`.
   */
  readonly onInvalid?: "throw" | "warn" | undefined;
}
