import { describe, expect, it } from "vitest";
import {
  contentOfFile,
  contentOfText,
  mediaTypesOf,
  requireText,
} from "../../../src/generator/execution/input-content.js";
import type { InputJudge } from "../../../src/generator/execution/input-judge.js";
import { described } from "./kinds.js";

/** Takes objects with a `type`, beside content. */
const JUDGE: InputJudge = {
  isValid: () => Promise.resolve(false),
  isOfType: (value) =>
    typeof value === "object" && value !== null && "type" in value,
};

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const BYTES = new Uint8Array([0x89, 0x50]);
const POINT = { type: "Point" };

it.each<[name: string, wanted: readonly string[]]>([
  ["table", ["text/csv"]],
  ["picture", ["image/png", "image/tiff; application=geotiff"]],
  ["whole", []],
  ["unknown", []],
])("the media types of %s are %j", async (name, wanted) => {
  const { model } = await described();
  expect(mediaTypesOf(model, name)).toEqual(wanted);
});

describe("a text for content", () => {
  it.each<[text: string, wanted: unknown]>([
    ["a,b", "a,b"],
    ["12", "12"],
    ['"a"', '"a"'],
    ["https://h/a.png", new URL("https://h/a.png")],
    ["ftp://h/a.png", "ftp://h/a.png"],
    [JSON.stringify(POINT), POINT],
    ['{"href":"s3://b/a"}', { href: "s3://b/a" }],
    [
      '{"value":"YQ==","mediaType":"image/png"}',
      { value: "YQ==", mediaType: "image/png" },
    ],
    ['{"mediaType":"image/png"}', '{"mediaType":"image/png"}'],
    ['{"value":1}', '{"value":1}'],
    ['[{"href":"x"}]', '[{"href":"x"}]'],
  ])("%j", (text, wanted) => {
    expect(contentOfText(text, JUDGE)).toEqual({ value: wanted });
  });
});

describe("a file for content", () => {
  it.each<
    [
      path: string,
      bytes: Uint8Array,
      mediaTypes: readonly string[],
      wanted: unknown,
    ]
  >([
    ["a.csv", bytesOf("a,b"), ["text/csv"], "a,b"],
    ["a.csv", BYTES, ["text/csv"], BYTES],
    ["a.png", BYTES, ["image/png"], BYTES],
    ["a.png", bytesOf("a"), ["image/png"], bytesOf("a")],
    ["a", bytesOf("a"), [], bytesOf("a")],
    ["a.json", bytesOf(JSON.stringify(POINT)), ["image/png"], POINT],
    ["a.json", bytesOf('"a"'), ["text/plain"], '"a"'],
  ])("%s: %j as %j", (path, bytes, mediaTypes, wanted) => {
    const reading = contentOfFile(bytes, path, mediaTypes, JUDGE);
    expect(reading).toEqual({ value: wanted });
  });

  it.each<[path: string, bytes: Uint8Array, type: string]>([
    ["a.png", BYTES, "image/png"],
    ["a.tiff", BYTES, "image/tiff; application=geotiff"],
    ["a.csv", bytesOf("a"), "text/csv"],
    // By what is in it, where its name says nothing.
    ["a", BYTES, "image/png"],
    ["a", bytesOf("a"), "text/csv"],
  ])("%s of several formats: %j is %s", async (path, bytes, type) => {
    const types = ["image/png", "image/tiff; application=geotiff", "text/csv"];
    const { value } = contentOfFile(bytes, path, types, JUDGE);
    const blob = value as Blob;
    expect(blob.type).toBe(type);
    expect(new Uint8Array(await blob.arrayBuffer())).toEqual(bytes);
  });
});

it("a text must be UTF-8", () => {
  expect(requireText(bytesOf("é\n"), "a.txt")).toBe("é\n");
  expect(() => requireText(BYTES, "a.txt")).toThrow(
    expect.objectContaining({
      code: "usage",
      message: "The file is no text in UTF-8.",
      where: "a.txt",
    }) as Error,
  );
});
