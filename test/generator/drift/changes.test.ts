import { describe, expect, it } from "vitest";
import { compareModels } from "../../../src/generator/drift/changes.js";
import type {
  CompactModel,
  CompactType,
} from "../../../src/generator/drift/compact-model.js";
import { isCompactModel } from "../../../src/generator/drift/kept-model.js";
import type {
  InputModel,
  OutputModel,
  ProcessModel,
  PropertyModel,
  ServiceModel,
  TypeExpression,
} from "../../../src/generator/model/service-model.js";
import { compactModel } from "../compact-model.js";

const DOCUMENTATION = { tags: [] };

const STRING: TypeExpression = { kind: "keyword", name: "string" };
const NUMBER: TypeExpression = { kind: "keyword", name: "number" };
const BOOLEAN: TypeExpression = { kind: "keyword", name: "boolean" };
const NOTHING: TypeExpression = { kind: "keyword", name: "null" };
const UNKNOWN: TypeExpression = { kind: "keyword", name: "unknown" };
const FILE: TypeExpression = { kind: "runtime", name: "ResultFile" };
const LINK: TypeExpression = { kind: "runtime", name: "Link" };

function literals(...values: (boolean | number | string)[]): TypeExpression {
  return union(
    ...values.map((value): TypeExpression => ({ kind: "literal", value })),
  );
}

function union(...members: TypeExpression[]): TypeExpression {
  return { kind: "union", members };
}

function array(element: TypeExpression): TypeExpression {
  return { kind: "array", element };
}

function tuple(...elements: TypeExpression[]): TypeExpression {
  return { kind: "tuple", elements };
}

function ref(name: string): TypeExpression {
  return { kind: "reference", name };
}

/** An object type; names with `?` are optional. */
function object(
  properties: Readonly<Record<string, TypeExpression>>,
  additional?: TypeExpression,
): TypeExpression {
  const list = Object.entries(properties).map(
    ([name, type]): PropertyModel => ({
      name: name.replace(/\?$/, ""),
      type,
      optional: name.endsWith("?"),
      documentation: DOCUMENTATION,
    }),
  );
  return {
    kind: "object",
    properties: list,
    ...(additional === undefined ? {} : { additional }),
  };
}

interface Shape {
  readonly version?: string;
  readonly functionName?: string;
  /** Names with `?` are optional. */
  readonly inputs?: Readonly<Record<string, TypeExpression>>;
  readonly outputs?: Readonly<Record<string, TypeExpression>>;
  readonly types?: Readonly<Record<string, TypeExpression>>;
}

function process(id: string, shape: Shape): ProcessModel {
  const functionName = shape.functionName ?? id;
  return {
    id,
    ...(shape.version === undefined ? {} : { version: shape.version }),
    functionName,
    inputsTypeName: `${functionName}Inputs`,
    outputsTypeName: `${functionName}Outputs`,
    fileName: id,
    inputs: Object.entries(shape.inputs ?? {}).map(
      ([name, type]): InputModel => ({
        name: name.replace(/\?$/, ""),
        type,
        optional: name.endsWith("?"),
        nullWhenOmitted: false,
        many: false,
        documentation: DOCUMENTATION,
      }),
    ),
    outputs: Object.entries(shape.outputs ?? {}).map(
      ([name, type]): OutputModel => ({
        name,
        type,
        form: "value",
        many: false,
        documentation: DOCUMENTATION,
      }),
    ),
    types: named(shape.types),
    enumerations: [],
    documentation: DOCUMENTATION,
    schemas: { inputs: {}, outputs: {} },
    typeSchemas: { inputs: {}, outputs: {} },
  };
}

function named(types: Readonly<Record<string, TypeExpression>> = {}) {
  return Object.entries(types).map(([name, type]) => ({
    name,
    type,
    documentation: DOCUMENTATION,
  }));
}

function model(
  processes: Readonly<Record<string, Shape>>,
  types?: Readonly<Record<string, TypeExpression>>,
): ServiceModel {
  return {
    types: named(types),
    processes: Object.entries(processes).map(([id, shape]) =>
      process(id, shape),
    ),
  };
}

function changes(before: ServiceModel, after: ServiceModel): string[] {
  return compareModels(compactModel(before), compactModel(after)).map(
    ({ text }) => text,
  );
}

