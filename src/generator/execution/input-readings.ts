import { holdsExactNumbers, withExactNumbers } from "../exact-numbers.js";
import { isJsonArray, parseJson } from "../json.js";

/** One value that a text may mean. */
export interface Reading {
  readonly value: unknown;
  /** The text holds a number that JavaScript does not: the value has another one. */
  readonly isInexact?: true;
}

/**
 * What a text may mean as the value of an input, the most likely first: JSON, unless that is only a text in quotes; the
 * text itself; a text in the quotes of JSON.
 */
export function readingsOf(text: string): readonly Reading[] {
  const json = parseJson(text);
  const itself: Reading = { value: text };
  if (json === undefined) return [itself];
  if (typeof json === "string") return [itself, { value: json }];
  const marked = withExactNumbers(`[${text}]`, [json]);
  return [
    { value: json, ...(holdsExactNumbers(marked) ? { isInexact: true } : {}) },
    itself,
  ];
}

/** Whether a text is the URL of something that a server can fetch. */
export function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

/** A bounding box by its numbers alone: `11,45,12,46`, as in a query of OGC API - Features, or as a list of JSON. Undefined: it is none. */
export function boxOf(text: string): object | undefined {
  const bbox = parseJson(/^\s*\[/.test(text) ? text : `[${text}]`);
  return isJsonArray(bbox) && bbox.every((item) => typeof item === "number")
    ? { bbox }
    : undefined;
}
