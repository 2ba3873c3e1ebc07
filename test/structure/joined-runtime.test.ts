import { join } from "node:path";
import { build } from "esbuild";
import { check } from "prettier";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { readAssets } from "../../src/generator/assets.js";
import { withImportExtension } from "../../src/generator/emit/import-path.js";
import { runCli } from "../generator/cli/run-cli.js";
import {
  readFiles,
  temporaryFolder,
  writeFiles,
} from "../generator/output/folder.js";

const ROOT = join(import.meta.dirname, "../..");
const RECORDING = join(ROOT, "test/packages/two-processes.json");
const { runtimeFiles: JOINED } = await readAssets();

/** What a bundle of a program holds, minified, in a project that says nothing of side effects. */
async function bundled(program: string): Promise<string> {
  using folder = temporaryFolder();
  writeFiles(folder.path, Object.fromEntries(JOINED));
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: folder.path },
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    // Files that are loaded lazily are not what a bundle begins with.
    external: [...JOINED.keys()]
      .filter((name) => !["core.ts", "index.ts"].includes(name))
      .map((name) => `./${name.replace(/\.ts$/, ".js")}`),
    write: false,
  });
  return outputFiles.map(({ text }) => text).join("");
}

describe("the joined runtime", () => {
  // With "ts", lines are as long as with "js". A line of a room that fits with one ending only has to be rephrased.
  it.each(["js", "none"] as const)(
    "is in Prettier's default style with imports that end in %s",
    async (extension) => {
      for (const [name, text] of JOINED) {
        const source = withImportExtension(text, extension);
        expect([name, await check(source, { filepath: name })]).toEqual([
          name,
          true,
        ]);
      }
    },
  );

  // Programs that have a copy do not check it.
  it("compiles with every strict option", { timeout: 240_000 }, () => {
    const { config } = ts.readConfigFile(
      join(ROOT, ".config/tsconfig.runtime.json"),
      ts.sys.readFile,
    ) as { readonly config: { readonly compilerOptions: object } };
    using folder = temporaryFolder();
    writeFiles(folder.path, {
      ...Object.fromEntries(JOINED),
      "package.json": '{ "type": "module" }',
    });
    const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
    const program = ts.createProgram(
      [...JOINED.keys()].map((name) => join(folder.path, name)),
      options,
    );
    const texts = ts
      .getPreEmitDiagnostics(program)
      .map(({ messageText }) =>
        ts.flattenDiagnosticMessageText(messageText, " "),
      );
    expect(texts).toEqual([]);
  });

  it("imports its own files only", () => {
    for (const [name, text] of JOINED) {
      const modules = [...text.matchAll(/\b(?:from|import\() ?"([^"]*)"/g)].map(
        ([, module = ""]) => module.replace(/^\.\/(.*)\.js$/, "$1.ts"),
      );
      const foreign = modules.filter((module) => !JOINED.has(module));
      expect([name, ...foreign]).toEqual([name]);
    }
  });

  it("leaves nothing in a bundle that uses nothing of it", async () => {
    expect((await bundled(`import "./index.ts";`)).trim()).toBe("");
  });

  it("leaves out of a bundle what the program does not use", async () => {
    const program = `import { isS2gosError } from "./index.ts"; report(isS2gosError(0));`;
    const names = /\b(ApiError|JobFailedError|ajv|authUrl|multipart)\b/;
    const text = await bundled(program);
    expect(text).toContain("s2gos.error");
    expect(text).not.toMatch(names);
  });
});

it("a package of two processes in a project has less than 20 files", async () => {
  using folder = temporaryFolder();
  writeFiles(folder.path, { "package.json": "{}" });
  const args = ["generate", "--input", RECORDING, "--out", "generated"];
  const { code, stderr } = await runCli(args, { cwd: folder.path });
  expect(code, stderr).toBe(0);
  const files = Object.keys(readFiles(join(folder.path, "generated")));
  expect(files.length).toBeLessThan(20);
});
