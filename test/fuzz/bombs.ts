/** A description that is made to exhaust memory or time, as the text that a server would send. */
export interface Bomb {
  readonly name: string;
  /** JSON text of one process description, or of a list of them. */
  readonly text: () => string;
  /** Codes of diagnostics, one of which must be reported; absent if everything can be generated. */
  readonly codes?: readonly string[];
}

const description = (schema: string, more = ""): string =>
  `{"id":"bomb",${more}"inputs":{"a":{"schema":${schema}}},"outputs":{}}`;

const json = (value: unknown): string => JSON.stringify(value);

/** `start` a number of times, then `inner`, then `end` the same number of times. */
const nested = (count: number, start: string, inner: string, end: string) =>
  start.repeat(count) + inner + end.repeat(count);

const count = <Value>(
  length: number,
  make: (index: number) => Value,
): Value[] => Array.from({ length }, (_, index) => make(index));

const entries = (length: number, make: (index: number) => unknown): object =>
  Object.fromEntries(count(length, (index) => [`p${index}`, make(index)]));

/** Definitions, each of which refers to the next one twice. */
function doubling(
  levels: number,
  make: (reference: { readonly $ref: string }) => unknown,
): string {
  const definitions = entries(levels, (index) =>
    index === levels - 1
      ? { type: "object", properties: { x: { type: "string" } } }
      : make({ $ref: `#/$defs/p${index + 1}` }),
  );
  return description('{"$ref":"#/$defs/p0"}', `"$defs":${json(definitions)},`);
}

/** Definitions, each of which refers to the next one once. */
function chain(
  length: number,
  make: (reference: { readonly $ref: string }, index: number) => unknown,
): string {
  const definitions = entries(length, (index) =>
    make({ $ref: `#/$defs/p${Math.min(index + 1, length - 1)}` }, index),
  );
  // In reverse order: each definition is read before one that refers to it.
  const inputs = entries(length, (index) => ({
    schema: { $ref: `#/$defs/p${length - 1 - index}` },
  }));
  return json({ id: "bomb", $defs: definitions, inputs, outputs: {} });
}

const TOO_LARGE = "description-too-large";

