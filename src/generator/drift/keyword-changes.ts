import { canonicalJson, isJsonArray } from "../json.js";
import { bounded, withOneBound } from "./bounds.js";
import {
  NARROWER,
  OTHER,
  valueClass,
  WIDER,
  type ChangeClass,
  type Turn,
  type ValueRole,
} from "./change-class.js";
import {
  KEYWORD_NAMES,
  KEYWORD_WAYS,
  type KeywordWay,
} from "./keyword-ways.js";
import { listOf, turnOfLists, valueListChanges } from "./listed-values.js";
import { shortened } from "./paired-alternatives.js";
import type { Terms } from "./terms.js";
import type { ValueChange } from "./value-change.js";

/** Whose keywords are compared. */
export interface KeywordSides {
  readonly role: ValueRole;
  /** Whether the types have told what changed here. */
  readonly isTold: boolean;
  /** Or inside the value. */
  readonly isToldInside: boolean;
  /** Whether callers could leave the value out. */
  readonly wasOptional: boolean;
}

/** A keyword with its values of both sides; undefined where a side has none. */
interface Compared {
  readonly keyword: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Members of terms that are no keywords, and what values have only where they are true. Types may have told them. */
const FLAGS = [
  ["integer", "integers"],
  ["closed", "named properties"],
] as const;

/** What changed in the keywords of one value, without those inside it. */
export function keywordChanges(
  path: string,
  old: Terms,
  now: Terms,
  sides: KeywordSides,
): readonly ValueChange[] {
  const before = withOneBound(old);
  const after = withOneBound(now);
  return [
    ...Object.entries(KEYWORD_WAYS).flatMap(([keyword, way]) =>
      keywordChange(
        path,
        way,
        { keyword, before: before[keyword], after: after[keyword] },
        sides,
      ),
    ),
    ...FLAGS.flatMap(([member, what]) =>
      sides.isTold
        ? []
        : flagChange(path, what, before[member], after[member], sides),
    ),
    ...textChange(path, before["texts"], after["texts"]),
  ];
}

function keywordChange(
  path: string,
  way: KeywordWay,
  compared: Compared,
  sides: KeywordSides,
): readonly ValueChange[] {
  const { keyword, before, after } = compared;
  if (canonicalJson(before) === canonicalJson(after)) return [];
  if (way === "inside" || way === "text") return [];
  if (way === "typed" && sides.isToldInside) return [];
  if (way === "flag") {
    return flagChange(path, "different items", before, after, sides);
  }
  if (way === "notice") {
    const state =
      after === true ? "is now deprecated" : "is no longer deprecated";
    return [{ class: "documentation", path, text: `${path} ${state}` }];
  }
  if (keyword === "enum" && isJsonArray(before) && isJsonArray(after)) {
    return valueListChanges(path, before, after, sides.role);
  }
  const name = KEYWORD_NAMES[keyword as keyof typeof KEYWORD_NAMES];
  return [
    {
      class: classOf(way, compared, sides),
      path,
      text: `${path}: ${name} is now ${valueText(after)}, was ${valueText(before)}`,
    },
  ];
}

function classOf(
  way: Exclude<KeywordWay, "flag" | "inside" | "notice" | "text">,
  { keyword, before, after }: Compared,
  { role, wasOptional }: KeywordSides,
): ChangeClass {
  if (keyword === "default") {
    if (role === "output") return "documentation";
    // Who always had to give the value is not touched.
    return wasOptional ? "run-time" : "additive";
  }
  // What the same number stands for is another thing.
  if (keyword === "x-unit") return "run-time";
  if (before === undefined) return valueClass(role, NARROWER);
  if (after === undefined) return valueClass(role, WIDER);
  return valueClass(role, TURNS[way](before, after, keyword));
}

/** What became of the values where both sides have the keyword. */
const TURNS: Readonly<
  Record<
    Exclude<KeywordWay, "flag" | "inside" | "notice" | "text">,
    (before: unknown, after: unknown, keyword: string) => Turn
  >
> = {
  lower: (before, after) => bounded(before, after, 1),
  upper: (before, after) => bounded(before, after, -1),
  multiple: (before, after) =>
    isMultiple(after, before)
      ? NARROWER
      : isMultiple(before, after)
        ? WIDER
        : OTHER,
  condition: () => OTHER,
  meaning: () => OTHER,
  typed: (before, after, keyword) => {
    const turn = turnOfLists(listOf(before), listOf(after));
    // More names that must be there are stricter, more values that may be are not.
    return keyword === "required"
      ? { narrower: turn.wider, wider: turn.narrower }
      : turn;
  },
};

function isMultiple(value: unknown, of: unknown): boolean {
  if (typeof value !== "number" || typeof of !== "number") return false;
  const ratio = value / of;
  return Math.abs(ratio - Math.round(ratio)) < 1e-9 * Math.abs(ratio);
}

function flagChange(
  path: string,
  what: string,
  before: unknown,
  after: unknown,
  { role }: KeywordSides,
): readonly ValueChange[] {
  const [was, is] = [before === true, after === true];
  if (was === is) return [];
  const verb =
    role === "input"
      ? is
        ? "now takes only"
        : "no longer takes only"
      : is
        ? "now has only"
        : "no longer has only";
  return [
    {
      class: valueClass(role, is ? NARROWER : WIDER),
      path,
      text: `${path} ${verb} ${what}`,
    },
  ];
}

function textChange(
  path: string,
  before: unknown,
  after: unknown,
): readonly ValueChange[] {
  return before === after
    ? []
    : [
        {
          class: "documentation",
          path,
          text: `${path}: documentation changed`,
        },
      ];
}

function valueText(value: unknown): string {
  if (value === undefined) return "none";
  if (typeof value === "string" && /^(?:above|below) /.test(value))
    return value;
  return shortened(canonicalJson(value));
}
