/**
 * What a change means for a program that was written against the package as it was:
 * `compile-time`, its code may no longer compile; `run-time`, it compiles, and a call that was
 * answered may be refused, compute something else, or have results that it could not have before;
 * `additive`, it stays right, and more is possible or certain; `documentation`, only texts changed.
 */
export type ChangeClass =
  "additive" | "compile-time" | "documentation" | "run-time";

/** Whether a program that works with the package as it was may fail with the new one. */
export function isBreaking(changeClass: ChangeClass): boolean {
  return changeClass === "compile-time" || changeClass === "run-time";
}

const SUFFIXES = {
  additive: "",
  "compile-time": " (breaking at compile time)",
  documentation: " (documentation)",
  "run-time": " (breaking at run time)",
} as const satisfies Readonly<Record<ChangeClass, string>>;

/** What the sentence of a change ends with; what is additive needs no mark. */
export function classSuffix(changeClass: ChangeClass): string {
  return SUFFIXES[changeClass];
}

/** Whom a value comes from: callers write inputs and read outputs, so that opposite changes break them. */
export type ValueRole = "input" | "output";

/** What became of the values that are admitted. */
export interface Turn {
  readonly narrower: boolean;
  readonly wider: boolean;
}

/** Fewer values are admitted. */
export const NARROWER: Turn = { narrower: true, wider: false };

/** More values are admitted. */
export const WIDER: Turn = { narrower: false, wider: true };

/** Others are admitted, or it cannot be told. */
export const OTHER: Turn = { narrower: true, wider: true };

/**
 * The class of a change that no type shows, by what became of the values: a caller of a server that
 * takes fewer of them is refused, and one whose results may be more of them meets what could not come before.
 */
export function valueClass(
  role: ValueRole,
  { narrower, wider }: Turn,
): ChangeClass {
  return (role === "input" ? narrower : wider) ? "run-time" : "additive";
}
