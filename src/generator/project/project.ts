import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { foldersUpward, readJsonFile } from "../folders.js";
import { isJsonObject } from "../json.js";
import { enclosingProject } from "./enclosing-project.js";

/** What the project around the output folder says of itself, for the advice after a first generation. */
export interface Project {
  /** Names of the packages that its package.json lists, of all kinds. */
  readonly dependencies: ReadonlySet<string>;
  /** Whether `import` works in its JavaScript files as they are: `"type": "module"`. */
  readonly isModule: boolean;
  /** Whether a tsconfig.json holds for the folder, which then decides how modules are compiled. */
  readonly hasTsconfig: boolean;
  readonly packageManager: PackageManager;
}

/** A program that installs packages. */
export type PackageManager = "bun" | "npm" | "pnpm" | "yarn";

/** What installs the packages of a project. */
export interface Installer {
  /** npm where nothing says otherwise. */
  readonly packageManager: PackageManager;
  /** Absolute path of its lock file: that of a workspace is in its root folder. Undefined: there is none. */
  readonly lockFile?: string;
}

/** The lock files of each package manager. */
const LOCK_FILES: readonly (readonly [file: string, PackageManager])[] = [
  ["pnpm-lock.yaml", "pnpm"],
  ["yarn.lock", "yarn"],
  ["bun.lock", "bun"],
  ["bun.lockb", "bun"],
  ["package-lock.json", "npm"],
  ["npm-shrinkwrap.json", "npm"],
];

/** Other files by which a folder is one package manager's: a project has them before its first installation. */
const SIGNS: readonly (readonly [file: string, PackageManager])[] = [
  ["pnpm-workspace.yaml", "pnpm"],
  [".yarnrc.yml", "yarn"],
  ["bunfig.toml", "bun"],
];

/** Members of package.json that list packages. */
const LISTS = [
  "dependencies",
  "devDependencies",
  "optionalDependencies",
  "peerDependencies",
] as const;

/**
 * Reads the project that a generated folder belongs to. What lies in the folder itself says nothing
 * of it, since it is generated.
 *
 * @param folder - Absolute path of the output folder.
 * @returns undefined where no folder above it has a package.json.
 */
export function readProject(folder: string): Project | undefined {
  const { isModule, packageFile, tsconfig } = enclosingProject(
    folder,
    () => true,
  );
  if (packageFile === undefined) return undefined;
  const manifest = readJsonFile(packageFile) ?? {};
  return {
    dependencies: new Set(LISTS.flatMap((list) => memberNames(manifest[list]))),
    isModule,
    hasTsconfig: tsconfig !== undefined,
    packageManager: installerOf(foldersUpward(dirname(packageFile)))
      .packageManager,
  };
}

function memberNames(list: unknown): readonly string[] {
  return typeof list === "object" && list !== null ? Object.keys(list) : [];
}

/**
 * Finds what installs packages: what a package.json names, else the nearest lock file, else the nearest
 * configuration of a package manager.
 *
 * @param folders - The folder of the project and those above it, nearest first.
 * @param otherwise - What it is where nothing of these says so.
 */
export function installerOf(
  folders: readonly string[],
  otherwise: PackageManager = "npm",
): Installer {
  const packageManager =
    first(folders, namedManager) ??
    first(folders, managerOfFile(LOCK_FILES)) ??
    first(folders, managerOfFile(SIGNS)) ??
    otherwise;
  const names = LOCK_FILES.filter(([, manager]) => manager === packageManager);
  const lockFile = folders
    .flatMap((folder) => names.map(([name]) => join(folder, name)))
    .find((path) => existsSync(path));
  return { packageManager, ...(lockFile === undefined ? {} : { lockFile }) };
}

/** What `find` finds in the first folder where it finds anything. */
function first<Found>(
  folders: readonly string[],
  find: (folder: string) => Found | undefined,
): Found | undefined {
  for (const folder of folders) {
    const found = find(folder);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What finds the package manager of the files in a folder. */
function managerOfFile(
  files: readonly (readonly [file: string, PackageManager])[],
) {
  return (folder: string): PackageManager | undefined =>
    files.find(([name]) => existsSync(join(folder, name)))?.[1];
}

/**
 * The package manager that a package.json names: `"packageManager": "pnpm@10.4.1"` for Corepack, or
 * `"devEngines": { "packageManager": { "name": "pnpm" } }`, which may be a list.
 */
function namedManager(folder: string): PackageManager | undefined {
  const { devEngines, packageManager } =
    readJsonFile(join(folder, "package.json")) ?? {};
  const engines = isJsonObject(devEngines) ? devEngines["packageManager"] : [];
  return [packageManager, engines]
    .flat()
    .map((named) => knownManager(isJsonObject(named) ? named["name"] : named))
    .find((name) => name !== undefined);
}

/** The package manager of a text such as `pnpm@10.4.1`. */
function knownManager(text: unknown): PackageManager | undefined {
  const name = typeof text === "string" ? /^[a-z]+/.exec(text)?.[0] : undefined;
  return LOCK_FILES.find(([, manager]) => manager === name)?.[1];
}

/** The package manager that started this program, by what it says of itself: `pnpm/10.4.1 npm/? node/v22 linux x64`. */
export function runningManager(
  environment: Readonly<Record<string, string | undefined>>,
): PackageManager | undefined {
  return knownManager(environment["npm_config_user_agent"]);
}
