import type { Json } from "../model/types.js";
import { doc, type Doc } from "./layout.js";
import { propertyKey } from "./text.js";
import { literalLayout } from "./type-layout.js";

/** A JSON value as an expression, broken into lines as Prettier would. */
export function valueLayout(value: Json): Doc {
  if (value === null) return "null";
  if (typeof value !== "object") return literalLayout(value);
  if (isList(value)) return listLayout(value);
  return objectValueLayout(
    Object.keys(value).map((key) => [
      key,
      valueLayout((value as Readonly<Record<string, Json>>)[key] ?? null),
    ]),
  );
}

/** An object expression from names and layouts of values; `broken` puts each member on a line of its own. */
export function objectValueLayout(
  members: readonly (readonly [string, Doc])[],
  broken = false,
): Doc {
  if (members.length === 0) return "{}";
  const content: Doc = [
    "{",
    doc.indent([
      doc.line,
      doc.join([",", doc.line], members.map(memberLayout)),
    ]),
    doc.ifBreak(","),
    doc.line,
    "}",
  ];
  return doc.group(content, { shouldBreak: broken });
}

/** Prettier moves a long string to a line of its own, unless the key is so short that little is won. */
const SHORT_KEY = 4;

function memberLayout([name, value]: readonly [string, Doc]): Doc {
  const key = propertyKey(name);
  const isString = typeof value === "string" && /^["']/.test(value);
  return isString && key.length > SHORT_KEY
    ? [key, ":", doc.group(doc.indent([doc.line, value]))]
    : [key, ": ", value];
}

function listLayout(list: readonly Json[]): Doc {
  if (list.length === 0) return "[]";
  const items = list.map(valueLayout);
  const numbers =
    list.length > 1 && list.every((item) => typeof item === "number");
  const content = numbers
    ? doc.fill(
        items.flatMap((item, index) =>
          index === items.length - 1 ? [item] : [[item, ","], doc.line],
        ),
      )
    : doc.join([",", doc.line], items);
  return doc.group(
    [
      "[",
      doc.indent([doc.softline, content]),
      doc.ifBreak(","),
      doc.softline,
      "]",
    ],
    { shouldBreak: isConcise(list) },
  );
}

/** Prettier breaks lists of two or more objects, or lists, that have two or more members each. */
function isConcise(list: readonly Json[]): boolean {
  return (
    list.length > 1 &&
    list.every((item, index) => {
      if (typeof item !== "object" || item === null) return false;
      const next = list[index + 1];
      if (next !== undefined && isList(item) !== isList(next)) return false;
      return Object.keys(item).length > 1;
    })
  );
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
