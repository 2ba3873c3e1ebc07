import { dirname } from "node:path";
import type { PackageManager } from "../project/project.js";
import { pathFrom, type InitProject } from "./init-project.js";
import { scalar } from "./yaml-scalar.js";

/** What a workflow runs in the project. */
export interface WorkflowCommand {
  /** Name of the script in package.json. */
  readonly script: string;
  /** The same without package.json: arguments of the command. */
  readonly args: string;
  /** Further flags. */
  readonly flags: string;
}

/** The package, as npx finds it where no package.json lists it. */
const PACKAGE = "s2gos-codegen";

/** Node.js where the project does not say which: the version with long-term support. */
const NODE_VERSION = 24;

/** The pnpm of a project that does not say which. */
const PNPM_MAJOR = 10;

/**
 * The steps before a command: the sources, Node.js, and the installed packages exactly as the lock
 * file has them.
 */
export function setUpSteps(project: InitProject): readonly string[] {
  return [
    "- uses: actions/checkout@v6",
    "  with:",
    "    # Programs of the project do not see the token.",
    "    persist-credentials: false",
    ...managerSteps(project),
    ...nodeSteps(project),
    ...installSteps(project),
  ];
}

/** The command line that runs a script with further flags, as each package manager takes them. */
export function commandLine(
  { manifest, packageManager }: InitProject,
  { args, flags, script }: WorkflowCommand,
  version: string,
): string {
  if (manifest === undefined) {
    return `npx --yes ${PACKAGE}@^${version} ${args} ${flags}`;
  }
  // npm takes flags for its own up to the two dashes; the others would hand the dashes on.
  const dashes = packageManager === "npm" ? " --" : "";
  return `${packageManager} run ${script}${dashes} ${flags}`;
}

function managerSteps({
  managerFile,
  managerMajor,
  manifest,
  packageManager,
  repository,
}: InitProject): readonly string[] {
  if (manifest === undefined) return [];
  if (packageManager === "bun") return ["- uses: oven-sh/setup-bun@v2"];
  if (packageManager === "yarn" && managerMajor !== 1) {
    return ["- run: corepack enable"];
  }
  if (packageManager !== "pnpm") return [];
  const file =
    managerFile === undefined ? undefined : pathFrom(repository, managerFile);
  if (file === "package.json") return ["- uses: pnpm/action-setup@v5"];
  return [
    "- uses: pnpm/action-setup@v5",
    "  with:",
    file === undefined
      ? `    version: ${managerMajor ?? PNPM_MAJOR}`
      : `    package_json_file: ${scalar(file)}`,
  ];
}

function nodeSteps({
  lockFile,
  manifest,
  nodeVersionFile,
  packageManager,
  repository,
}: InitProject): readonly string[] {
  const isCached =
    manifest !== undefined &&
    packageManager !== "bun" &&
    lockFile !== undefined;
  const lock = lockFile === undefined ? "" : pathFrom(repository, lockFile);
  return [
    "- uses: actions/setup-node@v6",
    "  with:",
    nodeVersionFile === undefined
      ? `    node-version: ${NODE_VERSION}`
      : `    node-version-file: ${scalar(pathFrom(repository, nodeVersionFile))}`,
    ...(isCached ? [`    cache: ${packageManager}`] : []),
    ...(isCached && lock.includes("/")
      ? [`    cache-dependency-path: ${scalar(lock)}`]
      : []),
  ];
}

function installSteps(project: InitProject): readonly string[] {
  const { lockFile, manifest, managerMajor, packageManager } = project;
  if (manifest === undefined) return [];
  const { locked, unlocked } = INSTALL[packageManager];
  const command =
    lockFile === undefined
      ? unlocked
      : packageManager === "yarn" && managerMajor === 1
        ? "yarn install --frozen-lockfile"
        : locked;
  const folder = lockFile === undefined ? project.root : dirname(lockFile);
  return [`- run: ${command}`, ...inFolder(project, folder)];
}

/** The folder that a step runs in, where that is not the root of the repository. */
export function inFolder(
  { repository }: InitProject,
  folder: string,
): readonly string[] {
  const path = pathFrom(repository, folder);
  return path === "." ? [] : [`  working-directory: ${scalar(path)}`];
}

/** Installs what the lock file says, and nothing else; or what package.json says. */
const INSTALL: Readonly<
  Record<PackageManager, { readonly locked: string; readonly unlocked: string }>
> = {
  bun: { locked: "bun install --frozen-lockfile", unlocked: "bun install" },
  npm: { locked: "npm ci", unlocked: "npm install" },
  pnpm: { locked: "pnpm install --frozen-lockfile", unlocked: "pnpm install" },
  yarn: { locked: "yarn install --immutable", unlocked: "yarn install" },
};
