import { posix } from "node:path";
import { build } from "esbuild";
import { format } from "prettier";
import { describe, expect, it } from "vitest";
import { readAssets } from "../../../src/generator/assets.js";
import {
  emitPackage,
  type EmitOptions,
} from "../../../src/generator/emit/emit.js";
import { shardName } from "../../../src/generator/emit/schemas-files.js";
import { buildModel } from "../build-model.js";

const OPTIONS: EmitOptions = {
  ...(await readAssets()),
  defaultUrl: "http://localhost:8008/",
  objectInputs: "plain",
};

/** More processes than stand in the index, in other files than those of the tests. */
const OTHERS = Object.fromEntries(
  Array.from({ length: 100 }, (_, index) => `a${String(index)}`)
    .filter((name) => !/[0c]$/.test(shardName(name)))
    .slice(0, 8)
    .map((name) => [name, {}]),
);

type Files = ReadonlyMap<string, string>;

/** The package of processes by their ids, each with one input. */
async function packageOf(
  inputs: Readonly<Record<string, object>>,
  options: Partial<EmitOptions> = {},
): Promise<Files> {
  const { model } = await buildModel({
    processes: Object.entries(inputs).map(([id, schema]) => ({
      id,
      document: { inputs: { [id]: { schema } }, outputs: {} },
    })),
  });
  const files = emitPackage(model, { ...OPTIONS, ...options });
  return new Map(files.map(({ path, text }) => [path, text]));
}

/** The names that each file of `schemas/` exports. */
function exportsOf(files: Files): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    [...files]
      .filter(([path]) => path.startsWith("schemas/"))
      .map(([path, text]) => [
        path.slice("schemas/".length, -".ts".length),
        [...text.matchAll(/^export (?:const |\{ |\* as )(\w+)/gm)].map(
          ([, name = ""]) => name,
        ),
      ]),
  );
}

/** A program that uses a package, as esbuild bundles it. */
async function bundle(files: Files, program: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: "/", sourcefile: "main.ts" },
    bundle: true,
    write: false,
    format: "esm",
    minify: true,
    plugins: [
      {
        name: "package",
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /^\./ }, ({ path, importer }) => ({
            path: posix
              .join("/", posix.dirname(importer), path)
              .slice(1)
              .replace(/\.js$/, ".ts"),
            namespace: "p",
          }));
          onLoad({ filter: /./, namespace: "p" }, ({ path }) => ({
            contents: files.get(path) ?? "",
            loader: "ts",
          }));
        },
      },
    ],
  });
  return outputFiles[0]?.text ?? "";
}

/** What a bundle exports. */
async function evaluated(
  code: string,
): Promise<Readonly<Record<string, never>>> {
  const url = `data:text/javascript;base64,${Buffer.from(code).toString("base64")}`;
  return (await import(/* @vite-ignore */ url)) as Record<string, never>;
}

describe("where the schemas of a process are", () => {
  it("follows from the function's name alone", () => {
    // `printf primesBetween | sha256sum`
    expect(shardName("primesBetween")).toBe("shard-c");
    expect(shardName("sleepAWhile")).toBe("shard-8");
  });

  it("is one of 16 files", () => {
    const names = Array.from({ length: 1000 }, (_, index) => `p${index}`);
    const shards = names.map(shardName);
    expect(new Set(shards).size).toBe(16);
    for (const shard of new Set(shards)) {
      const share = shards.filter((other) => other === shard).length;
      expect(share).toBeLessThan(100);
    }
  });

  it("is the index in a small service", async () => {
    const files = await packageOf({ primes_between: {}, echo: {} });
    expect(exportsOf(files)).toEqual({ index: ["echo", "primesBetween"] });
  });

  it("does not change when a process is added", async () => {
    const inputs = { ...OTHERS, primes_between: {}, echo: {} };
    const before = await packageOf(inputs);
    const after = await packageOf({ ...inputs, process_pipeline: {} });
    expect(exportsOf(before)).toMatchObject({
      "shard-0": ["echo"],
      "shard-c": ["primesBetween"],
    });
    expect(exportsOf(after)).toEqual({
      ...exportsOf(before),
      index: [...(exportsOf(before)["index"] ?? []), "processPipeline"],
      "shard-0": ["echo", "processPipeline"],
    });
    expect(after.get("schemas/shard-c.ts")).toBe(
      before.get("schemas/shard-c.ts"),
    );
    const lines = after.get("schemas/shard-0.ts")?.split("\n");
    for (const line of before.get("schemas/shard-0.ts")?.split("\n") ?? []) {
      expect(lines).toContain(line);
    }
  });

  it("is nowhere without processes", async () => {
    const files = await packageOf({});
    expect(exportsOf(files)).toEqual({ index: [] });
    expect(files.get("schemas/index.ts")).toContain("export {};");
  });
});

