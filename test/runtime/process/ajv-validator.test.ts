import { Ajv } from "ajv";
import { Ajv2019 } from "ajv/dist/2019.js";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { afterEach, describe, expect, it, vi } from "vitest";
import {
  ajvValidator,
  defineSchemas,
  type Ajv as AjvInstance,
  type ProcessSchemas,
} from "../../../src/runtime/index.js";

const NOTHING: ReadonlySet<string> = new Set();

const SCHEMAS: ProcessSchemas = defineSchemas(
  "p",
  JSON.stringify({
    $schema: "https://json-schema.org/draft/2020-12/schema",
    type: "object",
    properties: {
      x: { $ref: "#/$defs/small" },
      when: { type: "string", format: "date-time" },
      image: { type: "string" },
      // No `ajv` in strict mode compiles these: a format that nobody knows, a unit, limits and members without a type,
      // a union of types, a tuple without a length, and more types than the parent has.
      odd: { type: "string", format: "color-name" },
      unit: { type: "number", "x-unit": "m", "x-ui": { level: "advanced" } },
      limit: { minimum: 1, required: ["a"], properties: { a: {} } },
      union: { type: ["integer", "string"] },
      tuple: { type: "array", prefixItems: [{ type: "integer" }] },
      narrow: { type: "number", anyOf: [{ type: "string" }, {}] },
      "a/b": { type: "integer" },
      constructor: {},
    },
    required: ["x", "constructor"],
    additionalProperties: false,
    $defs: { small: { type: "integer", maximum: 3 } },
  }),
  JSON.stringify({ type: "object", properties: { a: { type: "string" } } }),
);

/** The formats of `ajv-formats`, as a program adds them. */
function withFormats(ajv: Ajv2020): Ajv2020 {
  addFormats.default(ajv);
  return ajv;
}

const GOOD = { x: 1, constructor: 1 };

describe("values that ajv checks", () => {
  const validate = ajvValidator(withFormats(new Ajv2020()), SCHEMAS);

  it.each<[string, object, readonly (readonly [string, string])[]]>([
    ["nothing", { x: 1 }, [["/constructor", "is missing"]]],
    ["a value", { ...GOOD, x: 4 }, [["/x", "must be <= 3"]]],
    [
      "a format",
      { ...GOOD, when: "soon" },
      [["/when", 'must match format "date-time"']],
    ],
    [
      "a date, which is sent as a text and is none",
      { ...GOOD, when: new Date(0) },
      [["/when", "must be string"]],
    ],
    [
      "a missing value",
      { x: undefined, constructor: 1 },
      [["/x", "is missing"]],
    ],
    ["what is too much", { ...GOOD, y: 2 }, [["/y", "is not described"]]],
    ["what is left out", { ...GOOD, when: undefined }, []],
    [
      "the place inside a value",
      { ...GOOD, tuple: ["a"] },
      [["/tuple/0", "must be integer"]],
    ],
    [
      "a name with a slash",
      { ...GOOD, "a/b": "" },
      [["/a~1b", "must be integer"]],
    ],
    [
      "each value",
      { constructor: 1, x: 4, when: 1 },
      [
        ["/x", "must be <= 3"],
        ["/when", "must be string"],
      ],
    ],
  ])("finds %s", async (_name, values, wanted) => {
    const faults = await validate("p", "inputs", { ...values }, NOTHING);
    expect(faults.map(({ pointer, message }) => [pointer, message])).toEqual(
      wanted,
    );
  });

  it("does not check content", async () => {
    const values = { ...GOOD, image: new Uint8Array(2) };
    expect(await validate("p", "inputs", values, new Set(["image"]))).toEqual(
      [],
    );
  });

  it("checks outputs against their own schema", async () => {
    expect(await validate("p", "outputs", { a: 1, b: 2 }, NOTHING)).toEqual([
      { pointer: "/a", message: "must be string" },
    ]);
  });
});

