import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildModel } from "../build-model.js";
import {
  GLOBAL_TYPES,
  GLOBAL_VALUES,
  PACKAGE_NAMES,
  RESERVED_WORDS,
} from "../../../src/generator/model/reserved-names.js";
import {
  RUNTIME_EXPORTED_TYPES,
  RUNTIME_VALUES,
} from "../../../src/generator/model/runtime-names.js";
import type {
  ProcessModel,
  ServiceModel,
} from "../../../src/generator/model/service-model.js";

/** Ids as servers have them, and ids that are hard to name: reserved words, digits, no letters, nearly equal ones. */
const ID: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    "mtr_demo_generation",
    "a-b",
    "a_b",
    "aB",
    "A_B",
    "218",
    "a:1.0",
    "OTB.BandMath",
    "delete",
    "fetch",
    "con",
    "Promise",
    "createClient",
    "Link",
    "数据",
    "---",
    "",
  ),
  fc.stringMatching(/^[a-z]{1,4}[_-]?[a-z0-9]{0,3}$/),
);

const TITLE: fc.Arbitrary<string | undefined> = fc.constantFrom(
  undefined,
  "PathRef",
  "Link",
  "Promise",
  "Options",
  "an options object",
);

interface Described {
  readonly id: string;
  readonly document: unknown;
}

const DESCRIBED: fc.Arbitrary<Described> = fc
  .record({
    id: ID,
    title: TITLE,
    property: fc.constantFrom("value", "size"),
    enumerated: fc.boolean(),
  })
  .map(({ id: own, title: named, property, enumerated }) => ({
    id: own,
    document: {
      id: own,
      inputs: {
        value: {
          schema: {
            type: "object",
            properties: { [property]: { type: "string" } },
            ...(named === undefined ? {} : { title: named }),
          },
        },
        ...(enumerated ? { mode: { schema: { enum: ["a", "b"] } } } : {}),
      },
      outputs: {},
    },
  }));

const SERVICE: fc.Arbitrary<readonly Described[]> = fc.uniqueArray(DESCRIBED, {
  selector: (process) => process.id,
  minLength: 2,
  maxLength: 8,
});

async function modelOf(
  processes: readonly Described[],
  all: readonly Described[] = processes,
): Promise<ServiceModel> {
  const { model } = await buildModel({
    processes,
    allIds: all.map((process) => process.id),
  });
  return model;
}

/** Every name that a process's users may have written. */
function namesOf(process: ProcessModel): unknown {
  return {
    id: process.id,
    functionName: process.functionName,
    inputsTypeName: process.inputsTypeName,
    outputsTypeName: process.outputsTypeName,
    fileName: process.fileName,
    types: process.types.map(({ name }) => name),
    inputs: process.inputs.map(({ type }) => type),
    enumerations: process.enumerations.map(({ name }) => name),
  };
}

/** The names of a process that come from its id alone. */
function planned(process: ProcessModel): unknown {
  const { functionName, inputsTypeName, outputsTypeName, fileName } = process;
  return { functionName, inputsTypeName, outputsTypeName, fileName };
}

function allNames(model: ServiceModel): readonly string[] {
  return [
    ...model.types.map(({ name }) => name),
    ...model.processes.flatMap((process) => [
      process.functionName,
      process.inputsTypeName,
      process.outputsTypeName,
      ...process.types.map(({ name }) => name),
      ...process.enumerations.map(({ name }) => name),
    ]),
  ];
}

describe("names", () => {
  it("of processes do not depend on the selection", async () => {
    await fc.assert(
      fc.asyncProperty(SERVICE, fc.nat(), async (processes, mask) => {
        const selected = processes.filter(
          (_process, index) => ((mask >> index) & 1) === 1,
        );
        const whole = await modelOf(processes);
        const part = await modelOf(selected, processes);
        const kept = new Map(whole.processes.map((one) => [one.id, one]));
        for (const process of part.processes) {
          const before = kept.get(process.id);
          expect(before && planned(process)).toEqual(before && planned(before));
        }
      }),
    );
  });

  it("do not change when a process with a new id and new titles is added", async () => {
    await fc.assert(
      fc.asyncProperty(SERVICE, async (processes) => {
        const added = {
          id: "zzz_added",
          document: {
            id: "zzz_added",
            inputs: {
              area: {
                schema: {
                  type: "object",
                  title: "AddedArea",
                  properties: { east: { type: "number" } },
                },
              },
            },
          },
        };
        const before = await modelOf(processes);
        const after = await modelOf([...processes, added]);
        expect(
          after.processes
            .filter((process) => process.id !== added.id)
            .map(namesOf),
        ).toEqual(before.processes.map(namesOf));
        expect(after.types.map(({ name }) => name)).toEqual(
          before.types.map(({ name }) => name),
        );
      }),
    );
  });

  it("are unique, and differ from those of the language, the platform and the runtime", async () => {
    await fc.assert(
      fc.asyncProperty(SERVICE, async (processes) => {
        const model = await modelOf(processes);
        const names = allNames(model);
        expect(names).toEqual([...new Set(names)]);
        const taken = [
          ...RESERVED_WORDS,
          ...GLOBAL_TYPES,
          ...GLOBAL_VALUES,
          ...PACKAGE_NAMES,
          ...RUNTIME_EXPORTED_TYPES,
          ...RUNTIME_VALUES,
        ];
        expect(names.filter((name) => taken.includes(name))).toEqual([]);
        const files = model.processes.map(({ fileName }) =>
          fileName.toLowerCase(),
        );
        expect(files).toEqual([...new Set(files)]);
      }),
    );
  });

  it.each([
    {
      name: "ids that give the same name: the identifier keeps it",
      before: ["a-b"],
      added: "a_b",
      functions: { "a-b": "aB2", a_b: "aB" },
    },
    {
      name: "ids that differ: nothing changes",
      before: ["a-b"],
      added: "a_c",
      functions: { "a-b": "aB", a_c: "aC" },
    },
  ])("with $name", async ({ before, added, functions }) => {
    const process = (own: string) => ({ id: own, document: { id: own } });
    const model = await modelOf([...before, added].map(process));
    expect(
      Object.fromEntries(
        model.processes.map((one) => [one.id, one.functionName]),
      ),
    ).toEqual(functions);
  });

  it("of types change when a second structure with the same title comes: each is then named after its process", async () => {
    const process = (own: string, property: string): Described => ({
      id: own,
      document: {
        id: own,
        inputs: {
          value: {
            schema: {
              type: "object",
              title: "Options",
              properties: { [property]: { type: "string" } },
            },
          },
        },
      },
    });
    const typesOf = ({ processes }: ServiceModel) =>
      processes.flatMap(({ types }) => types.map(({ name }) => name));
    const near = process("near", "distance");
    const far = process("far", "height");
    expect(typesOf(await modelOf([near], [near, far]))).toEqual(["Options"]);
    expect(typesOf(await modelOf([near, far]))).toEqual([
      "FarOptions",
      "NearOptions",
    ]);
  });
});
