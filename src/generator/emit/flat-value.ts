import { isPrintableAscii } from "../characters.js";
import stringWidth from "string-width";
import { WIDTH } from "./layout.js";
import { propertyKey, stringLiteral } from "./text.js";
import {
  BrokenObject,
  ConstantObject,
  ImportedModule,
  isList,
  type Value,
} from "./value.js";

/**
 * A value on one line, or undefined where it does not fit so many columns or
 * stands on several lines whatever its length. A text, a number or an empty
 * value always stands on one.
 */
export function flatValue(value: Value, columns: number): string | undefined {
  const leaf = leafText(value);
  if (leaf !== undefined) return leaf;
  const text = flat(value, { columns, characters: MAXIMUM_CHARACTERS });
  return text !== undefined && widthOf(text) <= columns ? text : undefined;
}

/** The text of a value that has no parts; undefined where it has some, or is code. */
export function leafText(value: Value): string | undefined {
  if (typeof value === "string") return stringLiteral(value);
  if (value === null || typeof value !== "object") return scalarText(value);
  if (isList(value)) return value.length === 0 ? "[]" : undefined;
  return isPlain(value) && Object.keys(value).length === 0 ? "{}" : undefined;
}

/** A number, boolean or null; Prettier writes exponents without a plus sign. */
export function scalarText(value: boolean | number | null): string {
  return String(value).replace("e+", "e");
}

/** Columns of a text; wide characters take two. */
export function widthOf(text: string): number {
  return isPrintableAscii(text) ? text.length : stringWidth(text);
}

/** A text of more characters is taken as too long for a line, whatever their width. */
const MAXIMUM_CHARACTERS = 2 * WIDTH;

/** What is left of a line. Printing ends as soon as nothing is: long values cost no more than a line. */
interface Room {
  /** Characters outside ASCII are not counted: they may have no width. */
  columns: number;
  characters: number;
}

function taken(text: string, room: Room): string | undefined {
  room.characters -= text.length;
  if (isPrintableAscii(text)) room.columns -= text.length;
  return room.columns < 0 || room.characters < 0 ? undefined : text;
}

function flat(value: Value, room: Room): string | undefined {
  if (typeof value === "string") {
    return value.length > room.characters
      ? undefined
      : taken(stringLiteral(value), room);
  }
  if (value === null || typeof value !== "object") {
    return taken(scalarText(value), room);
  }
  if (value instanceof BrokenObject) return undefined;
  if (value instanceof ImportedModule) return taken(value.text, room);
  if (value instanceof ConstantObject) {
    const object = flatObject(value.members, room);
    const suffix = taken(ConstantObject.suffix, room);
    return object === undefined || suffix === undefined
      ? undefined
      : object + suffix;
  }
  return isList(value) ? flatList(value, room) : flatObject(value, room);
}

function flatList(list: readonly Value[], room: Room): string | undefined {
  let text = "";
  for (const item of list) {
    const part = taken(text === "" ? "[" : ", ", room);
    const itemText = part === undefined ? undefined : flat(item, room);
    if (part === undefined || itemText === undefined) return undefined;
    text += part + itemText;
  }
  if (taken(text === "" ? "[]" : "]", room) === undefined) return undefined;
  if (isConcise(list)) return undefined;
  return text === "" ? "[]" : `${text}]`;
}

function flatObject(
  object: Readonly<Record<string, Value>>,
  room: Room,
): string | undefined {
  let text = "";
  for (const name of Object.keys(object)) {
    const mark = text === "" ? "{ " : ", ";
    const key = taken(`${mark}${propertyKey(name)}: `, room);
    const member =
      key === undefined ? undefined : flat(object[name] ?? null, room);
    if (key === undefined || member === undefined) return undefined;
    text += key + member;
  }
  if (taken(text === "" ? "{}" : " }", room) === undefined) return undefined;
  return text === "" ? "{}" : `${text} }`;
}

/** Prettier breaks lists of two or more objects, or lists, that have two or more members each. */
function isConcise(list: readonly Value[]): boolean {
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

function isPlain(value: object): boolean {
  return !(
    value instanceof BrokenObject ||
    value instanceof ConstantObject ||
    value instanceof ImportedModule
  );
}
