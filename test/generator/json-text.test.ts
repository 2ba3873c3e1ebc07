import { describe, expect, it } from "vitest";
import { jsonText } from "../../src/generator/json-text.js";

describe("JSON text", () => {
  it.each<[unknown, string]>([
    [{}, "{}\n"],
    [[], "[]\n"],
    [null, "null\n"],
    ["é\u2028\u202E\n", '"\\u00e9\\u2028\\u202e\\n"\n'],
    [{ a: undefined, b: 1 }, '{\n  "b": 1\n}\n'],
    [[1, "a", true, null], '[1, "a", true, null]\n'],
    [[{}, []], "[{}, []]\n"],
    [{ a: [{ b: 1 }] }, '{\n  "a": [\n    {\n      "b": 1\n    }\n  ]\n}\n'],
    [
      [
        [1, 2],
        [3, 4],
      ],
      "[\n  [1, 2],\n  [3, 4]\n]\n",
    ],
  ])("of %j", (value, text) => {
    expect(jsonText(value)).toBe(text);
  });
});
