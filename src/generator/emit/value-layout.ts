import { isPrintableAscii } from "../characters.js";
import { isJsonList, type Json } from "../json.js";
import { DOC, WIDTH, type Doc } from "./layout.js";
import { propertyKey, stringLiteral } from "./text.js";

/** Where a value is printed if all around it has a line for each member, in columns. */
export interface Place {
  /** Indentation of the line. */
  readonly indent: number;
  /** What the line has before the value. */
  readonly used: number;
  /** What follows the value on its last line. */
  readonly after: number;
}

/**
 * A JSON value as an expression.
 *
 * `json-text.ts` prints JSON files and shares little with this: JSON has only
 * double quotes, escapes all but ASCII, breaks every object, has no last commas
 * and moves no text to the next line.
 *
 * @param place - Where it is known, what fits on a line is a text at once, of
 * which the printer need not find out how it fits. Nearly all values do.
 */
export function valueLayout(value: Json, place?: Place): Doc {
  if (typeof value === "string") return stringLiteral(value);
  if (value === null || typeof value !== "object") return scalarText(value);
  if (place !== undefined) {
    const line = lineOf(value, WIDTH - place.used - place.after);
    if (line !== undefined && fits(line, place)) return line;
  }
  const inside = place && placeInside(place);
  return isJsonList(value)
    ? listLayout(value, inside)
    : objectLayout(
        Object.keys(value).map((name) =>
          memberLayout(name, value[name] ?? null, inside),
        ),
      );
}

/**
 * A value on one line. Undefined: it has parts that need lines of their own, or surely does not fit.
 *
 * @param room - Columns that there are. Nothing deeper than these is looked at.
 */
function lineOf(value: Json, room: number): string | undefined {
  if (room < 0) return undefined;
  if (typeof value === "string") return stringLiteral(value);
  if (value === null || typeof value !== "object") return scalarText(value);
  let text = "";
  if (isJsonList(value)) {
    if (value.length > room || isMatrix(value)) return undefined;
    for (const item of value) {
      const line = lineOf(item, room - text.length - 2);
      if (line === undefined) return undefined;
      text += text === "" ? line : `, ${line}`;
    }
    return `[${text}]`;
  }
  for (const name of Object.keys(value)) {
    const line = lineOf(value[name] ?? null, room - text.length - 4);
    if (line === undefined) return undefined;
    const member = `${propertyKey(name)}: ${line}`;
    text += text === "" ? member : `, ${member}`;
  }
  return text === "" ? "{}" : `{ ${text} }`;
}

/** The place of a member or an item on a line of its own, before which there is nothing yet. */
export function placeInside({ indent }: Place): Place {
  return { indent: indent + 2, used: indent + 2, after: 1 };
}

/** The place after a text. How many columns other characters than those of ASCII take, the printer finds out. */
export function placeAfter(
  { indent, used, after }: Place,
  text: string,
): Place {
  const columns = isPrintableAscii(text) ? text.length : Infinity;
  return { indent, used: used + columns, after };
}

/** A number, boolean or null; Prettier writes exponents without a plus sign. */
export function scalarText(value: boolean | number | null): string {
  return String(value).replace("e+", "e");
}

/** Prettier moves a long string to a line of its own, unless the key is so short that this gains little. */
const SHORT_KEY = 4;

/** A member of an object: a name and its value. */
export function memberLayout(name: string, value: Json, place?: Place): Doc {
  const key = propertyKey(name);
  if (typeof value === "string" && key.length > SHORT_KEY) {
    const text = stringLiteral(value);
    const line = `${key}: ${text}`;
    return fits(line, place)
      ? line
      : [key, ":", DOC.group(DOC.indent([DOC.line, text]))];
  }
  const start = `${key}: `;
  const layout = valueLayout(value, place && placeAfter(place, start));
  return behindKey(start, layout);
}

/** A layout after a key that it always stays behind. */
export function behindKey(key: string, layout: Doc): Doc {
  return typeof layout === "string" ? key + layout : [key, layout];
}

/**
 * An object of members.
 *
 * @param place - Where it is known, what fits on a line is a text at once.
 */
export function objectLayout(members: readonly Doc[], place?: Place): Doc {
  if (members.length === 0) return "{}";
  if (place !== undefined && members.every(isText)) {
    const line = `{ ${members.join(", ")} }`;
    if (fits(line, place)) return line;
  }
  const parts: Doc[] = [];
  for (const member of members)
    parts.push(parts.length === 0 ? DOC.line : SEPARATOR, member);
  return DOC.group(["{", DOC.indent(parts), LAST_COMMA, DOC.line, "}"]);
}

const SEPARATOR: Doc = [",", DOC.line];
const LAST_COMMA = DOC.ifBreak(",");

function isText(layout: Doc): layout is string {
  return typeof layout === "string";
}

/** Whether a text surely fits on the line. */
function fits(text: string, place: Place | undefined): boolean {
  return (
    place !== undefined &&
    place.used + text.length + place.after <= WIDTH &&
    isPrintableAscii(text)
  );
}

/** @param inside - Where each item is printed that has a line of its own. */
function listLayout(list: readonly Json[], inside: Place | undefined): Doc {
  if (list.length === 0) return "[]";
  const items = list.map((item) => valueLayout(item, inside));
  const isFilled =
    list.length > 1 && list.every((item) => typeof item === "number");
  const parts: Doc[] = [];
  for (const layout of items) {
    if (parts.length === 0) parts.push(DOC.softline, layout);
    // As many numbers as fit stand on each line.
    else if (isFilled) parts.push(",", DOC.group([DOC.line, layout]));
    else parts.push(SEPARATOR, layout);
  }
  return DOC.group(["[", DOC.indent(parts), LAST_COMMA, DOC.softline, "]"], {
    shouldBreak: isMatrix(list),
  });
}

/** Prettier breaks lists of two or more objects, or lists, that have two or more members each. */
function isMatrix(list: readonly Json[]): boolean {
  return (
    list.length > 1 &&
    list.every((item, index) => {
      if (typeof item !== "object" || item === null) return false;
      const next = list[index + 1];
      if (next !== undefined && isJsonList(item) !== isJsonList(next))
        return false;
      return Object.keys(item).length > 1;
    })
  );
}
