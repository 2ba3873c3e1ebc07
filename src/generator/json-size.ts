import { isJsonArray, isJsonObject } from "./json.js";

/** How large a value of JSON is. */
export interface JsonSize {
  /** Values in it, itself and all members counted. */
  readonly values: number;
  /** Levels of nesting; 0 for a scalar. */
  readonly depth: number;
  /** Characters of all texts and names together. */
  readonly characters: number;
  /** Whether all numbers are finite: `JSON.parse` makes Infinity of `1e999`. */
  readonly finite: boolean;
}

/**
 * Measures a value of JSON without recursion, so that no nesting can exhaust
 * the stack. Counting stops soon after `most` values.
 */
export function sizeOfJson(value: unknown, most: number): JsonSize {
  let values = 0;
  let depth = 0;
  let characters = 0;
  let finite = true;
  let level: unknown[] = [value];
  while (level.length > 0 && values <= most) {
    const next: unknown[] = [];
    for (const item of level) {
      values += 1;
      if (typeof item === "string") characters += item.length;
      else if (typeof item === "number") finite &&= Number.isFinite(item);
      else if (isJsonArray(item)) {
        for (const member of item) next.push(member);
      } else if (isJsonObject(item)) {
        for (const name of Object.keys(item)) {
          characters += name.length;
          next.push(item[name]);
        }
      }
      if (values + next.length > most) break;
    }
    if (next.length > 0) depth += 1;
    level = next;
  }
  return { values: values + level.length, depth, characters, finite };
}