/** All bombs. The sizes are those of the threat model, or just below an earlier limit. */
export const BOMBS: readonly Bomb[] = [
  ...(
    [
      ["properties", '{"type":"object","properties":{"a":', "}}"],
      ["items", '{"type":"array","items":', "}"],
      ["tuples", '{"type":"array","prefixItems":[', "]}"],
      ["allOf", '{"allOf":[', "]}"],
      ["anyOf", '{"anyOf":[', ',{"type":"null"}]}'],
      ["additionalProperties", '{"additionalProperties":', "}"],
      ["defaults", '{"default":[', "]}"],
      ["constants", '{"const":{"a":', "}}"],
    ] as const
  ).flatMap(([name, start, end]): Bomb[] => [
    {
      name: `10,000 levels of ${name}`,
      text: () => description(nested(10_000, start, "{}", end)),
      codes: [TOO_LARGE],
    },
    {
      name: `80 levels of ${name}`,
      text: () => description(nested(80, start, "{}", end)),
      ...(name === "defaults" || name === "constants"
        ? { codes: ["schema-keyword-malformed"] }
        : { codes: ["schema-too-deep"] }),
    },
  ]),
  {
    name: "a value of 10,000 levels in a default",
    text: () => description(`{"default":${nested(10_000, "[", "1", "]")}}`),
    codes: [TOO_LARGE],
  },
  {
    name: "a value of 200 levels in a constant",
    text: () => description(`{"const":${nested(200, '{"a":', "1", "}")}}`),
    codes: ["schema-keyword-malformed"],
  },
  {
    name: "10,000 languages in each other",
    text: () =>
      `{"id":"bomb","title":${nested(10_000, '{"en":', '"x"', "}")},"inputs":{}}`,
    codes: [TOO_LARGE],
  },
  {
    name: "10,000 wrappers",
    text: () => nested(10_000, '{"id":"bomb","process":', "{}", "}"),
    codes: [TOO_LARGE, "nothing-recorded"],
  },
  {
    name: "10,000 levels twice",
    text: () => {
      const one = description(nested(10_000, '{"items":', "{}", "}"));
      return `[${one},${one}]`;
    },
    codes: [TOO_LARGE],
  },
  {
    name: "10,000 levels beside a process that is well",
    text: () => {
      const deep = description(nested(10_000, '{"items":', "{}", "}"));
      return `[${deep},{"id":"well","inputs":{},"outputs":{}}]`;
    },
    codes: [TOO_LARGE],
  },
  {
    name: "a million values of an enumeration",
    text: () => description(json({ enum: count(1_000_000, (n) => `v${n}`) })),
    codes: [TOO_LARGE],
  },
  {
    name: "150,000 values of an enumeration",
    text: () => description(json({ enum: count(150_000, (n) => `v${n}`) })),
    codes: ["schema-enumeration-too-long"],
  },
  {
    name: "an enumeration of large values",
    text: () =>
      description(
        json({ enum: count(900, (m) => entries(100, (n) => m * n)) }),
      ),
    codes: ["schema-enumeration-too-long"],
  },
  {
    name: "a constant of 150,000 values",
    text: () => description(json({ const: count(150_000, (n) => n) })),
    codes: ["schema-keyword-malformed"],
  },
  {
    name: "minItems 200000",
    text: () =>
      description(
        json({
          type: "array",
          prefixItems: [{ type: "number" }],
          items: { type: "string" },
          minItems: 200_000,
          maxItems: 200_000,
        }),
      ),
  },
  {
    name: "16 items of 16 items, 50 levels",
    text: () =>
      description(
        nested(
          50,
          '{"type":"array","minItems":16,"maxItems":16,"items":',
          '{"type":"number"}',
          "}",
        ),
      ),
  },
  {
    name: "tuples filled with tuples, 50 levels",
    text: () =>
      description(
        nested(
          50,
          '{"type":"array","prefixItems":[{"type":"string"}],"minItems":16,"items":',
          '{"type":"number"}',
          "}",
        ),
      ),
  },
  {
    name: "exponential references in allOf",
    text: () => doubling(60, (next) => ({ allOf: [next, next] })),
    codes: ["schema-too-large"],
  },
  {
    name: "exponential references in oneOf",
    text: () => doubling(60, (next) => ({ oneOf: [next, next] })),
  },
  {
    name: "exponential references in anyOf beside properties",
    text: () =>
      doubling(60, (next) => ({
        properties: { a: next },
        anyOf: [next, next],
      })),
    codes: ["schema-too-large"],
  },
  {
    name: "exponential references in tuples",
    text: () => doubling(60, (next) => ({ prefixItems: [next, next] })),
  },
  {
    name: "exponential references in properties",
    text: () => doubling(60, (next) => ({ properties: { a: next, b: next } })),
  },
  {
    name: "exponential references in pattern properties",
    text: () =>
      doubling(60, (next) => ({ patternProperties: { a: next, b: next } })),
  },
  {
    name: "exponential references in merged properties",
    text: () =>
      doubling(60, (next) => ({
        allOf: [{ properties: { a: next } }, { properties: { a: next } }],
      })),
  },
  {
    name: "merges that grow without end",
    text: () =>
      json({
        id: "bomb",
        $defs: {
          a: {
            properties: {
              x: { allOf: [{ $ref: "#/$defs/a" }, { $ref: "#/$defs/b" }] },
            },
          },
          b: {
            properties: {
              x: {
                allOf: [
                  { $ref: "#/$defs/b" },
                  { $ref: "#/$defs/c" },
                  { properties: { y: { $ref: "#/$defs/a" } } },
                ],
              },
            },
          },
          c: {
            properties: {
              x: { anyOf: [{ $ref: "#/$defs/a" }, { $ref: "#/$defs/c" }] },
            },
          },
        },
        inputs: {
          a: {
            schema: { allOf: [{ $ref: "#/$defs/a" }, { $ref: "#/$defs/b" }] },
          },
        },
      }),
  },
  {
    name: "a million properties",
    text: () =>
      description(
        json({
          type: "object",
          properties: entries(1_000_000, () => ({ type: "string" })),
        }),
      ),
    codes: [TOO_LARGE],
  },
  {
    name: "60,000 properties",
    text: () =>
      description(
        json({
          type: "object",
          properties: entries(60_000, () => ({ type: "string" })),
        }),
      ),
    codes: ["schema-too-large"],
  },
  {
    name: "19,000 properties",
    text: () =>
      description(
        json({
          type: "object",
          properties: entries(19_000, () => ({ type: "string" })),
        }),
      ),
  },
  {
    name: "150,000 names that are required",
    text: () =>
      description(
        json({ type: "object", required: count(150_000, (n) => `n${n}`) }),
      ),
    codes: ["schema-too-large"],
  },
  {
    name: "100 MB of text",
    text: () =>
      `{"id":"bomb","description":"${"text ".repeat(20_000_000)}","inputs":{}}`,
    codes: [TOO_LARGE, "recording-too-large"],
  },
  {
    name: "3.9 MB of text",
    text: () =>
      `{"id":"bomb","description":"${"text ".repeat(780_000)}","inputs":{}}`,
  },
  {
    name: "100,000 branches",
    text: () =>
      description(json({ oneOf: count(100_000, () => ({ type: "string" })) })),
    codes: [TOO_LARGE],
  },
  {
    name: "6,000 branches with structure",
    text: () =>
      description(
        json({
          oneOf: count(6_000, (n) => ({ properties: { [`p${n}`]: {} } })),
        }),
      ),
  },
  {
    name: "6,000 branches by 64 branches",
    text: () =>
      description(
        json({
          anyOf: count(64, (n) => ({ properties: { [`q${n}`]: {} } })),
          oneOf: count(6_000, (n) => ({ properties: { [`p${n}`]: {} } })),
        }),
      ),
    codes: ["schema-too-many-alternatives"],
  },
  {
    name: "a million inputs",
    text: () =>
      json({ id: "bomb", inputs: entries(1_000_000, () => ({ schema: {} })) }),
    codes: [TOO_LARGE],
  },
  {
    name: "150,000 inputs that are none",
    text: () => json({ id: "bomb", inputs: count(150_000, () => 1) }),
    codes: ["findings-omitted"],
  },
  {
    name: "150,000 types that are none",
    text: () => description(json({ type: count(150_000, (n) => `t${n}`) })),
    codes: ["findings-omitted"],
  },
  {
    name: "a discriminator of 40,000 values for 15,000 branches",
    text: () =>
      description(
        json({
          oneOf: count(15_000, (n) => ({ $ref: `#/$defs/d${n % 9}` })),
          discriminator: {
            propertyName: "k",
            mapping: entries(40_000, (n) => `#/$defs/d${n % 9}`),
          },
        }),
        `"$defs":${json(Object.fromEntries(count(9, (n) => [`d${n}`, { type: "object" }])))},`,
      ),
    codes: ["schema-too-large"],
  },
  {
    name: "1,000 properties merged 6,000 times",
    text: () =>
      description(
        json({
          properties: entries(6_000, (n) => ({
            allOf: [
              { $ref: "#/$defs/base" },
              { properties: { [`own${n}`]: {} } },
            ],
          })),
        }),
        `"$defs":${json({ base: { properties: entries(1_000, () => ({})) } })},`,
      ),
    codes: ["schema-too-large"],
  },
  {
    name: "1,000 required properties of 1,000 required properties",
    text: () => {
      const names = count(1_000, (n) => `p${n}`);
      return chain(6, (next) => ({
        type: "object",
        required: names,
        properties: Object.fromEntries(names.map((name) => [name, next])),
      }));
    },
  },
  {
    name: "15,000 references to an enumeration of 1,000 values",
    text: () =>
      description(
        json({
          properties: entries(15_000, () => ({ $ref: "#/$defs/e" })),
        }),
        `"$defs":${json({ e: { enum: count(1_000, (n) => `value${n}`) } })},`,
      ),
    codes: ["schema-too-large"],
  },
  {
    name: "a chain of 4,000 merged definitions",
    text: () =>
      chain(4_000, (next, index) => ({
        allOf: [next, { properties: { [`own${index}`]: {} } }],
      })),
    codes: ["schema-too-large"],
  },
  {
    name: "a chain of 4,000 properties",
    text: () => chain(4_000, (next) => ({ properties: { next } })),
    codes: ["schema-too-deep"],
  },
  {
    name: "a chain of 4,000 lists",
    text: () => chain(4_000, (next) => ({ type: "array", items: next })),
    codes: ["schema-too-deep"],
  },
  {
    name: "18,000 definitions of one name",
    text: () =>
      json({
        id: "bomb",
        a: entries(9_000, () => ({ same: { type: "string" } })),
        inputs: entries(9_000, (n) => ({
          schema: { $ref: `#/a/p${n}/same` },
        })),
      }),
    codes: ["schema-too-large"],
  },
  {
    name: "a pattern of a megabyte",
    text: () =>
      description(json({ type: "string", pattern: "(".repeat(1_000_000) })),
    codes: ["schema-pattern-unknown"],
  },
  {
    name: "an input whose name has a million characters",
    text: () =>
      json({
        id: "bomb",
        $defs: { a: {} },
        inputs: {
          ["x".repeat(1_000_000)]: {
            schema: {
              properties: entries(15_000, () => ({ $ref: "#/$defs/a" })),
            },
          },
        },
      }),
    codes: ["description-member-ignored"],
  },
  {
    name: "a property whose name has a million characters",
    text: () =>
      description(
        json({
          properties: {
            ["x".repeat(1_000_000)]: {
              properties: entries(9_000, () => ({ properties: { a: {} } })),
            },
          },
        }),
      ),
  },
  {
    name: "a process whose id has a million characters",
    text: () => json({ id: "x".repeat(1_000_000), inputs: {}, outputs: {} }),
  },
  {
    name: "titles, names and references that patterns are slow on",
    text: () => {
      const hard = [
        `A${"1".repeat(60)}!`,
        `A${"a1".repeat(50_000)}!`,
        `${"?".repeat(50_000)}\n`,
        `a${"-".repeat(50_000)}b`,
        `a${" ".repeat(50_000)}b`,
        `https://a${".".repeat(50_000)}!`,
        `${"*".repeat(50_000)}@`,
      ];
      return json({
        id: hard[0],
        title: hard[4],
        inputs: Object.fromEntries(
          hard.map((title, index) => [
            `a${index}`,
            {
              title,
              description: title,
              schema: {
                title,
                properties: { [title]: { $ref: title } },
                contentMediaType: title,
                format: title,
              },
            },
          ]),
        ),
      });
    },
  },
  {
    name: "a property whose name has 3.9 million characters",
    text: () =>
      description(json({ required: ["x".repeat(3_900_000)], type: "object" })),
  },
  {
    name: "numbers beyond all bounds",
    text: () =>
      description(
        '{"enum":[1e999,1],"default":-1e999,"examples":[[1e999]],"minimum":-1e999}',
      ),
    // The one from the digits, the other where the numbers were read already.
    codes: ["schema-number-inexact", "schema-keyword-malformed"],
  },
  {
    name: "9,000 processes whose ids give one name",
    text: () =>
      json(
        count(9_000, (n) => ({
          id: `a${"-".repeat(1 + (n % 90))}b${"_".repeat(1 + Math.floor(n / 90))}`,
          inputs: {},
          outputs: {},
        })),
      ),
    codes: ["process-name-taken"],
  },
];
