import { isPrintableAscii, unicodeEscape } from "./characters.js";
import { exactNumber } from "./exact-numbers.js";
import { isJsonArray, isJsonObject } from "./json.js";

/** Columns of a line. */
const WIDTH = 80;

/**
 * JSON text in Prettier's layout and in ASCII only: the files that the generator
 * keeps for itself pass the user's formatting check, and contain no invisible
 * character of a server's text.
 */
export function jsonText(value: unknown): string {
  return `${print(value, 0, 0, 0)}\n`;
}

/**
 * @param indent - columns before the value's own lines.
 * @param used - columns of its first line that are taken already.
 * @param after - columns that follow on its last line: 1 for a comma.
 */
function print(
  value: unknown,
  indent: number,
  used: number,
  after: number,
): string {
  if (isJsonArray(value)) return printArray(value, indent, used, after);
  if (!isJsonObject(value)) return printScalar(value);
  const keys = Object.keys(value).filter((key) => value[key] !== undefined);
  const last = keys.length - 1;
  if (last < 0) return "{}";
  const inner = " ".repeat(indent + 2);
  let text = "{\n";
  keys.forEach((key, index) => {
    const head = `${inner}${printScalar(key)}: `;
    const comma = index < last ? 1 : 0;
    text += head;
    text +=
      exactNumber(value, key) ??
      print(value[key], indent + 2, head.length, comma);
    text += index < last ? ",\n" : "\n";
  });
  return `${text}${" ".repeat(indent)}}`;
}

function printArray(
  items: readonly unknown[],
  indent: number,
  used: number,
  after: number,
): string {
  if (items.length === 0) return "[]";
  if (!mustBreak(items)) {
    const texts = items.map(
      (item, index) => exactNumber(items, index) ?? print(item, 0, 0, 0),
    );
    const flat = `[${texts.join(", ")}]`;
    if (used + flat.length + after <= WIDTH) return flat;
  }
  const inner = " ".repeat(indent + 2);
  const body = items.every((item) => typeof item === "number")
    ? fill(
        items.map(
          (item, index) => exactNumber(items, index) ?? printScalar(item),
        ),
        inner,
      )
    : items
        .map((item, index) => {
          const comma = index < items.length - 1 ? 1 : 0;
          const text =
            exactNumber(items, index) ??
            print(item, indent + 2, indent + 2, comma);
          return `${inner}${text}`;
        })
        .join(",\n");
  return `[\n${body}\n${" ".repeat(indent)}]`;
}

/** An object with members always has a line for each member; so has a list of lists. */
function mustBreak(items: readonly unknown[]): boolean {
  const lists =
    items.length > 1 &&
    items.every((item) => isJsonArray(item) && item.length > 1);
  return lists || items.some(containsMembers);
}

function containsMembers(value: unknown): boolean {
  if (isJsonArray(value)) return mustBreak(value);
  return isJsonObject(value) && Object.keys(value).length > 0;
}

/** Puts as many numbers on a line as fit. */
function fill(words: readonly string[], inner: string): string {
  const lines: string[] = [];
  let line = inner;
  words.forEach((word, index) => {
    const text = index < words.length - 1 ? `${word},` : word;
    if (line === inner) line += text;
    else if (line.length + 1 + text.length <= WIDTH) line += ` ${text}`;
    else {
      lines.push(line);
      line = inner + text;
    }
  });
  return [...lines, line].join("\n");
}

function printScalar(value: unknown): string {
  const text = JSON.stringify(value ?? null);
  if (typeof value === "number") return text.replace("e+", "e");
  // Nearly every text is in ASCII, and a test is cheaper than a replacement.
  if (isPrintableAscii(text)) return text;
  return text.replaceAll(/[^ -~]/g, unicodeEscape);
}
