import { format } from "prettier";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { readAssets } from "../../../src/generator/assets.js";
import {
  emitPackage,
  type EmitOptions,
} from "../../../src/generator/emit/emit.js";
import { buildModel } from "../build-model.js";

const OPTIONS: EmitOptions = {
  ...(await readAssets()),
  defaultUrl: "http://localhost:8008/",
  objectInputs: "plain",
};

/** The text of `processes.ts` for processes of these ids. */
async function registryOf(
  processes: readonly { readonly id: string; readonly title?: string }[],
  options: Partial<EmitOptions> = {},
): Promise<string> {
  const { model } = await buildModel({
    processes: processes.map(({ id, title }) => ({
      id,
      document: { title, inputs: {}, outputs: {} },
    })),
  });
  const files = emitPackage(model, { ...OPTIONS, ...options });
  const file = files.find(({ path }) => path === "processes.ts");
  return file?.text.slice(file.text.indexOf("\n\n") + 2) ?? "";
}

describe("processes.ts", () => {
  it("has each process by its id, with its title", async () => {
    const text = await registryOf([
      { id: "a-b", title: "Ends */" },
      { id: "c" },
    ]);
    expect(text)
      .toBe(`/** The processes of the service as functions, by the ids that the server gives them. */
export interface Processes {
  /** Ends *\\/ */
  readonly "a-b": typeof import("./processes/a-b.js").aB;
  readonly c: typeof import("./processes/c.js").c;
}

/** The id of a process of the service. */
export type ProcessId = keyof Processes;

/** The inputs of a process, by its id. */
export type InputsOf<Id extends ProcessId> = NonNullable<
  Parameters<Processes[Id]>[0]
>;

/** The outputs of a process, by its id. */
export type OutputsOf<Id extends ProcessId> = Awaited<
  ReturnType<ReturnType<Processes[Id]["job"]>["results"]>
>;

/**
 * Loads the function of a process, by its id: \`const process = await processes[id]()\`.
 * Given to \`client.job\`, it finds the process that a job belongs to.
 */
export const processes: {
  readonly [Id in ProcessId]: () => Promise<Processes[Id]>;
} = {
  "a-b": async () => {
    const file = await import("./processes/a-b.js");
    return file.aB;
  },
  c: async () => {
    const file = await import("./processes/c.js");
    return file.c;
  },
};
`);
  });

  it("ends imports as the project does", async () => {
    const text = await registryOf([{ id: "c" }], { importExtension: "none" });
    expect(text).toContain('import("./processes/c")');
  });

  it.each<[string, readonly string[]]>([
    ["no process", []],
    ["names of the file itself", ["processes", "Processes", "ProcessId"]],
    ["what objects inherit", ["__proto__", "constructor", "toString"]],
    ["quotes and line ends", ['a"b', "a'b", "a\nb", "a\u2028b", "`${c}`"]],
    [
      "ids of each length",
      Array.from({ length: 100 }, (_, index) => `p${"x".repeat(index)}`),
    ],
    [
      "ids of each length that are no names",
      Array.from({ length: 100 }, (_, index) => `p-${"x".repeat(index)}`),
    ],
    ["wide characters", ["降水", "降水量".repeat(15), "é".repeat(64)]],
  ])(
    "is laid out by Prettier's style, and compiles, with %s",
    async (_name, ids) => {
      const text = await registryOf(ids.map((id) => ({ id })));
      expect(text).toBe(await format(text, { parser: "typescript" }));
      const { diagnostics = [] } = ts.transpileModule(text, {
        reportDiagnostics: true,
      });
      expect(diagnostics).toEqual([]);
    },
  );
});