describe("the text of a file", () => {
  it.each(["p", "a".repeat(18), "a".repeat(19), "a".repeat(70)])(
    "has Prettier's style: %s",
    async (name) => {
      const files = await packageOf({ [name]: { description: "it's" }, b: {} });
      for (const [path, text] of files) {
        if (!path.startsWith("schemas/")) continue;
        expect(await format(text, { parser: "typescript" })).toBe(text);
      }
    },
  );

  it.each([
    ["quotes and backslashes", `"'\\ \\" \\u0041 \${x} \``],
    ["the end of a script", "</script><!-- -->"],
    ["separators of lines", "\u2028 \u2029 \u0085 \r\n\t"],
    ["a lone surrogate", "a\ud800b\udfff"],
    ["a direction, a byte order mark", "\u202e \ufeff \u0000"],
    ["other scripts", "日本語 العربية 😀"],
  ])("gives %s back", async (_name, text) => {
    const files = await packageOf({
      p: { type: "string", default: text, enum: [text] },
    });
    const source = files.get("schemas/shard-1.ts") ?? "";
    expect(source).not.toContain("</");
    expect(source).not.toMatch(/[\u2028\u2029\u202e\ufeff\ud800\r]/);
    const { schema } = await evaluated(
      await bundle(
        files,
        'import { p } from "./schemas/index.js"; export const schema = p.inputs.properties.p;',
      ),
    );
    expect(schema).toEqual({ type: "string", default: text, enum: [text] });
  });

  it("gives a property of any name back, and the same object each time", async () => {
    const properties = JSON.parse(
      '{"__proto__": {"type": "string"}, "constructor": {"type": "null"}}',
    ) as object;
    const files = await packageOf({ p: { type: "object", properties } });
    const { names, isSame } = await evaluated(
      await bundle(
        files,
        'import * as s from "./schemas/index.js"; export const names = Object.keys(s.p.inputs.properties.p.properties); export const isSame = s.p.inputs === s.p.inputs;',
      ),
    );
    expect(names).toEqual(["__proto__", "constructor"]);
    expect(isSame).toBe(true);
  });
});

describe("a bundle", () => {
  const ids = Array.from({ length: 40 }, (_, index) => `process_${index}`);

  it.each([
    [
      "names",
      'import { process7 } from "./schemas/index.js"; console.log(process7.inputs);',
    ],
    [
      "takes from all",
      'import * as s from "./schemas/index.js"; console.log(s.process7.inputs);',
    ],
  ])(
    "has the schemas of the process that it %s, and of no other",
    async (_name, program) => {
      const [alone, among] = await Promise.all(
        [["process_7"], ids].map(async (some) =>
          bundle(
            await packageOf(
              Object.fromEntries(
                some.map((id) => [id, { description: `<${id}>` }]),
              ),
            ),
            program,
          ),
        ),
      );
      expect(among?.match(/<process_\d+>/g)).toEqual(["<process_7>"]);
      // Names of the minifier differ.
      expect(among?.length).toBe(alone?.length);
    },
  );

  it("of a process has no schemas", async () => {
    const files = await packageOf({
      p: { type: "string", description: "<process_p>" },
    });
    const code = await bundle(
      files,
      'import { p } from "./index.js"; void p({});',
    );
    expect(code).not.toContain("<process_p>");
    expect(code).not.toContain("$schema");
  });
});

describe("the schemas of a process that stays", () => {
  const stays = { id: "echo", functionName: "echo", fileName: "echo" };

  it.each<[string, Readonly<Record<string, object>>, string]>([
    ["of a small service", {}, "schemas/index.ts"],
    ["of a larger one", OTHERS, "schemas/shard-0.ts"],
  ])(
    "are taken from the earlier run %s, in whatever style they are",
    async (_name, others, path) => {
      const inputs = { ...others, process_pipeline: {} };
      const before = await packageOf({ ...inputs, echo: {} });
      const inStyle = await format(before.get(path) ?? "", {
        parser: "typescript",
        singleQuote: true,
        semi: false,
        useTabs: true,
      });
      const after = await packageOf(inputs, {
        retained: [stays],
        earlierSchemas: new Map([[path, inStyle]]),
      });
      expect(exportsOf(after)).toEqual(exportsOf(before));
      const text = after.get(path) ?? "";
      expect(await format(text, { parser: "typescript" })).toBe(
        before.get(path),
      );
    },
  );

  it("are found where the service was small before", async () => {
    const inputs = { process_pipeline: {} };
    const before = await packageOf({ ...inputs, echo: {} });
    const after = await packageOf(
      { ...inputs, ...OTHERS },
      {
        retained: [stays],
        earlierSchemas: new Map([
          ["schemas/index.ts", before.get("schemas/index.ts") ?? ""],
        ]),
      },
    );
    expect(exportsOf(after)["shard-0"]).toEqual(["echo", "processPipeline"]);
  });

  it.each([
    [
      "of version 0.1 stay in their file",
      ["schemas/echo.ts"],
      'export * as echo from "./echo.js";',
    ],
    ["that are gone are not exported", [], "export {};"],
  ])("%s", async (_name, paths, wanted) => {
    const files = await packageOf(
      {},
      {
        retained: [stays],
        earlierSchemas: new Map(paths.map((path) => [path, ""])),
      },
    );
    const text = files.get("schemas/index.ts") ?? "";
    expect(text.trimEnd().split("\n").at(-1)).toBe(wanted);
  });
});