describe("processes", () => {
  it.each<[string, Record<string, Shape>, Record<string, Shape>, string[]]>([
    ["the same", { foo: {} }, { foo: {} }, []],
    ["a new one", {}, { foo: {} }, ["+ process foo"]],
    [
      "one that is gone",
      { foo: {} },
      {},
      ["- process foo (breaking at compile time)"],
    ],
    [
      "several, by id",
      { b: {}, c: {} },
      { a: {}, c: {} },
      ["+ process a", "- process b (breaking at compile time)"],
    ],
    [
      "an id of several words",
      {},
      { "my process": {} },
      ['+ process "my process"'],
    ],
    [
      "another version",
      { foo: { version: "1.0" } },
      { foo: { version: "1.1" } },
      ["~ foo: version is now 1.1, was 1.0 (documentation)"],
    ],
    [
      "another name",
      { foo: { functionName: "foo" } },
      { foo: { functionName: "foo2" } },
      [
        "~ foo: function is now foo2, was foo (breaking at compile time)",
        "~ foo: type of the inputs is now foo2Inputs, was fooInputs (breaking at compile time)",
        "~ foo: type of the outputs is now foo2Outputs, was fooOutputs (breaking at compile time)",
      ],
    ],
  ])("%s", (_name, before, after, wanted) => {
    expect(changes(model(before), model(after))).toEqual(wanted);
  });

  it("are none between equal models, however wide their unions", () => {
    const union = Array.from({ length: 6000 }, (_, index) => ({
      required: { [`p${index}`]: "string" },
      optional: {},
    }));
    const wide = (): CompactModel => ({
      types: {},
      processes: {
        a: {
          function: "a",
          interfaces: ["AInputs", "AOutputs"],
          inputs: { required: { x: { union } }, optional: {} },
          outputs: {},
          types: {},
        },
      },
    });
    expect(compareModels(wide(), wide())).toEqual([]);
  });

  it("are told of unions of thousands of branches that all changed", () => {
    const wide = (type: CompactType): CompactModel => ({
      types: {},
      processes: {
        a: {
          function: "a",
          interfaces: ["AInputs", "AOutputs"],
          inputs: {
            required: {
              x: {
                union: Array.from({ length: 6000 }, (_, index) => ({
                  required: { kind: { enum: [`k${index}`] }, value: type },
                  optional: {},
                })),
              },
            },
            optional: {},
          },
          outputs: {},
          types: {},
        },
      },
    });
    expect(compareModels(wide("string"), wide("number"))).toMatchObject([
      { kind: "changed", process: "a", breaking: true },
    ]);
  });

  it("say which one, and whether code may break", () => {
    expect(
      compareModels(
        compactModel(model({ a: {}, b: { inputs: { x: STRING } } })),
        compactModel(model({ b: { inputs: { "x?": STRING } }, c: {} })),
      ),
    ).toEqual([
      {
        kind: "removed",
        process: "a",
        class: "compile-time",
        breaking: true,
        text: "- process a (breaking at compile time)",
      },
      {
        kind: "changed",
        process: "b",
        class: "additive",
        breaking: false,
        text: "~ b: input x is now optional",
      },
      {
        kind: "added",
        process: "c",
        class: "additive",
        breaking: false,
        text: "+ process c",
      },
    ]);
  });

  it("that are members of every object are found", () => {
    expect(changes(model({}), model({ constructor: {} }))).toEqual([
      "+ process constructor",
    ]);
  });
});

