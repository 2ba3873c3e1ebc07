import { endOfString } from "../runtime/results/json-hazards.js";
import { isJsonArray, isJsonObject } from "./json.js";

/**
 * Marks an object or list of a server's JSON with its numbers that JavaScript
 * does not hold, as the server wrote them, by name or index: 9007199254740993,
 * 1e400. It is a symbol, so that nothing that prints JSON prints it. Object
 * spreads copy it; a copy may have other members, so
 * {@link exactNumber} compares what it finds with the value.
 */
export const EXACT_NUMBERS: unique symbol = Symbol("exact numbers");

type ExactNumbers = ReadonlyMap<string, string>;

/** Whether any text of this program had such a number. Hardly any program meets one, and then none is looked for. */
let isAnyMarked = false;

/** Only a text with one of these can hold such a number: hardly any does, and nothing more is done with the others. */
const SUSPICIOUS = /[\d.]{16}|\d[eE][+-]?\d{3}/;

/**
 * Marks parsed JSON with the numbers of its text that JavaScript does not hold
 * (RFC 8259, section 6).
 *
 * @param text - The text, which is valid JSON.
 * @param value - What `JSON.parse` made of it; a text without such numbers gives this same value.
 */
export function withExactNumbers(text: string, value: unknown): unknown {
  if (!SUSPICIOUS.test(text)) return value;
  // No server can guess it, so no text of a description is taken for a number.
  const mark = `${crypto.randomUUID()}:`;
  const marked = withTexts(text, mark);
  if (marked === text) return value;
  isAnyMarked = true;
  const root = { value: JSON.parse(marked) as unknown };
  restore(root, mark);
  return root.value;
}

/** The text with each number that JavaScript does not hold as a string that begins with `mark`. */
function withTexts(text: string, mark: string): string {
  const starts = /["\d-]/g;
  let result = "";
  let copied = 0;
  for (
    let start = starts.exec(text);
    start !== null;
    start = starts.exec(text)
  ) {
    if (start[0] === '"') {
      starts.lastIndex = endOfString(text, start.index);
      continue;
    }
    NUMBER.lastIndex = start.index;
    const number = NUMBER.exec(text)?.[0] ?? start[0];
    starts.lastIndex = start.index + number.length;
    if (number.length < 4 || isHeld(number)) continue;
    result += `${text.slice(copied, start.index)}"${mark}${number}"`;
    copied = starts.lastIndex;
  }
  return result + text.slice(copied);
}

const NUMBER = /[\d.eE+-]+/y;

/** Whether a number's shortest text in JavaScript says the same number. */
function isHeld(number: string): boolean {
  return decimal(number) === decimal(String(Number(number)));
}

/** A number's digits without zeros around them, and its power of ten: the same text for the same number. */
function decimal(number: string): string {
  const [mantissa = "", exponent = "0"] = number.toLowerCase().split("e");
  const [whole = "", fraction = ""] = mantissa.replace("-", "").split(".");
  const digits = (whole + fraction).replace(/^0+/, "");
  const end = lastDigit(digits) + 1;
  if (end === 0) return "0";
  const power = Number(exponent) - fraction.length + digits.length - end;
  const sign = number.startsWith("-") ? "-" : "";
  return `${sign}${digits.slice(0, end)}e${power}`;
}

/** Index of the last digit that is not 0; -1 where there is none. */
function lastDigit(digits: string): number {
  let last = digits.length - 1;
  while (last >= 0 && digits[last] === "0") last -= 1;
  return last;
}

/** Puts the numbers back, and marks what they stand in. Without recursion, so that no nesting can exhaust the stack. */
function restore(root: object, mark: string): void {
  const open: object[] = [root];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const holder = next as Record<string, unknown>;
    const found = new Map<string, string>();
    for (const name of Object.keys(holder)) {
      const value = holder[name];
      if (typeof value === "object" && value !== null) open.push(value);
      if (typeof value !== "string" || !value.startsWith(mark)) continue;
      const number = value.slice(mark.length);
      // Every name is the holder's own, also `__proto__`.
      holder[name] = Number(number);
      found.set(name, number);
    }
    if (found.size > 0) Object.assign(holder, { [EXACT_NUMBERS]: found });
  }
}

