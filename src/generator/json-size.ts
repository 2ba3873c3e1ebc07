import { isJsonArray, isJsonObject } from "./json.js";

/** The size of a JSON value. */
export interface JsonSize {
  /** Number of values: the value itself and all values in it. */
  readonly values: number;
  /** Levels of nesting; 0 for a scalar. */
  readonly depth: number;
  /** UTF-16 code units of all strings and names together. */
  readonly characters: number;
  /** Whether all numbers are finite: `JSON.parse` reads `1e999` as Infinity. */
  readonly finite: boolean;
  /** Whether a name begins with `$`, as those of references and identifiers do. */
  readonly marked: boolean;
}

/**
 * Measures a JSON value without recursion, so that no nesting can exhaust the
 * stack.
 *
 * @param most - counting stops soon after this number of values.
 */
export function sizeOfJson(value: unknown, most: number): JsonSize {
  let values = 0;
  let depth = 0;
  let characters = 0;
  let finite = true;
  let marked = false;
  let level: unknown[] = [value];
  while (level.length > 0 && values <= most) {
    const next: unknown[] = [];
    for (let index = 0; index < level.length; index += 1) {
      const item = level[index];
      values += 1;
      if (typeof item === "string") characters += item.length;
      else if (typeof item === "number") finite &&= Number.isFinite(item);
      else if (isJsonArray(item)) {
        for (const member of item) next.push(member);
      } else if (isJsonObject(item)) {
        for (const name in item) {
          characters += name.length;
          marked ||= name.startsWith("$");
          next.push(item[name]);
        }
      }
      if (values + next.length > most) break;
    }
    if (next.length > 0) depth += 1;
    level = next;
  }
  return { values: values + level.length, depth, characters, finite, marked };
}
