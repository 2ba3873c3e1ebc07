import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  projectFormatter,
  type FormattedText,
  type Formatter,
} from "../../../src/generator/format/format.js";
import { temporaryFolder, writeFiles } from "../output/folder.js";

type Files = Readonly<Record<string, string>>;

/** In the default style. */
const SOURCE =
  'export const a = { b: "c" };\n\nfunction f() {\n  return a;\n}\n';
const TABS = SOURCE.replaceAll("  return", "\treturn");
const NO_SEMICOLONS = SOURCE.replaceAll(";", "");

/** Does something with the formatter of the folder `gen` in a project. */
async function inProject<Result>(
  files: Files,
  act: (formatter: Formatter, root: string) => Promise<Result>,
): Promise<Result> {
  using folder = temporaryFolder();
  writeFiles(folder.path, files);
  return await act(
    await projectFormatter(join(folder.path, "gen")),
    folder.path,
  );
}

const formatted = (
  files: Files,
  path = "index.ts",
  text = SOURCE,
  earlier?: FormattedText,
): Promise<FormattedText> =>
  inProject(files, ({ formatFile }) =>
    formatFile({ path, text }, () => earlier),
  );

/** A package that is installed in the project. */
const installed = (name: string, main: string, version = "1.2.3"): Files => ({
  [`node_modules/${name}/package.json`]: JSON.stringify({ name, version }),
  [`node_modules/${name}/index.js`]: main,
});

/** Prints every TypeScript file as one line. */
const PLUGIN = `const here = () => 0;
  module.exports = {
    parsers: { typescript: { parse: () => ({}), astFormat: "line", locStart: here, locEnd: here } },
    printers: { line: { print: () => "by the plugin" } },
  };`;

describe("a file is formatted", () => {
  it.each<[string, Files, string]>([
    [
      "as its configuration says",
      { ".prettierrc": "semi: false" },
      NO_SEMICOLONS,
    ],
    [
      "as package.json says",
      { "package.json": '{"prettier":{"semi":false}}' },
      NO_SEMICOLONS,
    ],
    [
      "as .editorconfig says, where the project uses Prettier",
      {
        "package.json": '{"devDependencies":{"prettier":"3"}}',
        ".editorconfig": "[*]\nindent_style = tab",
      },
      TABS,
    ],
    [
      "as an override for it says",
      {
        ".prettierrc":
          '{"overrides":[{"files":"gen/index.ts","options":{"semi":false}}]}',
      },
      NO_SEMICOLONS,
    ],
    [
      "by the project's own Prettier",
      {
        "package.json": '{"devDependencies":{"prettier":"2"}}',
        ...installed(
          "prettier",
          `module.exports = {
            version: "2.0.0",
            clearConfigCache: () => undefined,
            resolveConfig: async (path, options) => ({ path: path.slice(-12), ...options }),
            format: (text, { filepath, ...options }) => text === "" ? "" : JSON.stringify(options),
          };`,
        ),
      },
      '{"path":"gen/index.ts","editorconfig":true,"endOfLine":"lf"}',
    ],
    [
      "with a plugin of the project",
      {
        ".prettierrc": "plugins: [a-plugin]",
        ...installed("a-plugin", PLUGIN),
      },
      "by the plugin",
    ],
    [
      "with a plugin of the configuration's folder",
      { ".prettierrc": "plugins: [./a-plugin.cjs]", "a-plugin.cjs": PLUGIN },
      "by the plugin",
    ],
    [
      "with a plugin that is an object",
      {
        "prettier.config.cjs": `module.exports = { plugins: [require("./a-plugin.cjs")] };`,
        "a-plugin.cjs": PLUGIN,
      },
      "by the plugin",
    ],
    [
      "with the line ends that Git gives it",
      { ".prettierrc": '{"endOfLine":"crlf","useTabs":true}' },
      TABS,
    ],
  ])("%s", async (_name, files, wanted) => {
    const { text, format } = await formatted(files);
    expect(text).toBe(wanted);
    expect(format).toMatch(/^[0-9a-f]{16}$/);
  });

  it.each<[string, Files, string]>([
    [
      "where the project does not use Prettier",
      { ".editorconfig": "[*]\nindent_style = tab" },
      "index.ts",
    ],
    [
      "where the project's Prettier is as this program's and has no configuration",
      { "package.json": '{"devDependencies":{"prettier":"3"}}' },
      "index.ts",
    ],
    ["where its configuration is empty", { ".prettierrc": "{}" }, "index.ts"],
    [
      "where the folder is ignored",
      { ".prettierrc": "semi: false", ".prettierignore": "gen/" },
      "index.ts",
    ],
    [
      "where the file is ignored",
      { ".prettierrc": "semi: false", ".prettierignore": "index.ts" },
      "index.ts",
    ],
    [
      "where a broken configuration is ignored",
      { ".prettierrc": "semi: no", ".prettierignore": "gen" },
      "index.ts",
    ],
    ["where it is compiled", { ".prettierrc": "semi: false" }, "index.js"],
  ])("not %s", async (_name, files, path) => {
    expect(await formatted(files, path)).toEqual({ text: SOURCE });
  });
});

