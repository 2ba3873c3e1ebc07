import { CORRECT_DESCRIPTION, quoted, type Diagnostic } from "../diagnostic.js";
import { memberNamed } from "./member-named.js";
import type { Entry } from "./read-members.js";

/** How often an input or output comes. */
export interface Occurrences {
  /**
   * Undefined where it is missing or not a number. That is not the same as the
   * standard's default 1: a nullable input without `minOccurs` may be left out.
   */
  readonly minOccurs?: number;
  /** `Infinity` for `unbounded`. Default 1. */
  readonly maxOccurs: number;
}

/**
 * `minOccurs` and `maxOccurs` as numbers, also where the server sends them as strings
 * (OGC 18-062r2, section 7.10.2). Some servers send 0 as `maxOccurs`, which has no
 * meaning: it is taken as 1.
 *
 * @param problems - Gets what cannot be read, or contradicts itself.
 */
export function occurrencesOf(
  { value, pointer }: Entry,
  problems: Diagnostic[],
): Occurrences {
  const warn = (name: string, code: string, message: string): void => {
    const at = `${pointer}/${name}`;
    const hint = CORRECT_DESCRIPTION;
    problems.push({ severity: "warning", code, pointer: at, message, hint });
  };
  const read = (name: string, mayBeEndless: boolean, taken: string) => {
    const given = memberNamed(value, name) ?? undefined;
    const number = occurrences(given, mayBeEndless);
    if (given !== undefined && number === undefined) {
      const text = typeof given === "string" ? given : JSON.stringify(given);
      const message = `${quoted(text)} is no number of occurrences; ${taken}.`;
      warn(name, "occurrences-unreadable", message);
    }
    return number;
  };
  const minOccurs = read("minOccurs", false, "it counts as missing");
  const most = Math.max(read("maxOccurs", true, "1 is taken") ?? 1, 1);
  if (minOccurs === undefined) return { maxOccurs: most };
  if (minOccurs > most) {
    const message = `At least ${minOccurs} and at most ${most} occurrences contradict each other; the greatest number counts.`;
    warn("minOccurs", "occurrences-contradictory", message);
  }
  return { minOccurs: Math.min(minOccurs, most), maxOccurs: most };
}

/** Undefined: it is no count, nor endless where it may be. */
function occurrences(
  value: unknown,
  mayBeEndless: boolean,
): number | undefined {
  const text = typeof value === "string" ? value.trim() : value;
  const number =
    typeof text === "string" && /^\d+$/.test(text) ? Number(text) : text;
  const isEndless =
    number === Infinity ||
    (typeof text === "string" && text.toLowerCase() === "unbounded");
  if (isEndless) return mayBeEndless ? Infinity : undefined;
  return typeof number === "number" && Number.isInteger(number) && number >= 0
    ? number
    : undefined;
}
