import { flatValue, leafText, widthOf } from "./flat-value.js";
import { WIDTH } from "./layout.js";
import { propertyKey } from "./text.js";
import {
  BrokenObject,
  ConstantObject,
  ImportedModule,
  isList,
  type Value,
} from "./value.js";

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
  return flatValue(value, WIDTH - before - 1) ?? broken(value, indent);
}

export { BrokenObject, ConstantObject, ImportedModule, type Value };

/** A value that is not empty on several lines. */
function broken(value: Value, indent: number): string {
  const inner = indent + 2;
  const pad = " ".repeat(inner);
  if (value instanceof ImportedModule) {
    return value.text.replace("=> ", `=>\n${pad}`);
  }
  if (value instanceof BrokenObject) return brokenObject(value.members, indent);
  if (value instanceof ConstantObject) {
    return brokenObject(value.members, indent) + ConstantObject.suffix;
  }
  if (typeof value !== "object" || value === null) return leafText(value) ?? "";
  if (!isList(value)) return brokenObject(value, indent);
  const lines = areNumbers(value)
    ? filled(value, inner)
    : value.map((item) => `${pad}${valueText(item, inner, inner)},`).join("\n");
  return `[\n${lines}\n${" ".repeat(indent)}]`;
}

function brokenObject(
  object: Readonly<Record<string, Value>>,
  indent: number,
): string {
  const names = Object.keys(object);
  if (names.length === 0) return "{}";
  const inner = indent + 2;
  const pad = " ".repeat(inner);
  let text = "{\n";
  for (const name of names) {
    text += `${pad}${memberText(propertyKey(name), object[name] ?? null, inner)},\n`;
  }
  return `${text}${" ".repeat(indent)}}`;
}

/** Prettier moves a long string to a line of its own, unless the key is so short that little is won. */
const SHORT_KEY = 4;

function memberText(key: string, value: Value, indent: number): string {
  const before = indent + widthOf(key) + 2;
  const text = valueText(value, before, indent);
  const moved =
    typeof value === "string" &&
    key.length > SHORT_KEY &&
    before + widthOf(text) + 1 > WIDTH;
  return moved
    ? `${key}:\n${" ".repeat(indent + 2)}${text}`
    : `${key}: ${text}`;
}

function areNumbers(list: readonly Value[]): boolean {
  return list.length > 1 && list.every((item) => typeof item === "number");
}

/** Numbers fill their lines. */
function filled(numbers: readonly Value[], indent: number): string {
  const pad = " ".repeat(indent);
  const lines: string[] = [];
  let line = "";
  for (const number of numbers) {
    const text = leafText(number) ?? "";
    const longer = line === "" ? `${pad}${text},` : `${line} ${text},`;
    if (line !== "" && longer.length > WIDTH) {
      lines.push(line);
      line = `${pad}${text},`;
    } else {
      line = longer;
    }
  }
  return [...lines, line].join("\n");
}