describe("an earlier file", () => {
  const style = { ".prettierrc": "semi: false" };

  it("is kept where it would become the same", async () => {
    const before = { ...(await formatted(style)), text: "of an earlier run" };
    expect(await formatted(style, "index.ts", SOURCE, before)).toBe(before);
  });

  it.each<[string, Files, string]>([
    ["its source", style, `${SOURCE}a;\n`],
    [
      "the configuration",
      { ".prettierrc": '{"semi":false,"useTabs":true}' },
      SOURCE,
    ],
    [
      "a plugin's version",
      {
        ".prettierrc": "plugins: [a-plugin]",
        ...installed("a-plugin", PLUGIN, "1.2.4"),
      },
      SOURCE,
    ],
  ])("is formatted again after a change of %s", async (name, files, text) => {
    const before = await formatted(
      name === "a plugin's version"
        ? { ...files, ...installed("a-plugin", PLUGIN) }
        : style,
    );
    const after = await formatted(files, "index.ts", text, before);
    expect(after).not.toBe(before);
    expect(after.format).not.toBe(before.format);
  });

  it("has the same hash in each folder", async () => {
    const files = {
      ".prettierrc": "plugins: [a-plugin, ./b-plugin.cjs]",
      ...installed("a-plugin", PLUGIN),
      "b-plugin.cjs": PLUGIN,
    };
    expect(await formatted(files)).toEqual(await formatted(files));
  });
});

describe("a configuration that cannot be used ends the run", () => {
  it.each<[string, string]>([
    [
      'semi: "no"',
      'Invalid semi value. Expected true or false, but received "no"',
    ],
    [
      "plugins: [nowhere-to-be-found]",
      "Cannot find package 'nowhere-to-be-found'",
    ],
    ["overrides: 5", "overrides is not iterable"],
    ["{ semi: ", "YAML Error in"],
  ])("%s", async (configuration, message) => {
    const act = inProject(
      { ".prettierrc": configuration },
      async ({ formatFile }, root) => {
        await expect(
          formatFile({ path: "index.ts", text: SOURCE }, () => undefined),
        ).rejects.toMatchObject({
          name: "UsageError",
          message: expect.stringMatching(
            /^The Prettier configuration of the project cannot be used: .*[^.:]\.$/,
          ) as string,
          where: join(root, ".prettierrc"),
          hint: "Correct it, or name the output folder in .prettierignore.",
        });
        await expect(
          formatFile({ path: "index.ts", text: SOURCE }, () => undefined),
        ).rejects.toThrow(message);
      },
    );
    await act;
  });
});

describe("a file that Prettier cannot format", () => {
  const HINT =
    "These files are written in Prettier's default style. Name the output folder in .prettierignore, so that Prettier leaves it alone.";

  it("stays as it is, with one finding for all of them", async () => {
    await inProject(
      { ".prettierrc": "semi: false" },
      async ({ formatFile, diagnostics }) => {
        expect(diagnostics()).toEqual([]);
        for (const path of ["a.ts", "b.ts"]) {
          const file = { path, text: "a = =" };
          expect(await formatFile(file, () => undefined)).toEqual({
            text: "a = =",
          });
        }
        expect(diagnostics()).toEqual([
          {
            severity: "warning",
            code: "format-failed",
            message: expect.stringMatching(
              /^Prettier 3\.[\d.]+ could not format a\.ts: Expression expected\. \(1:5\) \(and 1 more files\)$/,
            ) as string,
            hint: HINT,
          },
        ]);
      },
    );
  });

  it("is also JSON that would no longer be JSON", async () => {
    await inProject(
      {
        ".prettierrc":
          '{"overrides":[{"files":"*.json","options":{"parser":"json5"}}]}',
      },
      async ({ formatFile, diagnostics }) => {
        const file = { path: "package.json", text: '{ "a": 1 }\n' };
        expect(await formatFile(file, () => undefined)).toEqual({
          text: file.text,
        });
        expect(diagnostics()).toHaveLength(1);
      },
    );
  });
});
