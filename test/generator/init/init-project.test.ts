import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  isIn,
  pathFrom,
  readInitProject,
  type InitProject,
} from "../../../src/generator/init/init-project.js";
import { temporaryFolder, writeFiles } from "../output/folder.js";

/** A project whose paths are relative to the folder of the test. */
const EMPTY: InitProject = {
  root: ".",
  manifest: {},
  repository: ".",
  packageManager: "npm",
  managerMajor: undefined,
  managerFile: undefined,
  lockFile: undefined,
  nodeVersionFile: undefined,
  isListed: false,
  hasRepository: true,
  otherCi: undefined,
};

function relativeTo(folder: string, project: InitProject): InitProject {
  const path = (value: string | undefined): string | undefined =>
    value === undefined ? undefined : pathFrom(folder, value);
  return {
    ...project,
    root: pathFrom(folder, project.root),
    repository: pathFrom(folder, project.repository),
    managerFile: path(project.managerFile),
    lockFile: path(project.lockFile),
    nodeVersionFile: path(project.nodeVersionFile),
  };
}

describe("the project that is set up", () => {
  it.each<[string, Record<string, string>, string, Partial<InitProject>]>([
    [
      "of npm, in its root",
      {
        ".git/HEAD": "",
        "package.json": '{"name":"p"}',
        "package-lock.json": "",
      },
      ".",
      { manifest: { name: "p" }, lockFile: "package-lock.json" },
    ],
    ["without package.json", { ".git/HEAD": "" }, ".", { manifest: undefined }],
    [
      "from a folder within",
      { ".git": "gitdir: x", "package.json": "{}", "src/a.ts": "" },
      "src",
      {},
    ],
    [
      "without a repository",
      { "a/package.json": "{}", "package.json": "{}", "yarn.lock": "" },
      "a",
      { root: "a", repository: "a", hasRepository: false },
    ],
    [
      "below the root of a workspace of pnpm",
      {
        ".git/HEAD": "",
        ".nvmrc": "22",
        "package.json": '{"packageManager":"pnpm@9.15.4"}',
        "pnpm-lock.yaml": "lockfileVersion: '9.0'\n",
        "packages/a/package.json": "{}",
      },
      "packages/a",
      {
        root: "packages/a",
        packageManager: "pnpm",
        managerMajor: 9,
        managerFile: "package.json",
        lockFile: "pnpm-lock.yaml",
        nodeVersionFile: ".nvmrc",
      },
    ],
    [
      "of pnpm, by its lock file alone",
      {
        ".git/HEAD": "",
        "package.json": "{}",
        "pnpm-lock.yaml": "lockfileVersion: '6.0'\n",
      },
      ".",
      { packageManager: "pnpm", managerMajor: 8, lockFile: "pnpm-lock.yaml" },
    ],
    [
      "of the first Yarn",
      {
        ".git/HEAD": "",
        "package.json": "{}",
        "yarn.lock": "# yarn lockfile v1\n",
      },
      ".",
      { packageManager: "yarn", managerMajor: 1, lockFile: "yarn.lock" },
    ],
    [
      "of a newer Yarn",
      {
        ".git/HEAD": "",
        "package.json": "{}",
        "yarn.lock": "# generated\n\n__metadata:\n  version: 8\n",
      },
      ".",
      { packageManager: "yarn", managerMajor: 4, lockFile: "yarn.lock" },
    ],
    [
      "of Bun",
      {
        ".git/HEAD": "",
        ".node-version": "24",
        "package.json": "{}",
        "bun.lock": "",
      },
      ".",
      {
        packageManager: "bun",
        lockFile: "bun.lock",
        nodeVersionFile: ".node-version",
      },
    ],
    [
      "of pnpm before its first installation, in a workspace that lists the program",
      {
        ".git/HEAD": "",
        "package.json": '{"devDependencies":{"s2gos-codegen":"1"}}',
        "pnpm-workspace.yaml": "packages: [a]\n",
        "a/package.json": '{"name":"a"}',
      },
      "a",
      {
        root: "a",
        manifest: { name: "a" },
        packageManager: "pnpm",
        isListed: true,
      },
    ],
    [
      "of GitLab",
      { ".git/HEAD": "", ".gitlab-ci.yml": "", "package.json": "{}" },
      ".",
      { otherCi: ".gitlab-ci.yml" },
    ],
    [
      "of GitLab, mirrored to GitHub",
      {
        ".git/HEAD": "",
        ".github/workflows/a.yml": "",
        ".gitlab-ci.yml": "",
        "package.json": "{}",
      },
      ".",
      {},
    ],
  ])("%s", (_name, files, folder, wanted) => {
    using home = temporaryFolder();
    writeFiles(home.path, files);
    const project = readInitProject(join(home.path, folder));
    expect(relativeTo(home.path, project)).toEqual({ ...EMPTY, ...wanted });
  });
});

it.each<[string, Record<string, string>, string]>([
  ["where nothing says which it is", {}, "bun"],
  ["unless a lock file does", { "package-lock.json": "{}" }, "npm"],
])(
  "takes the package manager that runs it, %s",
  (_name, files, packageManager) => {
    using home = temporaryFolder();
    writeFiles(home.path, { "package.json": "{}", ...files });
    expect(readInitProject(home.path, "bun")).toMatchObject({ packageManager });
  },
);

it.each([
  ["/a/b", "/a", true],
  ["/a", "/a", true],
  ["/a/..b", "/a", true],
  ["/ab", "/a", false],
  ["/", "/a", false],
])("whether %s is in %s: %s", (path, folder, wanted) => {
  expect(isIn(path, folder)).toBe(wanted);
});
