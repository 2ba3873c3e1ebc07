import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  readProject,
  type Project,
} from "../../../src/generator/project/project.js";
import { temporaryFolder, writeFiles } from "../output/folder.js";

const EMPTY: Project = {
  dependencies: new Set(),
  isModule: false,
  hasTsconfig: false,
  packageManager: "npm",
};

describe("the project around a folder", () => {
  it.each<[string, Record<string, string>, Partial<Project>]>([
    ["with an empty package.json", { "package.json": "{}" }, {}],
    [
      "with packages of all kinds",
      {
        "package.json":
          '{"dependencies":{"a":"1"},"devDependencies":{"b":"1"},"optionalDependencies":{"c":"1"},"peerDependencies":{"d":"1"}}',
      },
      { dependencies: new Set(["a", "b", "c", "d"]) },
    ],
    [
      "with lists that are none",
      { "package.json": '{"dependencies":"a","devDependencies":null}' },
      {},
    ],
    ["of modules", { "package.json": '{"type":"module"}' }, { isModule: true }],
    [
      "with a tsconfig.json",
      { "package.json": "{}", "src/tsconfig.json": "{}" },
      { hasTsconfig: true },
    ],
    [
      "of pnpm",
      { "package.json": "{}", "pnpm-lock.yaml": "" },
      { packageManager: "pnpm" },
    ],
    [
      "of yarn",
      { "package.json": "{}", "yarn.lock": "" },
      { packageManager: "yarn" },
    ],
    [
      "of Bun",
      { "package.json": "{}", "bun.lock": "" },
      { packageManager: "bun" },
    ],
    [
      "of pnpm, which package.json names, with the lock file of another",
      {
        "package.json": '{"packageManager":"pnpm@10.4.1+sha512.0a"}',
        "package-lock.json": "{}",
      },
      { packageManager: "pnpm" },
    ],
    [
      "of a package manager that is not known, with a lock file",
      { "package.json": '{"packageManager":"cnpm@9.0.0"}', "yarn.lock": "" },
      { packageManager: "yarn" },
    ],
    [
      "of an older Bun",
      { "package.json": "{}", "bun.lockb": "" },
      { packageManager: "bun" },
    ],
    [
      "of npm, within a folder of yarn",
      {
        "package.json": "{}",
        "yarn.lock": "",
        "src/package.json": "{}",
        "src/package-lock.json": "{}",
      },
      {},
    ],
    [
      "in a workspace of pnpm",
      {
        "package.json": '{"type":"module"}',
        "pnpm-lock.yaml": "",
        "src/package.json": '{"dependencies":{"undici":"7"}}',
      },
      { packageManager: "pnpm", dependencies: new Set(["undici"]) },
    ],
    [
      "whose own package.json is generated",
      { "package.json": "{}", "src/gen/package.json": '{"type":"module"}' },
      {},
    ],
    [
      "whose package.json cannot be read",
      { "package.json": '{"type":"module"}', "src/package.json": "{" },
      {},
    ],
  ])("%s", (_name, files, wanted) => {
    using folder = temporaryFolder();
    writeFiles(folder.path, files);
    expect(readProject(join(folder.path, "src", "gen"))).toEqual({
      ...EMPTY,
      ...wanted,
    });
  });

  it("is undefined where no folder has a package.json", () => {
    expect(readProject("/")).toBeUndefined();
  });
});
