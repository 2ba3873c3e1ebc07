import { describe, expect, it } from "vitest";
import { BANNER } from "../../../src/generator/emit/banner.js";
import type { Emitter } from "../../../src/generator/emitters/emitter.js";
import {
  runEmitters,
  type EmittersResult,
} from "../../../src/generator/emitters/run-emitters.js";
import type { ServiceModel } from "../../../src/generator/model/service-model.js";
import { buildModel } from "../build-model.js";
import { endsIdle } from "../ends-idle.js";

async function model(): Promise<ServiceModel> {
  const { model: built } = await buildModel({
    processes: [
      {
        id: "a-b",
        document: {
          id: "a-b",
          version: "1",
          inputs: { x: { schema: { type: "string" } } },
          outputs: {},
        },
      },
    ],
  });
  return built;
}

/** @param emitters - As a program in JavaScript may give them. */
async function run(emitters: unknown): Promise<EmittersResult> {
  return runEmitters(emitters as readonly Emitter[], await model(), {
    importExtension: "js",
  });
}

const none = (): [] => [];

describe("emitters", () => {
  it("make files, each with its emitter, formatted", async () => {
    const ids: Emitter = {
      name: "ids",
      dependencies: { "@a/b": "^1.0.0" },
      emit: ({ processes }, tools) =>
        processes.map(({ id, fileName, functionName }) => ({
          path: `ids/${fileName}.ts`,
          process: id,
          text: `export { ${tools.identifier(functionName)} as process } from ${tools.stringLiteral(tools.importPath(`ids/${fileName}.ts`, `processes/${fileName}.ts`))}`,
        })),
    };
    const list: Emitter = {
      name: "list",
      dependencies: { "@a/b": "^1.0.0", c: "2" },
      emit: async ({ processes }, tools) => {
        tools.warn("an input has no bounds.", {
          process: "a-b",
          pointer: "/inputs/x",
          hint: "Describe it.",
        });
        tools.warn("more");
        return Promise.resolve([
          {
            path: "list.json",
            text: JSON.stringify(processes.map(({ id }) => id)),
          },
        ]);
      },
    };
    expect(await run([ids, list])).toEqual({
      files: [
        {
          path: "ids/a-b.ts",
          text: `${BANNER}\n\nexport { aB as process } from "../processes/a-b.js";\n`,
          process: "a-b",
          emitter: "ids",
        },
        { path: "list.json", text: '["a-b"]\n', emitter: "list" },
      ],
      dependencies: { "@a/b": "^1.0.0", c: "2" },
      diagnostics: [
        {
          severity: "warning",
          code: "emitter-warning",
          process: "a-b",
          pointer: "/inputs/x",
          message: "list: an input has no bounds.",
          hint: "Describe it.",
        },
        {
          severity: "warning",
          code: "emitter-warning",
          message: "list: more",
        },
      ],
    });
  });

  it("cannot change what others see", async () => {
    const seen: string[] = [];
    const emitter = (name: string): Emitter => ({
      name,
      emit: (given) => {
        for (const process of given.processes) {
          seen.push(process.functionName);
          Object.assign(process, { functionName: "other" });
        }
        return [];
      },
    });
    await run([emitter("one"), emitter("two")]);
    expect(seen).toEqual(["aB", "aB"]);
  });

  const failing = (emit: () => unknown): unknown => ({ name: "bad", emit });
  const file = (more: object): unknown =>
    failing(() => [{ path: "bad/x.ts", text: "", ...more }]);

  it("one whose promise nothing settles any more fails, before the program ends", async () => {
    const emit = (): Promise<never> => new Promise(() => undefined);
    const failed = expect(run([{ name: "bad", emit }])).rejects.toMatchObject({
      code: "emitter-failed",
      message:
        "The emitter bad failed: its promise waits for something that never comes.",
    });
    await endsIdle();
    await failed;
  });

  it.each<[string, unknown, string]>([
    [
      "throws",
      failing(() => {
        throw new Error("no schema.\nmore");
      }),
      "no schema",
    ],
    [
      "throws a text",
      failing(() => {
        // eslint-disable-next-line @typescript-eslint/only-throw-error -- JavaScript may.
        throw "no schema";
      }),
      "no schema",
    ],
    [
      "rejects",
      failing(() => Promise.reject(new Error("no schema"))),
      "no schema",
    ],
    [
      "returns nothing",
      failing(() => undefined),
      "it returned no list of files",
    ],
    [
      "returns texts",
      failing(() => ["x"]),
      'it returned a file without a text as its "path" and its "text"',
    ],
    [
      "returns bytes",
      file({ text: new Uint8Array() }),
      'it returned a file without a text as its "path" and its "text"',
    ],
    [
      "names a process that is not there",
      file({ process: "c" }),
      'bad/x.ts belongs to the process "c", which is not in the model',
    ],
    [
      "makes no well-formed text",
      file({ text: '"\uD800"' }),
      "bad/x.ts has half a surrogate pair, which no file can hold; print texts of the server with tools.stringLiteral or tools.docText",
    ],
    [
      "makes what cannot be parsed",
      file({ text: "let = ;" }),
      "bad/x.ts cannot be parsed: Expression expected. (1:7)",
    ],
  ])("one that %s fails by its name", async (_name, emitter, message) => {
    await expect(run([emitter])).rejects.toMatchObject({
      name: "GenerationError",
      code: "emitter-failed",
      message: `The emitter bad failed: ${message}.`,
      where: "emitter bad",
      hint: "Nothing was written. Correct the emitter, or leave it out; --verbose prints where it failed.",
    });
  });

  it.each<[string, unknown, string]>([
    [
      "one without a list",
      { name: "a", emit: none },
      '"emitters" is no list of emitters.',
    ],
    ["a function", [none], 'Number 1 of "emitters" is no emitter.'],
    [
      "a name with a line feed",
      [
        { name: "a", emit: none },
        { name: "b\nc", emit: none },
      ],
      'Number 2 of "emitters" is no emitter.',
    ],
    ["nothing", [undefined], 'Number 1 of "emitters" is no emitter.'],
    [
      "two of one name",
      [
        { name: "a", emit: none },
        { name: "a", emit: none },
      ],
      "Two emitters have the name a.",
    ],
    [
      "a dependency that is none",
      [{ name: "a", emit: none, dependencies: { zod: 4 } }],
      'The emitter a has a dependency that is none: "zod".',
    ],
    [
      "two versions of one package",
      [
        { name: "a", emit: none, dependencies: { zod: "^4" } },
        { name: "b", emit: none, dependencies: { zod: "^3" } },
      ],
      "The emitters a and b want zod in the versions ^4 and ^3.",
    ],
  ])("are not %s", async (_name, emitters, message) => {
    await expect(run(emitters)).rejects.toMatchObject({
      name: "UsageError",
      message,
    });
  });
});
