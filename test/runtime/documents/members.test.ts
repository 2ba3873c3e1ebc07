import { describe, expect, it } from "vitest";
import {
  readLinks,
  readMembers,
  readNumber,
  readRecord,
  readText,
  readTexts,
  readWord,
} from "../../../src/runtime/documents/members.js";

describe("readMembers", () => {
  const READERS = { title: readText, size: readNumber };
  it.each<[string, object, unknown]>([
    [
      "the standard's members",
      { title: "t", size: 1 },
      { title: "t", size: 1 },
    ],
    ["others", { more: 1 }, { extensions: { more: 1 } }],
    ["nulls", { title: null, more: null }, {}],
    ["members of another type", { size: [1] }, { extensions: { size: [1] } }],
    [
      "a text in several languages",
      { title: { fr: "un" } },
      { title: "un", extensions: { title: { fr: "un" } } },
    ],
    ["what the caller has read", { id: 1, title: "t" }, { title: "t" }],
    ["inherited names", { toString: 1 }, { extensions: { toString: 1 } }],
  ])("reads %s", (_name, document, wanted) => {
    const read = readMembers<{ title?: string; size?: number }>(
      document as Record<string, unknown>,
      READERS,
      ["id"],
    );
    expect(read).toEqual(wanted);
  });
});

describe("readers of members", () => {
  it.each<[string, (value: unknown) => unknown, unknown, unknown]>([
    ["a text", readText, "a", "a"],
    ["a number as a text", readText, 2, "2"],
    ["no text", readText, true, undefined],
    ["a word", readWord, "a", "a"],
    ["no word", readWord, { en: "a" }, undefined],
    ["texts", readTexts, ["a", "b"], ["a", "b"]],
    ["texts and a number", readTexts, ["a", 1], undefined],
    ["no texts", readTexts, { a: "a" }, undefined],
    ["a record", readRecord, { a: 1 }, { a: 1 }],
    ["no record", readRecord, [1], undefined],
    ["a number", readNumber, 4, 4],
    ["a number in a text", readNumber, " 40% ", 40],
    ["an empty text", readNumber, " ", undefined],
    ["a text that is no number", readNumber, "many", undefined],
    ["links", readLinks, [{ href: "x", rel: null }, 3], [{ href: "x" }]],
    ["no links", readLinks, { href: "x" }, undefined],
  ])("%s", (_name, read, value, wanted) => {
    expect(read(value)).toEqual(wanted);
  });
});
