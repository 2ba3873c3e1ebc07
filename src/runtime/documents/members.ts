import { arrayOf, isRecord, isText, ownMember, textOf } from "../base/json.js";
import type { Extended, Link } from "./documents.js";
import { linksOf } from "./links.js";

/** How each member that the standard defines is read. Undefined: the value is not of the standard's type. */
export type MemberReaders<Members> = {
  readonly [Name in keyof Omit<Members, "extensions">]-?: (
    value: unknown,
  ) => Members[Name] | undefined;
};

/** The members of a document that it has, and the others. */
export type ReadMembers<Members> = Partial<Omit<Members, "extensions">> &
  Extended;

/**
 * Reads the members of a document that the standard defines; all others become its `extensions`, and so do those that
 * cannot be read, or only in part: a text in several languages. Nulls are left out: servers send them for absent members.
 * @param read - Names of the members that the caller has read.
 */
export function readMembers<Members>(
  document: Readonly<Record<string, unknown>>,
  readers: MemberReaders<Members>,
  read: readonly string[] = [],
): ReadMembers<Members> {
  const members: Record<string, unknown> = {};
  const others: [string, unknown][] = [];
  const readerOf: Readonly<Record<string, (value: unknown) => unknown>> =
    readers;
  for (const name of Object.keys(document)) {
    const value = document[name];
    if (value === null || read.includes(name)) continue;
    const member = ownMember(readerOf, name)?.(value);
    if (member !== undefined) members[name] = member;
    const isPart = typeof member === "string" && typeof value === "object";
    if (member === undefined || isPart) others.push([name, value]);
  }
  if (others.length > 0) members["extensions"] = Object.fromEntries(others);
  return members as ReadMembers<Members>;
}

/** A text; a number is written as one. */
export function readText(value: unknown): string | undefined {
  return typeof value === "number" ? String(value) : textOf(value);
}

/** A text that is the same in all languages. */
export function readWord(value: unknown): string | undefined {
  return isText(value) ? value : undefined;
}

/** A list of texts. */
export function readTexts(value: unknown): string[] | undefined {
  const texts = arrayOf(value).filter(isText);
  return Array.isArray(value) && texts.length === value.length
    ? texts
    : undefined;
}

/** An object. */
export function readRecord(
  value: unknown,
): Readonly<Record<string, unknown>> | undefined {
  return isRecord(value) ? value : undefined;
}

/** A number, which some servers send as a text, also with a percent sign. */
export function readNumber(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  if (!isText(value) || value.trim() === "") return undefined;
  const number = Number(value.trim().replace(/%$/, ""));
  return Number.isFinite(number) ? number : undefined;
}

/** A list of links; entries that are no links are left out. */
export function readLinks(value: unknown): Link[] | undefined {
  return Array.isArray(value) ? linksOf({ links: value }) : undefined;
}
