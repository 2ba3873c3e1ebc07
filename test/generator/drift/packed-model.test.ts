import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareModels } from "../../../src/generator/drift/changes.js";
import type {
  CompactModel,
  CompactProcess,
} from "../../../src/generator/drift/compact-model.js";
import {
  packModel,
  unpackModel,
  type KnownModel,
} from "../../../src/generator/drift/packed-model.js";

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

function known(model: CompactModel): KnownModel {
  return { model, packed: packModel(model) };
}

describe("a packed model", () => {
  it("has a text for each type and process", () => {
    expect(packModel(MODEL)).toEqual(PACKED);
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
    expect(unpackModel(kept)).toEqual(wanted);
    expect(unpackModel(kept, known(MODEL))).toEqual(wanted);
  });

  it("is not parsed where the known model has the same text", () => {
    const other = { ...PROCESS, function: "b" };
    const unpacked = unpackModel(
      packModel({ ...MODEL, processes: { a: PROCESS, b: PROCESS } }),
      known({ ...MODEL, processes: { a: PROCESS, b: other } }),
    );
    expect(unpacked?.processes["a"]).toBe(PROCESS);
    expect(unpacked?.processes["b"]).toEqual(PROCESS);
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
  const model = fc.record({
    types,
    processes: fc.dictionary(name, process, { maxKeys: 5 }),
  }) as fc.Arbitrary<CompactModel>;

  it("are found as where all of the earlier model is parsed", () => {
    fc.assert(
      fc.property(model, model, fc.boolean(), (before, other, isNear) => {
        const after = isNear
          ? {
              ...before,
              processes: { ...before.processes, ...other.processes },
            }
          : other;
        const kept: unknown = JSON.parse(JSON.stringify(packModel(before)));
        const whole = unpackModel(kept);
        const part = unpackModel(kept, known(after));
        expect(part).toEqual(whole);
        if (whole === undefined || part === undefined) return;
        expect(compareModels(part, after)).toEqual(compareModels(whole, after));
      }),
    );
  });
});
