import { isJsonList, type Json } from "../json.js";
import { DOC, type Doc } from "./layout.js";
import { propertyKey, stringLiteral } from "./text.js";

/**
 * A JSON value as an expression.
 *
 * `json-text.ts` prints JSON files and shares little with this: JSON has only
 * double quotes, escapes all but ASCII, breaks every object, has no last commas
 * and moves no text to the next line.
 */
export function valueLayout(value: Json): Doc {
  if (typeof value === "string") return stringLiteral(value);
  if (value === null || typeof value !== "object") return scalarText(value);
  return isJsonList(value)
    ? listLayout(value)
    : objectLayout(
        Object.keys(value).map((name) =>
          memberLayout(name, value[name] ?? null),
        ),
      );
}

/** A number, boolean or null; Prettier writes exponents without a plus sign. */
export function scalarText(value: boolean | number | null): string {
  return String(value).replace("e+", "e");
}

/** Prettier moves a long string to a line of its own, unless the key is so short that this gains little. */
const SHORT_KEY = 4;

/** A member of an object: a name and its value. */
export function memberLayout(name: string, value: Json): Doc {
  const key = propertyKey(name);
  return typeof value === "string" && key.length > SHORT_KEY
    ? [key, ":", DOC.group(DOC.indent([DOC.line, stringLiteral(value)]))]
    : [`${key}: `, valueLayout(value)];
}

/**
 * An object of members.
 *
 * @param isBroken - Whether each member stands on a line of its own whatever
 * the object's length: a longer one then changes only lines that it must.
 */
export function objectLayout(members: readonly Doc[], isBroken = false): Doc {
  if (members.length === 0) return "{}";
  const parts: Doc[] = [];
  for (const member of members)
    parts.push(parts.length === 0 ? DOC.line : SEPARATOR, member);
  return DOC.group(["{", DOC.indent(parts), LAST_COMMA, DOC.line, "}"], {
    shouldBreak: isBroken,
  });
}

const SEPARATOR: Doc = [",", DOC.line];
const LAST_COMMA = DOC.ifBreak(",");

function listLayout(list: readonly Json[]): Doc {
  if (list.length === 0) return "[]";
  const isFilled =
    list.length > 1 && list.every((item) => typeof item === "number");
  const parts: Doc[] = [];
  for (const item of list) {
    const layout = valueLayout(item);
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
