import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  CONFIG_FILE_NAMES,
  readConfigFile,
} from "../../../src/generator/cli/config-file.js";
import { temporaryFolder, writeFiles } from "../output/folder.js";

/** What is read in a folder of a project with files. */
async function read(
  files: Readonly<Record<string, string>>,
  config?: string,
): Promise<unknown> {
  using root = temporaryFolder();
  writeFiles(root.path, { ".git/HEAD": "", ...files });
  const { file } = await readConfigFile(root.path, config);
  return file?.content;
}

const TYPED = `import { defineConfig, type Config } from "s2gos-codegen";
const name: string = await Promise.resolve("h");
export default defineConfig({ url: \`http://\${name}/\` } satisfies Config);
`;
const MODULE = 'export default { url: "http://h/" };\n';
const JSON_TEXT = '{"url":"http://h/"}';
const YAML_TEXT = "url: http://h/\n";

describe("a configuration file", () => {
  it.each<[string, string]>([
    ["s2gos-codegen.config.ts", TYPED],
    ["s2gos-codegen.config.mts", TYPED],
    ["s2gos-codegen.config.mjs", MODULE],
    ["s2gos-codegen.config.js", MODULE],
    ["s2gos-codegen.config.json", JSON_TEXT],
    ["s2gos-codegen.config.yaml", YAML_TEXT],
    ["s2gos-codegen.config.yml", YAML_TEXT],
    ["package.json", `{"s2gos-codegen":${JSON_TEXT}}`],
  ])("may be %s", async (name, text) => {
    expect(await read({ [name]: text })).toEqual({ url: "http://h/" });
  });

  it.each<[string, string, string]>([
    [
      "CommonJS",
      "s2gos-codegen.config.js",
      'module.exports = { url: "http://h/" };',
    ],
    [
      "a promise",
      "s2gos-codegen.config.mjs",
      `export default Promise.resolve(${JSON_TEXT});`,
    ],
    [
      "with an import of a file",
      "s2gos-codegen.config.ts",
      'export { default } from "./other.js";',
    ],
    [
      "with its folder",
      "s2gos-codegen.config.mjs",
      'import { basename } from "node:path"; export default { url: basename(import.meta.url) === "s2gos-codegen.config.mjs" ? "http://h/" : "" };',
    ],
  ])("may be a program: %s", async (_name, file, text) => {
    const files = { [file]: text, "other.ts": `export default ${JSON_TEXT};` };
    expect(await read(files)).toEqual({ url: "http://h/" });
  });

  it.each([
    ["config", YAML_TEXT],
    ["own.conf", YAML_TEXT],
    ["own.json", JSON_TEXT],
    ["own.cts", 'export = { url: "http://h/" };'],
    ["own.cjs", 'module.exports = { url: "http://h/" };'],
    ["own/package.json", `{"s2gos-codegen":${JSON_TEXT}}`],
  ])("that --config names may be %s", async (name, text) => {
    expect(await read({ [name]: text }, name)).toEqual({ url: "http://h/" });
  });

  it("says which others in its folder are not read", async () => {
    using root = temporaryFolder();
    const { path } = root;
    const key = JSON.stringify({ "s2gos-codegen": {} });
    writeFiles(path, {
      "package.json": key,
      "s2gos-codegen.config.json": JSON_TEXT,
      "s2gos-codegen.config.yaml": YAML_TEXT,
      "a/package.json": key,
      "b/s2gos-codegen.config.json": JSON_TEXT,
      "b/package.json": "{}",
    });
    const others = async (folder: string, named?: string): Promise<unknown> =>
      (await readConfigFile(join(path, folder), named)).others;
    expect(await others(".")).toEqual([
      join(path, "s2gos-codegen.config.yaml"),
      join(path, "package.json"),
    ]);
    expect(await others(".", "s2gos-codegen.config.json")).toBeUndefined();
    expect(await others("a")).toEqual([]);
    expect(await others("b")).toEqual([]);
  });

  it("is the first of several, in the order of the names", async () => {
    const files = Object.fromEntries(
      CONFIG_FILE_NAMES.map((name) => [
        name,
        name.endsWith("s") ? MODULE : "{}",
      ]),
    );
    expect(await read(files)).toEqual({ url: "http://h/" });
  });

  it("above the project is not run", async () => {
    using root = temporaryFolder();
    const mark = join(root.path, "mark");
    writeFiles(root.path, {
      "s2gos-codegen.config.mjs": `import { writeFileSync } from "node:fs"; writeFileSync(${JSON.stringify(mark)}, "");`,
      "a/package.json": "{}",
    });
    expect(await readConfigFile(join(root.path, "a"), undefined)).toEqual({
      passedOver: join(root.path, "s2gos-codegen.config.mjs"),
    });
    expect(existsSync(mark)).toBe(false);
  });

  it("above the project is searched past what is no package.json", async () => {
    using root = temporaryFolder();
    writeFiles(root.path, {
      "s2gos-codegen.config.yaml": "",
      "a/package.json": "no JSON",
      "a/b/package.json": "{}",
    });
    expect(await readConfigFile(join(root.path, "a/b"), undefined)).toEqual({
      passedOver: join(root.path, "s2gos-codegen.config.yaml"),
    });
  });
});