describe("what callers write", () => {
  type Types = Record<string, TypeExpression>;
  it.each<[string, Types, Types, string[]]>([
    [
      "an order that changed",
      { a: STRING, b: STRING },
      { b: STRING, a: STRING },
      [],
    ],
    ["an optional input", {}, { "x?": STRING }, ["+ p: input x, optional"]],
    [
      "a required input",
      {},
      { x: STRING },
      ["+ p: input x, required (breaking at compile time)"],
    ],
    [
      "an input that is gone",
      { "x?": STRING },
      {},
      ["- p: input x (breaking at compile time)"],
    ],
    [
      "one that became required",
      { "x?": STRING },
      { x: STRING },
      ["~ p: input x is now required (breaking at compile time)"],
    ],
    [
      "a value more",
      { m: literals("june") },
      { m: literals("june", "may") },
      ['~ p: input m now also takes "may"'],
    ],
    [
      "a value less",
      { m: literals("june", "may") },
      { m: literals("may") },
      ['~ p: input m no longer takes "june" (breaking at compile time)'],
    ],
    [
      "a value for another",
      { m: literals("june", "may") },
      { m: literals("may", "july") },
      [
        '~ p: input m changed from "june" | "may" to "may" | "july" (breaking at compile time)',
      ],
    ],
    [
      "another order of values",
      { m: literals("june", "may") },
      { m: literals("may", "june") },
      [],
    ],
    [
      "many values more",
      { m: literals(1) },
      { m: literals(1, 2, 3, 4, 5, 6, 7, 8) },
      ["~ p: input m now also takes 2, 3, 4, 5, 6 and 2 more"],
    ],
    [
      "any text in place of some",
      { m: literals("june") },
      { m: STRING },
      ["~ p: input m now also takes string"],
    ],
    [
      "some texts in place of any",
      { m: STRING },
      { m: literals("june") },
      ["~ p: input m no longer takes string (breaking at compile time)"],
    ],
    [
      "null",
      { x: NUMBER },
      { x: union(NUMBER, NOTHING) },
      ["~ p: input x now also takes null"],
    ],
    [
      "another kind",
      { x: NUMBER },
      { x: STRING },
      ["~ p: input x changed from number to string (breaking at compile time)"],
    ],
    ["both truth values", { x: BOOLEAN }, { x: literals(true, false) }, []],
    [
      "anything",
      { x: NUMBER },
      { x: UNKNOWN },
      ["~ p: input x now also takes unknown"],
    ],
    [
      "no longer anything",
      { x: UNKNOWN },
      { x: NUMBER },
      ["~ p: input x no longer takes unknown (breaking at compile time)"],
    ],
    [
      "items of a list",
      { x: array(NUMBER) },
      { x: array(union(NUMBER, STRING)) },
      ["~ p: input x[] now also takes string"],
    ],
    [
      "a list of fixed length",
      { x: array(NUMBER) },
      { x: tuple(NUMBER, NUMBER) },
      ["~ p: input x no longer takes number[] (breaking at compile time)"],
    ],
    [
      "a longer one",
      { x: tuple(NUMBER, NUMBER) },
      { x: tuple(NUMBER, NUMBER, NUMBER) },
      [
        "~ p: input x changed from [number, number] to [number, number, number] (breaking at compile time)",
      ],
    ],
    [
      "a property deep inside",
      { c: object({ bands: array(object({ "name?": STRING })) }) },
      {
        c: object({ bands: array(object({ name: STRING, "gain?": NUMBER })) }),
      },
      [
        "~ p: input c.bands[].name is now required (breaking at compile time)",
        "~ p: input c.bands[].gain is new",
      ],
    ],
    [
      "a property that is required",
      { c: object({}) },
      { c: object({ a: STRING }) },
      ["~ p: input c.a is new and required (breaking at compile time)"],
    ],
    [
      "a property that is gone",
      { c: object({ "a?": STRING }) },
      { c: object({}) },
      ["~ p: input c.a is gone (breaking at compile time)"],
    ],
    [
      "a property of an object that may be null",
      { c: union(object({ a: STRING }), NOTHING) },
      { c: union(object({ a: NUMBER }), NOTHING) },
      [
        "~ p: input c.a changed from string to number (breaking at compile time)",
      ],
    ],
    [
      "properties of any name",
      { c: object({}) },
      { c: object({}, STRING) },
      ["~ p: input c now has properties of any name"],
    ],
    [
      "narrower properties of any name",
      { c: object({}, UNKNOWN) },
      { c: object({}, STRING) },
      ["~ p: input c.* no longer takes unknown (breaking at compile time)"],
    ],
    [
      "a link in place of a value",
      { c: object({ href: STRING }) },
      { c: LINK },
      [
        "~ p: input c changed from { href: string } to Link (breaking at compile time)",
      ],
    ],
  ])("%s", (_name, before, after, wanted) => {
    expect(
      changes(
        model({ p: { inputs: before } }),
        model({ p: { inputs: after } }),
      ),
    ).toEqual(wanted);
  });
});

