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
    packageManager: packageManagerOf(foldersUpward(dirname(packageFile))),
  };
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
