import { expect, it } from "vitest";
import { readUndescribed } from "../../../src/server/execution/undescribed.js";
import { MediaValue, Reference } from "../../../src/server/index.js";

const LINK = { href: "https://other.example/x", type: "image/png" };

it.each<[name: string, given: unknown, wanted: unknown]>([
  ["a number", 1, 1],
  ["null", null, null],
  ["an object", { value: "path" }, { value: "path" }],
  ["an object in a value", { value: { a: 1 } }, { value: { a: 1 } }],
  [
    "text with its media type",
    { value: "a,b", mediaType: "text/csv" },
    new MediaValue("text/csv", "a,b"),
  ],
  [
    "text whose media type is in a format",
    { value: "a,b", format: { mediaType: "text/csv" } },
    new MediaValue("text/csv", "a,b"),
  ],
  [
    "encoded text",
    { value: "YSxi", encoding: "base64", mediaType: "text/csv" },
    new MediaValue("text/csv", "a,b"),
  ],
  [
    "bytes without a word on their encoding",
    { value: "AQI=", mediaType: "image/png" },
    new MediaValue("image/png", Uint8Array.of(1, 2)),
  ],
  [
    "what is no media type",
    { value: "a", mediaType: "paper" },
    { value: "a", mediaType: "paper" },
  ],
  ["a link", LINK, new Reference(LINK)],
  ["a list", [1, LINK], [1, new Reference(LINK)]],
])("reads %s", (_name, given, wanted) => {
  expect(readUndescribed({ given })).toEqual({ given: wanted });
});
