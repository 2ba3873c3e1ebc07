import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { styleHash } from "../../../src/generator/recall/style.js";
import { temporaryFolder } from "../output/folder.js";

type Files = Readonly<Record<string, string | object>>;

/** The style of `app/api` in a folder with these files, written one after the other. */
function styles(...states: readonly Files[]): readonly (string | undefined)[] {
  using folder = temporaryFolder();
  const root = join(folder.path, "app/api");
  return states.map((files) => {
    for (const [path, content] of Object.entries(files)) {
      const file = join(folder.path, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(
        file,
        typeof content === "string" ? content : JSON.stringify(content),
      );
    }
    return styleHash(root);
  });
}

const IMPORTING: Files = {
  "prettier.config.mjs": 'export { default } from "./base.mjs";',
  "base.mjs": 'import { width } from "./parts/width"; export default width;',
  "parts/width.js": "export const width = { printWidth: 99 };",
};

const SHARED: Files = {
  "package.json": { prettier: "@company/style" },
  "node_modules/@company/style/package.json": { version: "1.0.0" },
};

const PLUGIN: Files = {
  ".prettierrc.yaml": "plugins:\n  - prettier-plugin-a\n",
  "node_modules/prettier-plugin-a/package.json": { version: "1.0.0" },
};

const JSON_FILE: Files = { ".prettierrc": { semi: false } };

describe("what changes the style of a project", () => {
  it.each<readonly [name: string, before: Files, change: Files]>([
    ["a new configuration", {}, JSON_FILE],
    ["its text", JSON_FILE, { ".prettierrc": { semi: true } }],
    [
      "a configuration in YAML",
      { ".prettierrc.yaml": "semi: true" },
      { ".prettierrc.yaml": "semi: false" },
    ],
    ["a nearer configuration", JSON_FILE, { "app/.prettierrc.toml": "" }],
    ["a module that it imports", IMPORTING, { "base.mjs": "export default 1" }],
    [
      "a module that this imports",
      IMPORTING,
      { "parts/width.js": "export const width = {};" },
    ],
    [
      "the version of a shared configuration",
      SHARED,
      { "node_modules/@company/style/package.json": { version: "1.0.1" } },
    ],
    [
      "the version of a plugin",
      PLUGIN,
      { "node_modules/prettier-plugin-a/package.json": { version: "2.0.0" } },
    ],
    [
      "a plugin that is installed nearer",
      PLUGIN,
      {
        "app/.prettierrc.yaml": "plugins: [prettier-plugin-a]",
        "app/node_modules/prettier-plugin-a/package.json": { version: "1.0.0" },
      },
    ],
    [
      "the version of the project's Prettier",
      {
        ...JSON_FILE,
        "node_modules/prettier/package.json": { version: "3.0.0" },
      },
      { "node_modules/prettier/package.json": { version: "3.0.1" } },
    ],
    ["an .editorconfig", JSON_FILE, { ".editorconfig": "[*]" }],
    ["a .prettierignore", JSON_FILE, { "app/.prettierignore": "api" }],
    [
      "the member of package.json",
      { "package.json": { prettier: { semi: true } } },
      { "package.json": { prettier: { semi: false } } },
    ],
  ])("%s", (_name, before, change) => {
    const [first, again, changed] = styles(before, {}, change);
    expect(again).toBe(first);
    expect(changed).not.toBe(first);
    expect(changed).toBeDefined();
  });
});

describe("a configuration that is computed has no hash", () => {
  it.each([
    ["of the environment", "export default { semi: !!process.env.SEMI };"],
    ["of the time", "export default { semi: new Date().getDay() > 3 };"],
    ["of a module with a computed name", "export default import(name);"],
    ["of a module with a name in parts", 'module.exports = require("a" + b);'],
    ["of its own place", "export default read(import.meta.url);"],
    ["of a file", 'import { readFileSync } from "node:fs"; export default {};'],
  ])("%s", (_name, text) => {
    expect(styles({ "prettier.config.mjs": text })).toEqual([undefined]);
    expect(
      styles({
        ...IMPORTING,
        "parts/width.js": text,
        "base.mjs": IMPORTING["base.mjs"] ?? "",
      }),
    ).toEqual([undefined]);
  });
});

it("reads all of a package that is linked, because it changes without its version", () => {
  using folder = temporaryFolder();
  const write = (path: string, text: string): void => {
    const file = join(folder.path, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  write("package.json", '{ "prettier": "style" }');
  write("packages/style/package.json", '{ "version": "0.0.0" }');
  write("packages/style/lib/index.json", '{ "semi": true }');
  mkdirSync(join(folder.path, "node_modules"));
  symlinkSync(
    join(folder.path, "packages/style"),
    join(folder.path, "node_modules/style"),
  );
  const before = styleHash(join(folder.path, "api"));
  write("packages/style/lib/index.json", '{ "semi": false }');
  expect(styleHash(join(folder.path, "api"))).not.toBe(before);
});

it("does not follow anything in a project without Prettier", () => {
  expect(styles({ "package.json": { name: "app" } })).toEqual(["none"]);
});