function exactNumbersOf(holder: object): ExactNumbers | undefined {
  if (!isAnyMarked) return undefined;
  return (holder as { readonly [EXACT_NUMBERS]?: ExactNumbers })[EXACT_NUMBERS];
}

/** Whether an object or list is marked with numbers that JavaScript does not hold. */
export function marksExactNumbers(holder: object): boolean {
  return exactNumbersOf(holder) !== undefined;
}

/**
 * A number as the server wrote it, where JavaScript does not hold that. The
 * member itself may have been left out where JavaScript reads it as infinite or
 * 0. Otherwise undefined.
 */
export function exactNumber(
  holder: object,
  name: string | number,
): string | undefined {
  if (!isAnyMarked) return undefined;
  const text = exactNumbersOf(holder)?.get(String(name));
  if (text === undefined) return undefined;
  const value = (holder as Readonly<Record<string, unknown>>)[name];
  const number = Number(text);
  const isOut = number === 0 || !Number.isFinite(number);
  return value === number || (value === undefined && isOut) ? text : undefined;
}

/** Gives `target`, made of members of `sources`, their exact numbers, those of the last source first; returns `target`. */
export function copyExactNumbers<Target extends object>(
  target: Target,
  ...sources: readonly object[]
): Target {
  if (!isAnyMarked) return target;
  const all = sources.flatMap((source) => [...(exactNumbersOf(source) ?? [])]);
  return all.length === 0
    ? target
    : Object.assign(target, { [EXACT_NUMBERS]: new Map(all) });
}

/** Gives `target` the exact number of a member that it has under another name; returns `target`. */
export function renameExactNumber<Target extends object>(
  target: Target,
  holder: object,
  from: string,
  to: string | number,
): Target {
  const text = exactNumber(holder, from);
  if (text === undefined) return target;
  const all = new Map(exactNumbersOf(target)).set(String(to), text);
  return Object.assign(target, { [EXACT_NUMBERS]: all });
}

/**
 * Gives a list the exact numbers of the list that it was chosen from; returns
 * it. Two numbers that JavaScript reads alike have become one: it gets neither.
 */
export function chosenFrom(
  source: readonly unknown[],
  chosen: readonly unknown[],
): readonly unknown[] {
  if (exactNumbersOf(source) === undefined) return chosen;
  const texts = chosen.map((item) => {
    const at = source.indexOf(item);
    const isOnly = source.lastIndexOf(item) === at;
    return isOnly ? exactNumber(source, at) : undefined;
  });
  const all = texts.flatMap((text, index) =>
    text === undefined ? [] : [[String(index), text] as const],
  );
  return Object.assign([...chosen], { [EXACT_NUMBERS]: new Map(all) });
}

/** Whether a JSON value holds, at any depth, a number that JavaScript does not. */
export function holdsExactNumbers(value: unknown): boolean {
  if (!isAnyMarked || typeof value !== "object" || value === null) {
    return false;
  }
  return (
    (exactNumbersOf(value)?.size ?? 0) > 0 ||
    Object.values(value).some(holdsExactNumbers)
  );
}

/** As `JSON.stringify`, with the numbers as the server wrote them. */
export function exactJson(value: unknown): string {
  // Nearly all values have none, and the platform prints them faster.
  return holdsExactNumbers(value) ? print(value) : JSON.stringify(value);
}

function print(value: unknown): string {
  if (isJsonArray(value)) {
    const items = value.map(
      (item, at) => exactNumber(value, at) ?? print(item),
    );
    return `[${items.join(",")}]`;
  }
  if (!isJsonObject(value)) return JSON.stringify(value ?? null);
  const members = Object.keys(value).flatMap((name) => {
    const member = value[name];
    if (member === undefined) return [];
    return `${JSON.stringify(name)}:${exactNumber(value, name) ?? print(member)}`;
  });
  return `{${members.join(",")}}`;
}
