import { describe, expect, it } from "vitest";
import type { Schema } from "../../../src/server/documents.js";
import { randomOf } from "../../../src/server/handlers/random.js";
import { sampleText } from "../../../src/server/handlers/sample-text.js";

describe("sampleText", () => {
  it.each<[name: string, schema: Schema, wanted: string]>([
    ["nothing said", {}, "sample"],
    ["a format", { format: "date" }, "2024-06-21"],
    ["a format that is not known", { format: "toString" }, "sample"],
    ["a long text", { minLength: 10 }, "samplesamp"],
    ["a short text", { maxLength: 2 }, "sa"],
    ["a pattern", { pattern: "^ab$" }, "ab"],
    [
      "a table",
      { contentMediaType: "text/csv; charset=utf-8" },
      "name,value\nsample,1\n",
    ],
    ["a document", { contentMediaType: "application/xml" }, "<sample/>"],
    ["JSON", { contentMediaType: "application/ld+json" }, "{}"],
    ["text", { contentMediaType: "text/plain" }, "Sample\n"],
    [
      "bytes",
      { contentMediaType: "image/tiff", contentEncoding: "base64" },
      "c2FtcGxl",
    ],
    ["bytes of no type", { contentEncoding: "binary" }, "c2FtcGxl"],
  ])("writes %s", (_name, schema, wanted) => {
    expect(sampleText(schema, randomOf(""))).toBe(wanted);
  });

  it("writes an image that can be shown", () => {
    const png = sampleText(
      { contentMediaType: "image/png", contentEncoding: "base64" },
      randomOf(""),
    );
    expect(atob(png).slice(1, 4)).toBe("PNG");
  });
});
