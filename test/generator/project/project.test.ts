import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  readProject,
  runningManager,
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
      "of yarn, which package.json names among its engines",
      {
        "package.json":
          '{"devEngines":{"packageManager":[{"name":"cnpm"},{"name":"yarn","version":"^4"}]}}',
        "package-lock.json": "{}",
      },
      { packageManager: "yarn" },
    ],
    [
      "of pnpm, by its configuration",
      { "package.json": "{}", "pnpm-workspace.yaml": "" },
      { packageManager: "pnpm" },
    ],
    [
      "of yarn, by its configuration",
      { "package.json": "{}", ".yarnrc.yml": "" },
      { packageManager: "yarn" },
    ],
    [
      "of Bun, by its configuration",
      { "package.json": "{}", "bunfig.toml": "" },
      { packageManager: "bun" },
    ],
    [
      "of npm, with a configuration of another",
      { "package.json": "{}", "package-lock.json": "{}", "bunfig.toml": "" },
      {},
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

it.each<[string | undefined, string | undefined]>([
  [undefined, undefined],
  ["npm/11.4.2 node/v22.17.0 linux x64 workspaces/false", "npm"],
  ["pnpm/10.4.1 npm/? node/v22.17.0 linux x64", "pnpm"],
  ["yarn/4.5.0 npm/? node/v22.17.0 linux x64", "yarn"],
  ["bun/1.2.2 npm/? node/v22.6.0 linux x64", "bun"],
  ["cnpm/9.2.0", undefined],
])("the package manager that says it is %s: %s", (agent, wanted) => {
  expect(runningManager({ npm_config_user_agent: agent })).toBe(wanted);
});
