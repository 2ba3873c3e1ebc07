import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { foldersUpward, readJsonFile } from "../folders.js";

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

/** The lock file of each package manager; npm is what is left. */
const LOCK_FILES: readonly (readonly [file: string, PackageManager])[] = [
  ["pnpm-lock.yaml", "pnpm"],
  ["yarn.lock", "yarn"],
  ["bun.lock", "bun"],
  ["bun.lockb", "bun"],
];

/** Members of package.json that list packages. */
const LISTS = [
  "dependencies",
  "devDependencies",
  "optionalDependencies",
  "peerDependencies",
] as const;

/**
 * Reads the project that a folder belongs to: the nearest package.json above it.
 * The folder's own is left out, since it is generated.
 *
 * @returns undefined where no folder above it has a package.json that can be read.
 */
export function readProject(folder: string): Project | undefined {
  const above = foldersUpward(dirname(folder));
  for (const root of above) {
    const manifest = readJsonFile(join(root, "package.json"));
    if (manifest === undefined) continue;
    return {
      dependencies: new Set(
        LISTS.flatMap((list) => memberNames(manifest[list])),
      ),
      isModule: manifest["type"] === "module",
      hasTsconfig: above.some((path) =>
        existsSync(join(path, "tsconfig.json")),
      ),
      packageManager: packageManagerOf(above.slice(above.indexOf(root))),
    };
  }
  return undefined;
}

function memberNames(list: unknown): readonly string[] {
  return typeof list === "object" && list !== null ? Object.keys(list) : [];
}

/** Of the nearest lock file: that of a workspace is in its root folder. */
function packageManagerOf(folders: readonly string[]): PackageManager {
  for (const folder of folders) {
    for (const [file, manager] of LOCK_FILES) {
      if (existsSync(join(folder, file))) return manager;
    }
    if (existsSync(join(folder, "package-lock.json"))) return "npm";
  }
  return "npm";
}
