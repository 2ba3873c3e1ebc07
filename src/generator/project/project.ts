import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { foldersUpward, readJsonFile } from "../folders.js";
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
 * Finds what installs packages: what a package.json names for Corepack, else the nearest lock file.
 *
 * @param folders - The folder of the project and those above it, nearest first.
 */
export function installerOf(folders: readonly string[]): Installer {
  const packageManager = first(folders, namedManager) ?? first(folders, lockOf);
  if (packageManager === undefined) return { packageManager: "npm" };
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

/** The package manager of a lock file in a folder. */
function lockOf(folder: string): PackageManager | undefined {
  return LOCK_FILES.find(([name]) => existsSync(join(folder, name)))?.[1];
}

/** The package manager that a package.json names: `"packageManager": "pnpm@10.4.1"`. */
function namedManager(folder: string): PackageManager | undefined {
  const named = readJsonFile(join(folder, "package.json"))?.["packageManager"];
  const name = typeof named === "string" ? named.split("@")[0] : undefined;
  return LOCK_FILES.find(([, manager]) => manager === name)?.[1];
}