describe("what callers read", () => {
  type Types = Record<string, TypeExpression>;
  it.each<[string, Types, Types, string[]]>([
    ["a new output", {}, { bar: STRING }, ["+ p: output bar"]],
    [
      "one that is gone",
      { bar: STRING },
      {},
      ["- p: output bar (breaking at compile time)"],
    ],
    [
      "null",
      { r: STRING },
      { r: union(STRING, NOTHING) },
      ["~ p: output r may now also be null (breaking at compile time)"],
    ],
    [
      "no longer null",
      { r: union(STRING, NOTHING) },
      { r: STRING },
      ["~ p: output r is no longer null"],
    ],
    [
      "a file in place of a value",
      { r: UNKNOWN },
      { r: FILE },
      ["~ p: output r is no longer unknown"],
    ],
    [
      "a value in place of a file",
      { r: FILE },
      { r: NUMBER },
      [
        "~ p: output r changed from ResultFile to number (breaking at compile time)",
      ],
    ],
    [
      "a property more",
      { r: object({ a: STRING }) },
      { r: object({ a: STRING, b: NUMBER }) },
      ["~ p: output r.b is new"],
    ],
    [
      "a property less",
      { r: object({ a: STRING, b: NUMBER }) },
      { r: object({ a: STRING }) },
      ["~ p: output r.b is gone (breaking at compile time)"],
    ],
    [
      "a property that may be missing",
      { r: object({ a: STRING }) },
      { r: object({ "a?": STRING }) },
      ["~ p: output r.a may now be missing (breaking at compile time)"],
    ],
    [
      "a property that is always there",
      { r: object({ "a?": STRING }) },
      { r: object({ a: STRING }) },
      ["~ p: output r.a is now always there"],
    ],
  ])("%s", (_name, before, after, wanted) => {
    expect(
      changes(
        model({ p: { outputs: before } }),
        model({ p: { outputs: after } }),
      ),
    ).toEqual(wanted);
  });
});

describe("named types", () => {
  const pathRef = object({ value: STRING, "cid?": STRING });
  const tree = (leaf: TypeExpression): TypeExpression =>
    object({ value: leaf, children: array(ref("Tree")) });

  it("count by what they say, not by where they stand", () => {
    expect(
      changes(
        model({
          p: { inputs: { x: ref("PathRef") }, types: { PathRef: pathRef } },
        }),
        model({ p: { inputs: { x: ref("PathRef") } } }, { PathRef: pathRef }),
      ),
    ).toEqual([]);
  });

  it("that are gone break code that names them", () => {
    expect(
      changes(
        model({ p: { inputs: { x: ref("PathRef") } } }, { PathRef: pathRef }),
        model({ p: { inputs: { x: ref("Path") } } }, { Path: pathRef }),
      ),
    ).toEqual(["- type PathRef (breaking at compile time)"]);
  });

  it("of a process that is gone are not told beside it", () => {
    expect(
      changes(
        model({ p: { inputs: { x: ref("T") }, types: { T: pathRef } } }),
        model({}),
      ),
    ).toEqual(["- process p (breaking at compile time)"]);
  });

  it("that changed are told at each use", () => {
    expect(
      changes(
        model(
          { p: { inputs: { x: ref("T") }, outputs: { y: ref("T") } } },
          { T: pathRef },
        ),
        model(
          { p: { inputs: { x: ref("T") }, outputs: { y: ref("T") } } },
          { T: object({ value: STRING, cid: STRING }) },
        ),
      ),
    ).toEqual([
      "~ p: input x.cid is now required (breaking at compile time)",
      "~ p: output y.cid is now always there",
    ]);
  });

  it("may be recursive", () => {
    const at = (leaf: TypeExpression): ServiceModel =>
      model({ p: { inputs: { x: ref("Tree") } } }, { Tree: tree(leaf) });
    expect(changes(at(STRING), at(STRING))).toEqual([]);
    expect(changes(at(STRING), at(union(STRING, NUMBER)))).toEqual([
      "~ p: input x.value now also takes number",
    ]);
  });

  it("may be recursive without sense", () => {
    const endless = { A: union(ref("A"), ref("B")), B: ref("A") };
    const at = (): ServiceModel =>
      model({ p: { inputs: { x: ref("A") } } }, endless);
    expect(changes(at(), at())).toEqual([]);
  });
});

describe("a manifest's model", () => {
  it.each<[unknown, boolean]>([
    [undefined, false],
    [null, false],
    [{}, false],
    [{ types: {}, processes: {} }, true],
    [{ types: {}, processes: { a: {} } }, false],
    [{ types: {}, processes: [] }, false],
    [{ types: { T: 5 }, processes: {} }, false],
    [
      { types: { T: { array: { union: ["string", null] } } }, processes: {} },
      false,
    ],
    [{ types: { T: { tuple: ["string"], rest: 1 } }, processes: {} }, false],
    [{ types: { T: { required: {}, optional: {} } }, processes: {} }, true],
  ])("%j is compared: %j", (value, wanted) => {
    expect(isCompactModel(value)).toBe(wanted);
  });
});
