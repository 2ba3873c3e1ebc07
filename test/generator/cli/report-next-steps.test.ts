import { describe, expect, it } from "vitest";
import type { Project } from "../../../src/generator/project/project.js";
import {
  nextSteps,
  type GeneratedPackage,
} from "../../../src/generator/cli/report-next-steps.js";

const PROJECT: Project = {
  dependencies: new Set(),
  isModule: true,
  hasTsconfig: false,
  packageManager: "npm",
};

const GENERATED: GeneratedPackage = {
  functionName: "echo",
  out: "src/generated",
  specifier: "./generated/index.js",
  packageName: undefined,
  isCompiled: false,
  runtimeImport: undefined,
  project: PROJECT,
  nodeRunsTypeScript: true,
};

const IMPORT = '  import { echo } from "./generated/index.js";\n';
const UNDICI =
  "undici@7, optional: with it, Node uses proxies and waits longer than 5 minutes for a response.\n";
const COMMIT =
  "  Commit src/generated as it is, with its .s2gos-codegen.json.\n";
const NO_TYPESCRIPT =
  "  The files are TypeScript, which Node.js runs from 22.18 on; before, add --emit js to get JavaScript, or run your program with tsx.\n";
const CHECK =
  "  In CI, run the same command with --check: it fails once the processes have changed.\n";

const project = (members: Partial<Project>): Partial<GeneratedPackage> => ({
  project: { ...PROJECT, ...members },
});
const having = (...names: string[]): Partial<GeneratedPackage> =>
  project({ dependencies: new Set(names) });

describe("the next steps", () => {
  it.each<[string, Partial<GeneratedPackage>, string]>([
    [
      "in a Node project without undici",
      {},
      `${IMPORT}  npm install ${UNDICI}${COMMIT}${CHECK}`,
    ],
    ["where nothing is missing", having("undici"), IMPORT + COMMIT + CHECK],
    [
      "where there is no project",
      { project: undefined },
      IMPORT + COMMIT + CHECK,
    ],
    ["in a project for browsers", having("vite"), IMPORT + COMMIT + CHECK],
    [
      "in a project of Bun",
      project({ packageManager: "bun", isModule: false }),
      IMPORT + COMMIT + CHECK,
    ],
    [
      "in a project of pnpm",
      project({ packageManager: "pnpm" }),
      `${IMPORT}  pnpm add ${UNDICI}${COMMIT}${CHECK}`,
    ],
    [
      "in a project of yarn",
      project({ packageManager: "yarn" }),
      `${IMPORT}  yarn add ${UNDICI}${COMMIT}${CHECK}`,
    ],
    [
      "in a project without a kind of modules",
      project({ isModule: false }),
      `${IMPORT}  npm install ${UNDICI}  npm pkg set type=module\n${COMMIT}${CHECK}`,
    ],
    [
      "in a TypeScript project without a kind of modules",
      project({ isModule: false, hasTsconfig: true }),
      `${IMPORT}  npm install ${UNDICI}${COMMIT}${CHECK}`,
    ],
    [
      "in a JavaScript project of a Node.js that runs no TypeScript",
      { ...having("undici"), nodeRunsTypeScript: false },
      IMPORT + NO_TYPESCRIPT + COMMIT + CHECK,
    ],
    [
      "where a package runs TypeScript",
      { ...having("undici", "tsx"), nodeRunsTypeScript: false },
      IMPORT + COMMIT + CHECK,
    ],
    [
      "where a compiler is configured",
      {
        ...project({ dependencies: new Set(["undici"]), hasTsconfig: true }),
        nodeRunsTypeScript: false,
      },
      IMPORT + COMMIT + CHECK,
    ],
    [
      "where a bundler compiles TypeScript",
      { ...having("vite"), nodeRunsTypeScript: false },
      IMPORT + COMMIT + CHECK,
    ],
    [
      "with a name, in a project that does not use it yet",
      { packageName: "@a/scenes", ...having("undici") },
      `  import { echo } from "@a/scenes";\n  npm install ./src/generated\n${COMMIT}${CHECK}`,
    ],
    [
      "with a name, in a project that uses it",
      { packageName: "@a/scenes", ...having("undici", "@a/scenes") },
      `  import { echo } from "@a/scenes";\n${COMMIT}${CHECK}`,
    ],
    [
      "with a name, in a folder elsewhere",
      { packageName: "scenes", out: "/a/b", ...having("undici") },
      `  import { echo } from "scenes";\n  npm install /a/b\n${COMMIT.replace("src/generated", "/a/b")}${CHECK}`,
    ],
    [
      "with JavaScript",
      { packageName: "scenes", isCompiled: true },
      `  import { echo } from "scenes";\n  npm publish ./src/generated, or npm install it by this path where it is used.\n${CHECK}`,
    ],
    [
      "with the runtime of a package",
      { runtimeImport: "s2gos-codegen/runtime", ...having("undici") },
      `${IMPORT}  npm install s2gos-codegen\n${COMMIT}${CHECK}`,
    ],
    [
      "with the runtime of a package with a scope",
      { runtimeImport: "@a/b/runtime", ...having("undici") },
      `${IMPORT}  npm install @a/b\n${COMMIT}${CHECK}`,
    ],
    [
      "with the runtime of a file",
      { runtimeImport: "../runtime/index.js", ...having("undici") },
      IMPORT + COMMIT + CHECK,
    ],
    [
      "without a process",
      { functionName: undefined, ...having("undici") },
      `  import { createClient } from "./generated/index.js";\n${COMMIT}${CHECK}`,
    ],
    [
      "in a folder whose name has a quote",
      { specifier: './a"b/index.js', ...having("undici") },
      `  import { echo } from "./a\\"b/index.js";\n${COMMIT}${CHECK}`,
    ],
  ])("%s", (_name, members, wanted) => {
    expect(nextSteps({ ...GENERATED, ...members })).toBe(
      `Next steps:\n${wanted}`,
    );
  });
});
