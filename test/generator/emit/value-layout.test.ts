import { format } from "prettier";
import { describe, expect, it } from "vitest";
import { printed } from "../../../src/generator/emit/layout.js";
import { valueLayout } from "../../../src/generator/emit/value-layout.js";
import type { Json } from "../../../src/generator/json.js";

interface Row {
  readonly name: string;
  readonly given: Json;
  readonly wanted: string;
}

const LONG =
  "a text that is too long for a line with anything else on that line";

const ROWS: readonly Row[] = [
  { name: "null", given: null, wanted: "null" },
  { name: "true", given: true, wanted: "true" },
  { name: "a negative number", given: -0.5, wanted: "-0.5" },
  { name: "a large number", given: 1e21, wanted: "1e21" },
  { name: "a small number", given: 1e-7, wanted: "1e-7" },
  { name: "an empty list", given: [], wanted: "[]" },
  { name: "an empty object", given: {}, wanted: "{}" },
  { name: "a string", given: 'a"b', wanted: "'a\"b'" },
  {
    name: "an object",
    given: { a: 1, "b-c": [true] },
    wanted: '{ a: 1, "b-c": [true] }',
  },
  {
    name: "the prototype as a name",
    given: JSON.parse('{"__proto__":{"a":1},"constructor":2}') as Json,
    wanted: '{ ["__proto__"]: { a: 1 }, constructor: 2 }',
  },
  {
    name: "a long list",
    given: [LONG, "b or c"],
    wanted: `[\n  "${LONG}",\n  "b or c",\n]`,
  },
  {
    name: "a long member",
    given: { description: `${LONG} or two` },
    wanted: `{\n  description:\n    "${LONG} or two",\n}`,
  },
];

describe("a value as an expression", () => {
  it.each(ROWS)("$name", async ({ given, wanted }) => {
    expect(printed([valueLayout(given), ";"])).toBe(`${wanted};`);
    const known = valueLayout(given, { indent: 0, used: 0, after: 1 });
    expect(printed([known, ";"])).toBe(`${wanted};`);
    const argument = `a(${wanted});\n`;
    expect(await format(argument, { parser: "typescript" })).toBe(argument);
  });
});
