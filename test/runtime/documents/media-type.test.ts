import { describe, expect, it } from "vitest";
import { isJsonMediaType } from "../../../src/runtime/documents/media-type.js";

describe("isJsonMediaType", () => {
  it.each<[string | undefined, boolean]>([
    ["application/json", true],
    ["Application/JSON; charset=utf-8", true],
    ["application/geo+json", true],
    ["application/problem+json", true],
    ["application/schema+json", true],
    ["application/x-json", true],
    ["text/json", true],
    ["model/gltf+json", true],
    ["image/jp2", false],
    ["application/json-seq", false],
    ["application/x-ndjson", false],
    ["application/jsonp", false],
    ["json", false],
    ["", false],
    [undefined, false],
  ])("of %s is %s", (mediaType, wanted) => {
    expect(isJsonMediaType(mediaType)).toBe(wanted);
  });
});
