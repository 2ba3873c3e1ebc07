import type { Diagnostic } from "../diagnostic.js";
import type { Openness } from "./alternatives.js";

/** Levels of nesting, references followed, below which a type is left open: whatever walks through types must come to an end. */
export const MAXIMUM_DEPTH = 200;

/** Why the type of a schema is left open, or is `never`. */
export type OpenReason = Openness | "circular" | "too-deep";

const WARNINGS: Readonly<
  Record<OpenReason, Pick<Diagnostic, "code" | "message">>
> = {
  circular: {
    code: "schema-reference-circular",
    message:
      "The definition refers to nothing but itself; the type is left open.",
  },
  contradiction: {
    code: "schema-contradiction",
    message:
      "The parts of the schema contradict each other: no value satisfies them all; the type is never.",
  },
  "too-deep": {
    code: "schema-too-deep",
    message: `Types nest deeper than ${MAXIMUM_DEPTH} levels; the type is left open from here on.`,
  },
  "too-many": {
    code: "schema-too-many-alternatives",
    message:
      "The branches of the schema multiply to more alternatives than a type can list; the type is left open.",
  },
};

/** The warning that a type is left open, or is `never`. `pointer` is the JSON Pointer of its schema. */
export function openTypeWarning(
  reason: OpenReason,
  process: string,
  pointer: string,
): Diagnostic {
  const { code, message } = WARNINGS[reason];
  return { severity: "warning", code, process, pointer, message };
}
