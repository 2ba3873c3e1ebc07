import type { StandardSchemaV1 } from "@standard-schema/spec";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, expectTypeOf, it } from "vitest";
import {
  ajvValidator,
  connect,
  defineProcess,
  defineSchemas,
  ResultFile,
  standardSchemas,
  standardValidator,
  type OptionalInputsProcess,
  type ProcessFunction,
  type StandardSchema,
  type StandardSchemaOf,
  type ValidationFault,
  type Validator,
} from "../../../src/runtime/index.js";

interface Inputs {
  place: { name: string; height?: number };
  points?: readonly (readonly number[])[];
  table?: Readonly<Record<string, number>>;
  image?: Uint8Array | string;
  images?: readonly (Uint8Array | string)[];
  source?: URL | { href: string };
  note?: string;
}

interface Outputs {
  sum: number;
  scene?: ResultFile | { name: string };
}

const simulate = defineProcess<ProcessFunction<Inputs, Outputs>>(
  () => connect({ apiUrl: "http://127.0.0.1:9/" }),
  {
    id: "p",
    inputs: {
      place: { form: "object" },
      image: { form: "binary" },
      images: { form: "binary", many: true },
      source: { form: "link" },
    },
    outputs: { sum: { form: "value" }, scene: { form: "value-or-file" } },
  },
);

const TEXT = { type: "string" };
const NAMED = {
  type: "object",
  properties: { name: { ...TEXT, minLength: 1 }, height: { type: "number" } },
  required: ["name"],
  additionalProperties: false,
};

const SCHEMAS = defineSchemas(
  "p",
  JSON.stringify({
    $schema: "https://json-schema.org/draft/2020-12/schema",
    type: "object",
    properties: {
      place: NAMED,
      points: {
        type: "array",
        items: { type: "array", prefixItems: [{ $ref: "#/$defs/degrees" }] },
      },
      table: {
        type: "object",
        additionalProperties: { type: "number" },
        dependentRequired: { a: ["b"] },
      },
      image: TEXT,
      images: { type: "array", items: TEXT },
      source: { type: "object", required: ["href"] },
      note: { ...TEXT, "x-order": 1 },
    },
    required: ["place"],
    additionalProperties: false,
    $defs: { degrees: { type: "number", maximum: 360 } },
  }),
  JSON.stringify({
    type: "object",
    properties: { sum: { type: "number" }, scene: NAMED },
    required: ["sum"],
    additionalProperties: false,
  }),
);

const validateByAjv = ajvValidator(new Ajv2020({ allErrors: true }), SCHEMAS);
const PLACE = { name: "Hamburg" };

/** What a schema finds, as `[path, message]`; the value itself where that is nothing. */
async function found(
  schema: StandardSchemaV1,
  value: unknown,
): Promise<unknown> {
  const result = await schema["~standard"].validate(value);
  return result.issues === undefined
    ? result.value
    : result.issues.map(({ path, message }) => [path, message]);
}

describe("inputs", () => {
  const { inputs } = standardSchemas(simulate, validateByAjv);

  it.each<[string, unknown, readonly (readonly [unknown, string])[]]>([
    ["nothing", undefined, [[undefined, "must be an object"]]],
    ["a list", [PLACE], [[undefined, "must be an object"]]],
    ["a missing input", {}, [[["place"], "is missing"]]],
    [
      "an input that is not described",
      { place: PLACE, "no/where": 1 },
      [[["no/where"], "is not described"]],
    ],
    [
      "a member",
      { place: { name: "", height: "1 m" } },
      [
        [["place", "name"], "must NOT have fewer than 1 characters"],
        [["place", "height"], "must be number"],
      ],
    ],
    [
      "a missing member",
      { place: { height: 1 } },
      [[["place", "name"], "is missing"]],
    ],
    [
      "a member that is not described",
      { place: { ...PLACE, "a~/b": 1 } },
      [[["place", "a~/b"], "is not described"]],
    ],
    [
      "an item of a list in a list",
      { place: PLACE, points: [[1], [361, 1]] },
      [[["points", 1, 0], "must be <= 360"]],
    ],
    [
      "a member whose name is a number",
      { place: PLACE, table: { 0: "a" } },
      [[["table", "0"], "must be number"]],
    ],
    [
      "a member that another one needs",
      { place: PLACE, table: { a: 1 } },
      [[["table", "b"], "must have property b when property a is present"]],
    ],
    [
      "a date, which is no text",
      { place: PLACE, note: new Date(0) },
      [[["note"], "must be string"]],
    ],
    [
      "bytes where none are described",
      { place: PLACE, note: new Uint8Array(1) },
      [[["note"], "must be string"]],
    ],
  ])("%s", async (_name, value, wanted) => {
    expect(await found(inputs, value)).toEqual(wanted);
  });

  it.each<[string, object]>([
    ["what must be there", { place: PLACE }],
    ["an input that is undefined", { place: PLACE, note: undefined }],
    [
      "content and links as the program has them",
      {
        place: PLACE,
        image: new Uint8Array(1),
        images: [new Blob(["a"]), "aGk="],
        source: new URL("http://127.0.0.1/"),
      },
    ],
  ])("valid: %s, which is the result itself", async (_name, value) => {
    expect(await found(inputs, value)).toBe(value);
  });
});

