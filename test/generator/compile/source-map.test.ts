import { describe, expect, it } from "vitest";
import { sourceInMap } from "../../../src/generator/compile/source-map.js";

describe("the source in a source map", () => {
  it.each([
    ['{"sourcesContent":["export {};\\n"]}', "export {};\n"],
    ['{"sourcesContent":[null]}', undefined],
    ['{"sourcesContent":[]}', undefined],
    ["{}", undefined],
    ["null", undefined],
    ["not JSON", undefined],
  ])("of %s", (map, wanted) => {
    expect(sourceInMap(map)).toBe(wanted);
  });
});
