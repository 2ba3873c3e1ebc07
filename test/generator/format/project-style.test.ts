import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  ignoreFile,
  usesPrettier,
} from "../../../src/generator/format/project-style.js";
import { temporaryFolder, writeFiles } from "../output/folder.js";

describe("a project", () => {
  it.each<[boolean, Record<string, string>]>([
    [false, {}],
    [false, { "package.json": "{}" }],
    [false, { "package.json": "{" }],
    [false, { "package.json": '{"dependencies":{"eslint":"1"}}' }],
    [false, { ".editorconfig": "root = true" }],
    [false, { "node_modules/prettier/package.json": "{}" }],
    [false, { "src/package.yaml": "name: prettier" }],
    [true, { "package.json": '{"devDependencies":{"prettier":"3"}}' }],
    [true, { "package.json": '{"dependencies":{"prettier":"3"}}' }],
    [true, { "package.json": '{"optionalDependencies":{"prettier":"3"}}' }],
    [true, { "package.json": '{"prettier":"@a/style"}' }],
    [true, { "package.yaml": "name: a\nprettier:\n  semi: false" }],
    [true, { ".prettierrc": "" }],
    [true, { ".prettierrc.json": "{}" }],
    [true, { ".prettierrc.toml": "" }],
    [true, { "src/.prettierrc.cjs": "" }],
    [true, { "src/prettier.config.mts": "" }],
    [true, { "src/gen/prettier.config.js": "" }],
  ])("uses Prettier: %j, with %j", (wanted, files) => {
    using folder = temporaryFolder();
    writeFiles(folder.path, files);
    expect(usesPrettier(join(folder.path, "src", "gen"))).toBe(wanted);
  });

  it.each<[string | undefined, Record<string, string>]>([
    [undefined, { ".gitignore": "" }],
    [".prettierignore", { ".prettierignore": "" }],
    [
      "src/.prettierignore",
      { ".prettierignore": "", "src/.prettierignore": "" },
    ],
  ])("ignores what %s says, with %j", (wanted, files) => {
    using folder = temporaryFolder();
    writeFiles(folder.path, files);
    expect(ignoreFile(join(folder.path, "src", "gen"))).toBe(
      wanted === undefined ? undefined : join(folder.path, wanted),
    );
  });
});
