import { resolve } from "node:path";
import { UsageError } from "../errors.js";
import { isJsonArray, isJsonObject } from "../json.js";
import type { SettingKind } from "./command-settings.js";
import { SETTINGS, type SettingName } from "./settings.js";

/** Where a value comes from: for errors and for relative paths. */
export interface ValueOrigin {
  /** How the user names it, such as `--timeout` or `S2GOS_TIMEOUT`. */
  readonly name: string;
  /** The configuration file, where it comes from one. */
  readonly file?: string | undefined;
  /** Folder that relative paths start from. */
  readonly folder: string;
}

/**
 * Reads the value of a setting, from text or from JSON. `null` and the empty
 * text mean that it is not set, as in the file that the Python client writes.
 *
 * @returns undefined: it is not set.
 * @throws UsageError where the value has the wrong form. The value itself is not shown: it may be a secret.
 */
export function settingValue(
  name: SettingName,
  value: unknown,
  origin: ValueOrigin,
): unknown {
  if (value === null || value === undefined || value === "") return undefined;
  const { kind } = SETTINGS[name];
  const read = typeof kind === "string" ? READERS[kind] : oneOf(kind.oneOf);
  const result = read(value, origin);
  if (result !== undefined) return result;
  throw new UsageError(`${origin.name} must be ${wanted(kind)}.`, {
    where: origin.file,
    hint: "See s2gos-codegen --help.",
  });
}

type Reader = (value: unknown, origin: ValueOrigin) => unknown;

const READERS: Readonly<Record<Extract<SettingKind, string>, Reader>> = {
  boolean: booleanOf,
  emitters: emittersOf,
  headers: headersOf,
  list: textList,
  path: (value, origin) => {
    if (typeof value !== "string") return undefined;
    return value === "-" ? value : resolve(origin.folder, value);
  },
  "positive-number": numberOf,
  string: (value) =>
    typeof value === "string"
      ? value
      : typeof value === "number"
        ? String(value)
        : undefined,
};

const WANTED: Readonly<Record<Extract<SettingKind, string>, string>> = {
  boolean: "true or false",
  emitters:
    "a list of emitters, such as [zod()], in a configuration file that is a program (s2gos-codegen.config.ts or .mjs)",
  headers: "headers, such as 'X-Name: value'",
  list: "a text or a list of texts",
  path: "a path",
  "positive-number": "a number above 0",
  string: "a text",
};

function wanted(kind: SettingKind): string {
  return typeof kind === "string"
    ? WANTED[kind]
    : `one of: ${kind.oneOf.join(", ")}`;
}

function oneOf(values: readonly string[]): Reader {
  return (value) => values.find((candidate) => candidate === value);
}

function booleanOf(value: unknown): boolean | undefined {
  if (typeof value === "boolean") return value;
  if (typeof value !== "string") return undefined;
  if (/^(1|on|true|yes)$/i.test(value)) return true;
  return /^(0|false|no|off)$/i.test(value) ? false : undefined;
}

function numberOf(value: unknown): number | undefined {
  const text = typeof value === "string" ? value.trim() : value;
  const number =
    typeof text === "string" && /^\d+(\.\d+)?$/.test(text)
      ? Number(text)
      : text;
  return typeof number === "number" && Number.isFinite(number) && number > 0
    ? number
    : undefined;
}

/** Functions stand in programs only. What is wrong with one, says the generation. */
function emittersOf(value: unknown): readonly unknown[] | undefined {
  return isJsonArray(value) && value.every(isFunctionHolder)
    ? value
    : undefined;
}

function isFunctionHolder(value: unknown): boolean {
  return (
    typeof value === "function" ||
    (isJsonObject(value) && typeof value["emit"] === "function")
  );
}

/** An array of texts. Outside of files, items are separated by commas. */
function textList(
  value: unknown,
  origin: ValueOrigin,
): readonly string[] | undefined {
  if (isJsonArray(value)) {
    const texts = value.flatMap((item) =>
      typeof item === "string" || typeof item === "number"
        ? [String(item)]
        : [],
    );
    return texts.length === value.length ? texts : undefined;
  }
  if (typeof value === "number") return [String(value)];
  if (typeof value !== "string") return undefined;
  if (origin.file !== undefined) return [value];
  return value
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

/** Headers as an object, or as texts `Name: value`. */
function headersOf(value: unknown): Record<string, string> | undefined {
  if (isJsonObject(value)) {
    const entries = Object.entries(value).flatMap(([name, text]) =>
      typeof text === "string" || typeof text === "number"
        ? [headerOf(name, String(text))]
        : [undefined],
    );
    return headerRecord(entries);
  }
  const lines = isJsonArray(value) ? value : [value];
  return headerRecord(
    lines.map((line) =>
      typeof line === "string" ? headerOfLine(line) : undefined,
    ),
  );
}

type Header = readonly [string, string];

function headerOfLine(line: string): Header | undefined {
  const colon = line.indexOf(":");
  return headerOf(line.slice(0, Math.max(colon, 0)), line.slice(colon + 1));
}

/** A name is a token (RFC 9110, section 5.1), and a value has no line breaks, which would start another header. */
function headerOf(start: string, value: string): Header | undefined {
  const name = start.trimEnd();
  const text = value.trim();
  return /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name) && /^[^\r\n\0]*$/.test(text)
    ? [name, text]
    : undefined;
}

function headerRecord(
  headers: readonly (Header | undefined)[],
): Record<string, string> | undefined {
  const complete = headers.filter((header) => header !== undefined);
  return complete.length === headers.length
    ? Object.fromEntries(complete)
    : undefined;
}
