import { maskValue } from "../base/mask-value.js";
import { maskHeaders, type Masker } from "../base/masker.js";
import type { S2gosError } from "./errors.js";

/** Words of this package and of the platform, on which programs depend. */
const FIXED = new Set(["code", "method", "name", "networkCode", "stack"]);

/** What a program may need again; see {@link Masker.name}. */
const NAMES = new Set(["jobId", "missing", "outputs", "processId"]);

/**
 * Masks whatever an error carries, in place: its message and stack, its members, and its cause with all that hangs on it.
 * What is not of this package is not changed, but replaced by a copy where there is something to mask.
 */
export function maskError(error: S2gosError, masker: Masker): void {
  const { message, stack } = error;
  for (const key of Object.getOwnPropertyNames(error)) {
    const value: unknown = FIXED.has(key) ? undefined : Reflect.get(error, key);
    if (value === undefined) continue;
    const shown =
      key === "headers"
        ? maskHeaders(value as Readonly<Record<string, string>>, masker.text)
        : maskValue(value, NAMES.has(key) ? masker.name : masker.text);
    if (shown !== value) Reflect.set(error, key, shown);
  }
  if (error.message !== message && stack !== undefined) {
    Reflect.set(error, "stack", stack.split(message).join(error.message));
  }
}
