import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readCompilerOptions } from "../../../src/generator/project/compiler-options.js";
import { temporaryFolder, writeFiles } from "../output/folder.js";

/** What is read for `src/generated` where `tsconfig.json` is the nearest, with paths relative to the temporary folder. */
async function read(files: Readonly<Record<string, string>>): Promise<unknown> {
  using folder = temporaryFolder();
  writeFiles(folder.path, files);
  const found = await readCompilerOptions(
    join(folder.path, "src/generated"),
    join(folder.path, "tsconfig.json"),
  );
  const text = JSON.stringify(found).replaceAll(`${folder.path}/`, "");
  return JSON.parse(text) as unknown;
}

describe("the compiler options of a folder", () => {
  it.each<[string, Record<string, string>, object]>([
    [
      "with comments and last commas",
      {
        "tsconfig.json":
          '{\n // a\n "compilerOptions": { "module": "NodeNext", /* b */ "strict": true, },\n}',
      },
      {
        tsconfig: "tsconfig.json",
        options: { module: "nodenext", strict: true },
      },
    ],
    [
      "without any",
      { "tsconfig.json": "{}" },
      { tsconfig: "tsconfig.json", options: {} },
    ],
    [
      "that are extended",
      {
        "tsconfig.json":
          '{ "extends": ["./base.json", "@tsconfig/node"], "compilerOptions": { "strict": false } }',
        "base.json":
          '{ "compilerOptions": { "strict": true, "module": "Preserve" } }',
        "node_modules/@tsconfig/node/tsconfig.json":
          '{ "compilerOptions": { "moduleResolution": "Node16" } }',
      },
      {
        tsconfig: "tsconfig.json",
        options: {
          strict: false,
          moduleResolution: "node16",
          module: "preserve",
        },
      },
    ],
    [
      "of the referenced file that includes the folder",
      {
        "tsconfig.json":
          '{ "files": [], "references": [{ "path": "./tsconfig.node.json" }, { "path": "./tsconfig.app.json" }] }',
        "tsconfig.node.json": '{ "include": ["vite.config.ts"] }',
        "tsconfig.app.json":
          '{ "include": ["src"], "compilerOptions": { "allowImportingTsExtensions": true } }',
      },
      {
        tsconfig: "tsconfig.app.json",
        options: { allowImportingTsExtensions: true },
      },
    ],
    [
      "of the first referenced file where none includes the folder",
      {
        "tsconfig.json":
          '{ "files": [], "references": [{ "path": "./app" }, { "path": "./tsconfig.node.json" }] }',
        "tsconfig.node.json": '{ "include": ["vite.config.ts"] }',
        "app/tsconfig.json": '{ "compilerOptions": { "module": "esnext" } }',
      },
      { tsconfig: "app/tsconfig.json", options: { module: "esnext" } },
    ],
    [
      "above the tsconfig.json of an earlier version's package",
      {
        "tsconfig.json": '{ "compilerOptions": { "module": "esnext" } }',
        "src/generated/tsconfig.json":
          '{ "compilerOptions": { "module": "nodenext" } }',
      },
      { tsconfig: "tsconfig.json", options: { module: "esnext" } },
    ],
    [
      "that cannot be parsed",
      { "tsconfig.json": '{ "compilerOptions": ' },
      {
        tsconfig: "tsconfig.json",
        problem:
          "parsing tsconfig.json failed: SyntaxError: Unexpected end of JSON input",
      },
    ],
    [
      "that extend what is not there",
      { "tsconfig.json": '{ "extends": "./.svelte-kit/tsconfig.json" }' },
      {
        tsconfig: "tsconfig.json",
        problem:
          'failed to resolve "extends":"./.svelte-kit/tsconfig.json" in tsconfig.json',
      },
    ],
    [
      "that are of another kind",
      { "tsconfig.json": '{ "compilerOptions": [] }' },
      { tsconfig: "tsconfig.json", options: {} },
    ],
  ])("%s", async (_name, files, wanted) => {
    expect(await read(files)).toEqual(wanted);
  });
});
