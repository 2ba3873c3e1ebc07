import type { ChangeClass, ValueRole } from "./change-class.js";

/** A change of a value, without the process that it belongs to. */
export interface ValueChange {
  readonly class: ChangeClass;
  /** Where the value is, such as `input config.bands[]`. */
  readonly path: string;
  /** Whether the value is new, gone or another one: nothing inside it can be compared. */
  readonly whole?: boolean;
  readonly text: string;
}

/** The class of a change that the compiler sees: it breaks code, or nothing. */
export function typeClass(isBreaking: boolean): ChangeClass {
  return isBreaking ? "compile-time" : "additive";
}

/** What changed in whether a value must be there. */
export function optionalChanges(
  path: string,
  before: boolean,
  after: boolean,
  role: ValueRole,
): readonly ValueChange[] {
  if (before === after) return [];
  if (role === "input") {
    const state = after ? "optional" : "required";
    return [
      { class: typeClass(!after), path, text: `${path} is now ${state}` },
    ];
  }
  const state = after ? "may now be missing" : "is now always there";
  return [{ class: typeClass(after), path, text: `${path} ${state}` }];
}