describe("outputs", () => {
  const { outputs } = standardSchemas(simulate, validateByAjv);

  it.each<[string, object, unknown]>([
    ["valid", { sum: 1 }, { sum: 1 }],
    ["no number", { sum: "1" }, [[["sum"], "must be number"]]],
    ["a value", { sum: 1, scene: {} }, [[["scene", "name"], "is missing"]]],
  ])("%s", async (_name, value, wanted) => {
    expect(await found(outputs, value)).toEqual(wanted);
  });

  it("that came as files are not checked", async () => {
    const value = {
      sum: 1,
      scene: Object.create(ResultFile.prototype) as ResultFile,
    };
    expect(await found(outputs, value)).toBe(value);
  });
});

describe("a validator", () => {
  const faults: readonly ValidationFault[] = [
    { pointer: "", message: "are too many" },
    { pointer: "/points/01x", message: "is no item" },
    { pointer: "/nowhere/at/all", message: "is not there" },
  ];
  const wanted = [
    [undefined, "are too many"],
    [["points", "01x"], "is no item"],
    [["nowhere", "at", "all"], "is not there"],
  ];

  it.each<[string, Validator]>([
    ["answers at once", () => faults],
    ["answers later", () => Promise.resolve(faults)],
  ])("of one's own %s", async (_name, validate) => {
    const { inputs } = standardSchemas(simulate, validate);
    expect(await found(inputs, { points: [] })).toEqual(wanted);
  });

  it("gets what that of a call gets", async () => {
    const given: unknown[] = [];
    const { inputs } = standardSchemas(simulate, (...all) => {
      given.push(...all);
      return [];
    });
    await found(inputs, PLACE);
    const content = new Set(["image", "images", "source"]);
    expect(given).toEqual(["p", "inputs", PLACE, content]);
  });

  it("that answers at once lets the schema answer at once, as forms need it", () => {
    const { inputs } = standardSchemas(simulate, validateByAjv);
    expect(inputs["~standard"].validate({ place: PLACE })).toEqual({
      value: { place: PLACE },
    });
  });

  it("takes the schemas again, and finds the same", async () => {
    const validate = standardValidator({
      p: standardSchemas(simulate, validateByAjv),
    });
    expect(await validate("p", "inputs", { place: {} }, new Set())).toEqual([
      { pointer: "/place/name", message: "is missing" },
    ]);
  });

  it("without schemas of the process says so", () => {
    const { inputs } = standardSchemas(
      simulate,
      ajvValidator(new Ajv2020(), { ...SCHEMAS, id: "q" }),
    );
    expect(() => inputs["~standard"].validate({})).toThrow(
      "The validator has no schemas of process p: pass them to ajvValidator",
    );
  });

  it.each([[new Ajv2020()], [undefined], [false]])(
    "that is none, %o, is an error",
    (validate) => {
      expect(() => standardSchemas(simulate, validate as never)).toThrow(
        expect.objectContaining({
          name: "ConfigError",
          message:
            "standardSchemas takes a validator, such as ajvValidator(new Ajv2020(), schemas), as its second argument.",
        }),
      );
    },
  );
});

describe("types", () => {
  const { inputs, outputs } = standardSchemas(simulate, validateByAjv);

  it("are those of the process, to the standard's own types", () => {
    expectTypeOf(inputs).toExtend<StandardSchemaV1<Inputs, Inputs>>();
    expectTypeOf(outputs).toExtend<StandardSchemaV1<Outputs, Outputs>>();
    expectTypeOf<
      StandardSchemaV1.InferInput<typeof inputs>
    >().toEqualTypeOf<Inputs>();
    expectTypeOf<
      StandardSchemaV1.InferOutput<typeof outputs>
    >().toEqualTypeOf<Outputs>();
    expectTypeOf(inputs).toExtend<StandardSchema>();
    // @ts-expect-error -- Of other inputs.
    expectTypeOf(inputs).toExtend<StandardSchemaV1<{ sum: number }>>();
    expect(inputs["~standard"]).toEqual({
      version: 1,
      vendor: "s2gos-codegen",
      validate: expect.any(Function) as unknown,
    });
  });

  it("have no undefined where all inputs may be left out", () => {
    const optional = simulate as unknown as OptionalInputsProcess<
      Partial<Inputs>,
      Outputs
    >;
    const schemas = standardSchemas(optional, validateByAjv);
    expectTypeOf(schemas.inputs).toEqualTypeOf<
      StandardSchemaOf<Partial<Inputs>>
    >();
  });
});