describe("an instance of ajv", () => {
  const console_ = ["log", "warn", "error"] as const;
  afterEach(() => {
    vi.restoreAllMocks();
  });

  const VALUES = {
    ...GOOD,
    odd: "red",
    unit: 1,
    limit: { a: 1 },
    union: "a",
    tuple: [1],
    narrow: 1,
  };

  it.each<[string, AjvInstance]>([
    ["Ajv2020", new Ajv2020()],
    ["Ajv2020, strict", new Ajv2020({ strict: true })],
    [
      "Ajv2020, strict in every way",
      new Ajv2020({
        strictSchema: true,
        strictTypes: true,
        strictTuples: true,
        strictRequired: true,
      }),
    ],
    ["Ajv2020 with formats", withFormats(new Ajv2020({ strict: true }))],
    ["Ajv2020 that logs", new Ajv2020({ strict: "log", verbose: true })],
    ["Ajv2019", new Ajv2019()],
    ["Ajv", new Ajv({ strict: true })],
  ])(
    "%s compiles what servers describe, and prints nothing",
    async (_name, ajv) => {
      const printed = console_.map((name) => vi.spyOn(console, name));
      const validate = ajvValidator(ajv, SCHEMAS);
      expect(await validate("p", "inputs", VALUES, NOTHING)).toEqual([]);
      const wrong = { ...VALUES, union: true };
      expect(await validate("p", "inputs", wrong, NOTHING)).toMatchObject([
        { pointer: "/union" },
      ]);
      for (const spy of printed) expect(spy).not.toHaveBeenCalled();
    },
  );

  it("finds all faults of a value with its option", async () => {
    const schemas = {
      id: "p",
      inputs: {
        properties: { a: { type: "string", minLength: 3, pattern: "^a" } },
      },
      outputs: {},
    };
    const count = async (ajv: Ajv2020): Promise<number> => {
      const validate = ajvValidator(ajv, schemas);
      return (await validate("p", "inputs", { a: "b" }, NOTHING)).length;
    };
    expect(await count(new Ajv2020())).toBe(1);
    expect(await count(new Ajv2020({ allErrors: true }))).toBe(2);
  });

  it("changes no value, whatever its options", async () => {
    const inputs = {
      properties: {
        a: {
          type: "object",
          properties: { b: { type: "number" }, c: { default: 1 } },
          additionalProperties: false,
        },
      },
    };
    const ajv = new Ajv2020({
      coerceTypes: true,
      useDefaults: true,
      removeAdditional: true,
    });
    const validate = ajvValidator(ajv, { id: "p", inputs, outputs: {} });
    const values = { a: { b: "1", d: 2 } };
    expect(await validate("p", "inputs", values, NOTHING)).toHaveLength(1);
    expect(values).toEqual({ a: { b: "1", d: 2 } });
  });

  it("stays as it was, also where schemas have an $id or a $schema", async () => {
    const ajv = new Ajv2020();
    const before = [Object.keys(ajv.schemas), Object.keys(ajv.refs)];
    const part = {
      $schema: "http://json-schema.org/draft-07/schema#",
      $id: "http://h/all",
      properties: {
        a: { $id: "http://h/a", type: "string" },
        b: { $ref: "#/$defs/b" },
      },
      $defs: { b: { $id: "http://h/b", type: "string" } },
    };
    const one = { id: "p", inputs: part, outputs: structuredClone(part) };
    const two = { ...structuredClone(one), id: "q" };
    const validate = ajvValidator(ajv, { one, two });
    for (const id of ["p", "q"]) {
      for (const side of ["inputs", "outputs"] as const) {
        expect(await validate(id, side, { a: "", b: 1 }, NOTHING)).toEqual([
          { pointer: "/b", message: "must be string" },
        ]);
      }
    }
    expect([Object.keys(ajv.schemas), Object.keys(ajv.refs)]).toEqual(before);
  });

  it("compiles each schema once, when it is needed", async () => {
    let made = 0;
    class Counting extends Ajv2020 {
      constructor(options: object) {
        super(options);
        made += 1;
      }
    }
    const validate = ajvValidator(new Counting({}), SCHEMAS);
    expect(made).toBe(1);
    for (let round = 0; round < 3; round += 1) {
      await validate("p", "inputs", { ...GOOD, when: "" }, NOTHING);
    }
    // One for each of the three values.
    expect(made).toBe(4);
  });
});

describe("schemas that are handed over", () => {
  const other: ProcessSchemas = { ...SCHEMAS, id: "q" };

  it.each([
    ["those of one process", SCHEMAS],
    ["those of several by name", { p: SCHEMAS, other }],
    ["under the name `id`", { id: SCHEMAS }],
  ])("%s", async (_name, schemas) => {
    const validate = ajvValidator(new Ajv2020(), schemas);
    expect(
      await validate("p", "inputs", { ...GOOD, x: 9 }, NOTHING),
    ).toHaveLength(1);
  });

  it.each([
    [
      "of another process",
      () => ajvValidator(new Ajv2020(), other),
      "The validator has no schemas of process p: pass them to ajvValidator, or validate: false to this call.",
    ],
    [
      "that ajv cannot compile",
      () =>
        ajvValidator(new Ajv2020(), {
          id: "p",
          inputs: { properties: { x: { $ref: "#/$defs/none" } } },
          outputs: {},
        }),
      "ajv can't compile the schema of x (inputs of process p): can't resolve reference #/$defs/none from id #.",
    ],
  ])("%s are an error", (_name, validator, message) => {
    expect(() => validator()("p", "inputs", GOOD, NOTHING)).toThrow(
      expect.objectContaining({
        name: "ConfigError",
        message: expect.stringContaining(message) as string,
      }),
    );
  });
});