describe("a configuration file is refused", () => {
  it.each<[string, Record<string, string>, object]>([
    [
      "where JSON is not well-formed",
      { "s2gos-codegen.config.json": '{"token": "s3cret" "url": 1}' },
      {
        message: "The configuration file cannot be parsed.",
        hint: "Correct its syntax at position 19.",
      },
    ],
    [
      "where package.json is not well-formed",
      { "package.json": '{"s2gos-codegen": {"token": "s3cret",,}}' },
      {
        message: "The configuration file cannot be parsed.",
        hint: "Correct its syntax at position 37.",
      },
    ],
    [
      "where YAML is not well-formed",
      { "s2gos-codegen.config.yaml": "token: 's3cret\nurl: x" },
      {
        message: "The configuration file cannot be parsed.",
        hint: "Correct its syntax at line 3, column 1.",
      },
    ],
    [
      "where TypeScript is not well-formed",
      {
        "s2gos-codegen.config.ts":
          'export default { token: "s3cret" url: "" };',
      },
      {
        message: "The configuration file cannot be parsed.",
        hint: "Correct its syntax at line 1, column 34.",
      },
    ],
    [
      "that is empty",
      { "s2gos-codegen.config.yaml": "" },
      { message: "The configuration is not an object of settings." },
    ],
    [
      "that exports a function",
      { "s2gos-codegen.config.mjs": "export default () => ({});" },
      {
        message: "The configuration is not an object of settings.",
        hint: 'Write: export default defineConfig({ url: "http://localhost:8008/" });',
      },
    ],
    [
      "of a package.json that is no object",
      { "package.json": '{"s2gos-codegen":false}' },
      { message: "The configuration is not an object of settings." },
    ],
    [
      "that throws",
      { "s2gos-codegen.config.ts": 'throw new Error("Set X.\\nMore");' },
      { message: "The configuration file failed: Set X." },
    ],
    [
      "that imports what is not there",
      { "s2gos-codegen.config.ts": 'import "./other.js";' },
      {
        message:
          "The configuration file failed: Cannot find module './other.js'",
      },
    ],
  ])("%s", async (_name, files, wanted) => {
    const error: unknown = await read(files).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: "UsageError", exitCode: 2, ...wanted });
    // Also not in what --verbose prints.
    const { stack, cause } = error as Error;
    expect(
      `${stack ?? ""}${cause instanceof Error ? String(cause.stack) : ""}`,
    ).not.toContain("s3cret");
  });

  it("that --config names and is not there", async () => {
    await expect(read({}, "none.ts")).rejects.toMatchObject({
      message: "The configuration file cannot be read.",
    });
  });
});
