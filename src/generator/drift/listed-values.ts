import { canonicalJson, isJsonArray } from "../json.js";
import {
  NARROWER,
  valueClass,
  WIDER,
  type Turn,
  type ValueRole,
} from "./change-class.js";
import { shortened } from "./paired-alternatives.js";
import type { ValueChange } from "./value-change.js";

/** What became of the values where one of a list is admitted. */
export function turnOfLists(
  before: readonly unknown[],
  after: readonly unknown[],
): Turn {
  const old = textsOf(before);
  const now = textsOf(after);
  return {
    narrower: [...old].some((text) => !now.has(text)),
    wider: [...now].some((text) => !old.has(text)),
  };
}

/** Values that an enumeration inside a type of the runtime lost and gained. */
export function valueListChanges(
  path: string,
  before: readonly unknown[],
  after: readonly unknown[],
  role: ValueRole,
): readonly ValueChange[] {
  const old = textsOf(before);
  const now = textsOf(after);
  const change = (
    values: readonly string[],
    verb: string,
    turn: Turn,
  ): readonly ValueChange[] =>
    values.length === 0
      ? []
      : [
          {
            class: valueClass(role, turn),
            path,
            text: `${path} ${verb} ${shortened(values.join(", "))}`,
          },
        ];
  const input = role === "input";
  return [
    ...change(
      [...old].filter((value) => !now.has(value)),
      input ? "no longer takes" : "is no longer",
      NARROWER,
    ),
    ...change(
      [...now].filter((value) => !old.has(value)),
      input ? "now also takes" : "may now also be",
      WIDER,
    ),
  ];
}

function textsOf(values: readonly unknown[]): ReadonlySet<string> {
  return new Set(values.map((one) => canonicalJson(one)));
}

/** Several values, or a single one. */
export function listOf(value: unknown): readonly unknown[] {
  return isJsonArray(value) ? value : [value];
}
