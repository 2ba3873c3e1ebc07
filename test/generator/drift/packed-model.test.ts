import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareModels } from "../../../src/generator/drift/changes.js";
import type {
  CompactModel,
  CompactProcess,
} from "../../../src/generator/drift/compact-model.js";
import {
  differingParts,
  keptModel,
  onlyProcesses,
  packModel,
  unpackModel,
  withKept,
  type PackedModel,
} from "../../../src/generator/drift/packed-model.js";
import { mapMembers } from "../../../src/generator/json.js";
import { buildModel } from "../build-model.js";

const PROCESS: CompactProcess = {
  function: "a",
  interfaces: ["AInputs", "AOutputs"],
  inputs: { required: { x: "string" }, optional: {} },
  outputs: { y: { ref: "T" } },
  types: {},
};

const MODEL: CompactModel = {
  types: { T: "number" },
  processes: { a: PROCESS },
};

const PACKED = {
  types: { T: '"number"' },
  processes: {
    a: '{"function":"a","interfaces":["AInputs","AOutputs"],"inputs":{"required":{"x":"string"},"optional":{}},"outputs":{"y":{"ref":"T"}},"types":{}}',
  },
};

const UNPACKED: CompactModel = { ...MODEL, types: { T: { enum: [1] } } };

function read(kept: unknown): CompactModel | undefined {
  const packed = keptModel(kept);
  return packed === undefined ? undefined : unpackModel(packed);
}

/** A packed model with these texts, which are no JSON: what parses one of them fails. */
function texts(
  types: Readonly<Record<string, string>>,
  processes: Readonly<Record<string, string>>,
): PackedModel {
  return { types, processes };
}

describe("a packed model", () => {
  it("has a text for each type and process", async () => {
    const { model } = await buildModel({
      processes: [
        {
          id: "a",
          document: {
            id: "a",
            version: "1",
            inputs: { x: { schema: { type: "string", enum: ["u", "v"] } } },
            outputs: { y: { schema: { type: "number", minimum: 2 } } },
          },
        },
      ],
    });
    expect(packModel(model)).toEqual({
      types: {},
      processes: {
        a: '{"version":"1","function":"a","interfaces":["AInputs","AOutputs"],"inputs":{"required":{"x":{"enum":["u","v"]}},"optional":{}},"outputs":{"y":"number"},"types":{},"terms":{"inputs":{},"outputs":{"values":{"y":{"minimum":2}}}}}',
      },
    });
  });

  it.each<[string, unknown, CompactModel | undefined]>([
    ["what was packed", PACKED, MODEL],
    ["what a first version wrote", UNPACKED, UNPACKED],
    ["nothing", undefined, undefined],
    ["no groups", {}, undefined],
    ["a list of processes", { ...PACKED, processes: [] }, undefined],
    ["text that is no JSON", { ...PACKED, processes: { a: "{" } }, undefined],
    [
      "a process that is none",
      { ...PACKED, processes: { a: "{}" } },
      undefined,
    ],
    ["a type that is none", { ...PACKED, types: { T: "5" } }, undefined],
  ])("of %s is read, or is none", (_name, kept, wanted) => {
    expect(read(kept)).toEqual(wanted);
  });

  it("gives the processes that are asked for and that it has", () => {
    const model = texts({ T: "t" }, { a: "1", b: "2", constructor: "3" });
    expect(onlyProcesses(model, ["b", "toString", "unknown"])).toEqual(
      texts({ T: "t" }, { b: "2" }),
    );
  });
});

describe("a model with processes that are as they were", () => {
  const current = texts({ T: "new", U: "new" }, { c: "new", a: "new" });
  const kept = texts({ S: "old", T: "old" }, { c: "old", b: "old" });

  it.each<[string, boolean, PackedModel]>([
    [
      "because nothing of them changed: all shared types are those of now",
      false,
      texts({ T: "new", U: "new" }, { a: "new", b: "old", c: "new" }),
    ],
    [
      "because they could not be read: the types that they share stay",
      true,
      texts({ S: "old", T: "new", U: "new" }, { a: "new", b: "old", c: "new" }),
    ],
  ])("%s", (_name, isShared, wanted) => {
    const after = withKept(current, kept, isShared);
    expect(after).toEqual(wanted);
    expect(Object.keys(after.processes)).toEqual(["a", "b", "c"]);
  });
});

describe("the parts of two models that have to be compared", () => {
  const { a: text } = PACKED.processes;
  const other = text.replace('"a"', '"b"');

  it.each<[string, PackedModel, PackedModel, readonly string[] | undefined]>([
    ["none", texts({}, { a: "{" }), texts({}, { a: "{" }), []],
    [
      "a process that has another text",
      texts({}, { a: "{", b: text }),
      texts({}, { a: "{", b: other }),
      ["b"],
    ],
    [
      "processes that only one of them has",
      texts({}, { a: text, c: "{" }),
      texts({}, { b: text, c: "{" }),
      ["a", "b"],
    ],
    [
      "all of them, where a shared type is another",
      texts({ T: '"number"' }, { a: text }),
      texts({ T: '"string"' }, { a: text }),
      ["a"],
    ],
    [
      "what this version cannot compare",
      texts({}, { a: "{}" }),
      texts({}, { a: text }),
      undefined,
    ],
  ])("are %s", (_name, before, after, wanted) => {
    const parts = differingParts(before, after);
    const ids = parts && [
      ...Object.keys(parts.before.processes),
      ...Object.keys(parts.after.processes),
    ];
    expect(ids && [...new Set(ids)]).toEqual(wanted);
  });
});

describe("random changes of a model", () => {
  const name = fc.constantFrom("a", "b", "T", "__proto__", "constructor");
  const type = fc.constantFrom(
    "string",
    { ref: "T" },
    { enum: [1, "x"] },
    { union: ["string", { array: "number" }] },
  );
  const types = fc.dictionary(name, type, { maxKeys: 3 });
  const process = fc.record({
    function: name,
    interfaces: fc.tuple(name, name),
    inputs: fc.record({ required: types, optional: types }),
    outputs: types,
    types,
  });
  const model = fc
    .record({
      types,
      processes: fc.dictionary(name, process, { maxKeys: 5 }),
    })
    .map((some) => withOwnNames(some as CompactModel));

  it("are found as where all of both models is compared", () => {
    fc.assert(
      fc.property(model, model, fc.boolean(), (before, other, isNear) => {
        const after = isNear
          ? {
              ...before,
              processes: { ...before.processes, ...other.processes },
            }
          : other;
        const parts = differingParts(packed(before), packed(after));
        expect(parts && compareModels(parts.before, parts.after)).toEqual(
          compareModels(before, after),
        );
      }),
    );
  });
});

function packed(model: CompactModel): PackedModel {
  const text = (value: unknown) => JSON.stringify(value);
  return {
    types: mapMembers(model.types, text),
    processes: mapMembers(model.processes, text),
  };
}

/** A package exports each name once: the types of a process have names of their own. */
function withOwnNames(model: CompactModel): CompactModel {
  return {
    types: model.types,
    processes: mapMembers(model.processes, (process, id) => ({
      ...process,
      types: Object.fromEntries(
        Object.entries(process.types).map(([name, type]) => [
          `${id}.${name}`,
          type,
        ]),
      ),
    })),
  };
}
