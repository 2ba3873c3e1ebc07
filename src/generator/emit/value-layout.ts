import stringWidth from "string-width";
import type { Json } from "../model/types.js";
import { WIDTH } from "./layout.js";
import { propertyKey, stringLiteral } from "./text.js";

/**
 * A value of JSON as an expression, broken into lines as Prettier would. Most
 * of a package is such values (its JSON Schemas), so they are printed directly:
 * through the layout engine they would take most of the time.
 *
 * @param value - The value, or parts of code inside it.
 * @param before - Columns that are taken on the line before the value.
 * @param indent - Columns by which the line is indented.
 */
export function valueText(value: Value, before = 0, indent = 0): string {
  // One column for the comma or semicolon that follows.
  return printed(measured(value), before, indent, 1);
}

/** A JSON value that may hold code, and objects that stay broken whatever their length. */
export type Value =
  | Json
  | ImportedModule
  | BrokenObject
  | ConstantObject
  | readonly Value[]
  | { readonly [key: string]: Value };

/** The expression `() => import("module")`. */
export class ImportedModule {
  readonly module: string;

  constructor(module: string) {
    this.module = module;
  }
}

/** An object each of whose members stands on a line of its own: a longer one changes only lines that it must. */
export class BrokenObject {
  readonly members: Readonly<Record<string, Value>>;

  constructor(members: Readonly<Record<string, Value>>) {
    this.members = members;
  }
}

/** An object whose literals keep their types where the compiler does not know what is expected. */
export class ConstantObject {
  readonly members: Readonly<Record<string, Json>>;

  constructor(members: Readonly<Record<string, Json>>) {
    this.members = members;
  }
}

/** A value with its text on one line, and what is needed to break it. */
interface Measured {
  readonly flat: string;
  readonly width: number;
  /** It stands on several lines whatever its length. */
  readonly broken: boolean;
  readonly kind: "import" | "list" | "numbers" | "object" | "scalar" | "text";
  readonly keys: readonly string[];
  readonly items: readonly Measured[];
  /** What follows the closing bracket. */
  readonly suffix?: string;
}

function measured(value: Value): Measured {
  if (value instanceof ImportedModule) {
    return leaf("import", `() => import(${stringLiteral(value.module)})`);
  }
  if (value instanceof BrokenObject) {
    return { ...measuredObject(value.members), broken: true };
  }
  if (value instanceof ConstantObject) {
    const object = measuredObject(value.members);
    const suffix = " as const";
    const width = object.width + suffix.length;
    return { ...object, flat: object.flat + suffix, width, suffix };
  }
  if (typeof value === "string") return leaf("text", stringLiteral(value));
  if (value === null || typeof value !== "object") {
    return leaf("scalar", scalarText(value));
  }
  return isList(value) ? measuredList(value) : measuredObject(value);
}

/** A number, boolean or null; Prettier writes exponents without a plus sign. */
export function scalarText(value: boolean | number | null): string {
  return String(value).replace("e+", "e");
}

function leaf(kind: Measured["kind"], flat: string): Measured {
  const width = widthOf(flat);
  return { flat, width, broken: false, kind, keys: [], items: [] };
}

/** Columns of a text; wide characters take two. */
function widthOf(text: string): number {
  return ASCII.test(text) ? text.length : stringWidth(text);
}

const ASCII = /^[\x20-\x7e]*$/;

function measuredList(list: readonly Value[]): Measured {
  const items = list.map(measured);
  const numbers =
    list.length > 1 && list.every((item) => typeof item === "number");
  return composed(
    numbers ? "numbers" : "list",
    `[${items.map(({ flat }) => flat).join(", ")}]`,
    [],
    items,
    isConcise(list),
  );
}

function measuredObject(object: Readonly<Record<string, Value>>): Measured {
  const names = Object.keys(object);
  const keys = names.map(propertyKey);
  const items = names.map((name) => measured(object[name] ?? null));
  const members = items.map(
    ({ flat }, index) => `${keys[index] ?? ""}: ${flat}`,
  );
  const flat = members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
  return composed("object", flat, keys, items, false);
}

function composed(
  kind: "list" | "numbers" | "object",
  flat: string,
  keys: readonly string[],
  items: readonly Measured[],
  ownBreak: boolean,
): Measured {
  // A text that is too long for any line is not needed in its parents.
  const tooLong =
    flat.length > 2 * WIDTH || items.some(({ width }) => width === Infinity);
  return {
    flat: tooLong ? "" : flat,
    width: tooLong ? Infinity : widthOf(flat),
    broken: ownBreak || items.some(({ broken }) => broken),
    kind,
    keys,
    items,
  };
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

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

function printed(
  value: Measured,
  before: number,
  indent: number,
  after: number,
): string {
  const fits = before + value.width + after <= WIDTH;
  if (value.items.length === 0 && value.kind !== "import") return value.flat;
  if (fits && !value.broken) return value.flat;
  const inner = indent + 2;
  const pad = " ".repeat(inner);
  const end = `\n${" ".repeat(indent)}`;
  switch (value.kind) {
    case "import":
      return value.flat.replace("=> ", `=>\n${pad}`);
    case "numbers":
      return `[\n${filled(value.items, inner)}${end}]`;
    case "list":
      return `[\n${value.items
        .map((item) => `${pad}${printed(item, inner, inner, 1)},`)
        .join("\n")}${end}]`;
    default:
      return `{\n${value.items
        .map((item, index) => {
          const key = value.keys[index] ?? "";
          return `${pad}${memberText(key, item, inner)},`;
        })
        .join("\n")}${end}}${value.suffix ?? ""}`;
  }
}

/** Prettier moves a long string to a line of its own, unless the key is so short that little is won. */
const SHORT_KEY = 4;

function memberText(key: string, item: Measured, indent: number): string {
  const before = indent + widthOf(key) + 2;
  const moved =
    item.kind === "text" &&
    key.length > SHORT_KEY &&
    before + item.width + 1 > WIDTH;
  return moved
    ? `${key}:\n${" ".repeat(indent + 2)}${item.flat}`
    : `${key}: ${printed(item, before, indent, 1)}`;
}

/** Numbers fill their lines. */
function filled(items: readonly Measured[], indent: number): string {
  const pad = " ".repeat(indent);
  const lines: string[] = [];
  let line = "";
  for (const { flat } of items) {
    const longer = line === "" ? `${pad}${flat},` : `${line} ${flat},`;
    if (line !== "" && longer.length > WIDTH) {
      lines.push(line);
      line = `${pad}${flat},`;
    } else {
      line = longer;
    }
  }
  return [...lines, line].join("\n");
}
