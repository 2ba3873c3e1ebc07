import { describe, expect, it } from "vitest";
import {
  exactJson,
  withExactNumbers,
} from "../../../src/generator/exact-numbers.js";
import { titleBeside } from "../../../src/generator/model/documentation.js";
import { buildModel } from "../build-model.js";

interface Row {
  readonly name: string;
  /** The input's members, as JSON. */
  readonly given: string;
  /** The tags of its doc comment. */
  readonly tags: readonly string[];
  /** Its exported schema. Default: not compared. */
  readonly schema?: string;
  /** Findings: how many warnings, how many notes. Default: none. */
  readonly found?: readonly [number, number];
}

async function documented(members: string) {
  const text = `{"id":"p","version":"1","inputs":{"x":${members}},"outputs":{},"$defs":{"u64":{"type":"integer","maximum":18446744073709551615}}}`;
  const document = withExactNumbers(text, JSON.parse(text));
  const { model, diagnostics } = await buildModel({
    processes: [{ id: "p", document }],
  });
  const process = model.processes[0];
  const tags = process?.inputs[0]?.documentation.tags ?? [];
  const inexact = diagnostics.filter(
    ({ code }) => code === "schema-number-inexact",
  );
  const count = (severity: string) =>
    inexact.filter((finding) => finding.severity === severity).length;
  return {
    tags: tags.map(({ name, text: said }) => `@${name} ${said}`),
    schema: exactJson(process?.schemas.inputs),
    found: [count("warning"), count("info")],
  };
}

const ROWS: readonly Row[] = [
  {
    name: "bounds",
    given:
      '{"schema":{"type":"integer","minimum":-9007199254740993,"maximum":18446744073709551615}}',
    tags: ["@minimum -9007199254740993", "@maximum 18446744073709551615"],
    schema:
      '{"minimum":-9007199254740993,"maximum":18446744073709551615,"type":"integer"}',
    found: [0, 2],
  },
  {
    name: "what no number of JavaScript is near",
    given: '{"schema":{"type":"number","maximum":1e400,"multipleOf":1e-400}}',
    tags: ["@maximum 1e400", "@multipleOf 1e-400"],
    schema: '"x":{"type":"number"}',
    found: [2, 0],
  },
  {
    name: "OpenAPI's exclusive bound",
    given:
      '{"schema":{"type":"integer","minimum":9007199254740993,"exclusiveMinimum":true,"maximum":1e400}}',
    tags: ["@exclusiveMinimum 9007199254740993", "@maximum 1e400"],
    found: [1, 1],
  },
  {
    name: "null beside",
    given:
      '{"schema":{"type":"integer","nullable":true,"maximum":9007199254740993,"default":9007199254740993}}',
    tags: ["@default 9007199254740993", "@maximum 9007199254740993"],
    found: [0, 2],
  },
  {
    name: "a reference",
    given: '{"schema":{"$ref":"#/$defs/u64"}}',
    tags: ["@maximum 18446744073709551615"],
    found: [0, 1],
  },
  {
    name: "a default beside the schema",
    given: '{"schema":{"type":"integer"},"default":9007199254740993}',
    tags: ["@default 9007199254740993"],
    found: [0, 1],
  },
  {
    name: "a default that is a list",
    given: '{"schema":{"type":"array","default":[[9007199254740993],1]}}',
    tags: ["@default [[9007199254740993],1]"],
    found: [0, 1],
  },
  {
    name: "examples",
    given: '{"schema":{"type":"integer","examples":[1,9007199254740993]}}',
    tags: ["@example 1", "@example 9007199254740993"],
    found: [0, 1],
  },
  {
    name: "OpenAPI's example",
    given: '{"schema":{"type":"integer","example":9007199254740993}}',
    tags: ["@example 9007199254740993"],
  },
  {
    name: "constants",
    given: '{"schema":{"const":9007199254740993}}',
    tags: ["@value 9007199254740993"],
    found: [1, 0],
  },
  {
    name: "enumerations",
    given: '{"schema":{"enum":[1,null,18446744073709551615]}}',
    tags: ["@value 1", "@value 18446744073709551615"],
    found: [1, 0],
  },
  {
    name: "an enumeration with repetitions, and null beside it",
    given:
      '{"schema":{"type":"integer","nullable":true,"enum":[1,1,18446744073709551615,"a"]}}',
    tags: ["@value 1", "@value 18446744073709551615"],
    schema: "18446744073709551615",
    found: [1, 0],
  },
  {
    name: "values that JavaScript reads alike: they are one, which the warning says",
    given: '{"schema":{"enum":[9007199254740992,9007199254740993]}}',
    tags: [],
    schema: '{"enum":[9007199254740992]}',
    found: [1, 0],
  },
  {
    name: "numbers that JavaScript holds",
    given:
      '{"schema":{"type":"number","minimum":0.5,"maximum":9007199254740991}}',
    tags: ["@minimum 0.5", "@maximum 9007199254740991"],
  },
];

describe("the doc comment of an input has its numbers as they were written:", () => {
  it.each(ROWS)(
    "$name",
    async ({ given, tags, schema = "", found = [0, 0] }) => {
      const result = await documented(given);
      expect({ tags: result.tags, found: result.found }).toEqual({
        tags,
        found,
      });
      expect(result.schema).toContain(schema);
    },
  );
});

it.each([
  [undefined, "a", undefined],
  ["Random Seed", "random_seed", undefined],
  ["random-seed!", "RandomSeed", undefined],
  ["Random Seed", "random_seeds", "Random Seed"],
  ["Seed", "random_seed", "Seed"],
  ["2 Bands", "2bands", undefined],
  ["_", "-", undefined],
  ["_", "a", "_"],
  ["Größe", "größe", undefined],
  ["Größe", "grosse", "Größe"],
  ["\u212a1", "k1", undefined],
  ["Ähre", "ahre", "Ähre"],
])("of the title %j beside the name %j is shown %j", (title, name, shown) => {
  expect(titleBeside(title, name)).toBe(shown);
});
