import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { foldersUpward, readJsonFile } from "../folders.js";
import { isJsonObject, type JsonObject } from "../json.js";
import { installerOf, type PackageManager } from "../project/project.js";

/** The project that `init` sets up. Paths are absolute unless it is said otherwise. */
export interface InitProject {
  /** Where the configuration and package.json are: the nearest folder with a package.json or a Git repository, else the working directory. */
  readonly root: string;
  /** Its package.json; undefined where there is none. */
  readonly manifest: JsonObject | undefined;
  /** Where workflows are: the root of the Git repository, else the project. */
  readonly repository: string;
  readonly packageManager: PackageManager;
  /** Its major version, as far as the project says; for Yarn, 1 or a newer one. */
  readonly managerMajor: number | undefined;
  /** Whether a package.json names the package manager with its version, for Corepack. */
  readonly managerFile: string | undefined;
  /** The lock file within the repository; undefined where there is none. */
  readonly lockFile: string | undefined;
  /** A file that says which Node.js the project uses. */
  readonly nodeVersionFile: string | undefined;
  /** Whether a package.json of the project, or of its workspace, lists this program. */
  readonly isListed: boolean;
  /** Whether the project is in a Git repository already. */
  readonly hasRepository: boolean;
  /** The file of a CI service that the repository uses instead of GitHub Actions. */
  readonly otherCi: string | undefined;
}

/** Files of other CI services, in the root of a repository. */
const OTHER_CI = [
  ".gitlab-ci.yml",
  ".circleci/config.yml",
  ".travis.yml",
  ".drone.yml",
  ".woodpecker.yml",
  ".woodpecker",
  "azure-pipelines.yml",
  "bitbucket-pipelines.yml",
  "Jenkinsfile",
];

/** Files by which version managers choose a Node.js, and actions/setup-node as well. */
const NODE_VERSION_FILES = [".nvmrc", ".node-version"];

/**
 * Reads the project around a folder.
 *
 * @param folder - Absolute path of the working directory.
 * @param running - The package manager that started this program; it decides where the project does not.
 */
export function readInitProject(
  folder: string,
  running?: PackageManager,
): InitProject {
  const folders = foldersUpward(folder);
  const root =
    folders.find((place) => has(place, "package.json") || has(place, ".git")) ??
    folder;
  const repository =
    foldersUpward(root).find((place) => has(place, ".git")) ?? root;
  const own = foldersUpward(root).filter((place) => isIn(place, repository));
  const { packageManager, lockFile } = installerOf(own, running);
  const managerFile = own
    .map((place) => join(place, "package.json"))
    .find((path) => readJsonFile(path)?.["packageManager"] !== undefined);
  return {
    root,
    manifest: readJsonFile(join(root, "package.json")),
    repository,
    packageManager,
    managerMajor: managerMajor(packageManager, managerFile, lockFile),
    managerFile,
    lockFile,
    nodeVersionFile: own
      .flatMap((place) => NODE_VERSION_FILES.map((name) => join(place, name)))
      .find((path) => existsSync(path)),
    isListed: own.some((place) => lists(join(place, "package.json"))),
    hasRepository: has(repository, ".git"),
    otherCi: has(repository, ".github/workflows")
      ? undefined
      : OTHER_CI.find((name) => has(repository, name)),
  };
}

/** Whether a package.json lists this program. */
function lists(path: string): boolean {
  const manifest = readJsonFile(path);
  return ["dependencies", "devDependencies"].some((list) => {
    const packages = manifest?.[list];
    return isJsonObject(packages) && Object.hasOwn(packages, "s2gos-codegen");
  });
}

/** A path relative to a folder, with `/` between its parts; `.` for the folder itself. */
export function pathFrom(folder: string, path: string): string {
  const below = relative(folder, path).split(sep).join("/");
  return below === "" ? "." : below;
}

/** Whether a path is a folder, or in it. */
export function isIn(path: string, folder: string): boolean {
  const below = pathFrom(folder, path);
  return below !== ".." && !/^(?:\.\.\/|\/|[A-Za-z]:)/.test(below);
}

function has(folder: string, name: string): boolean {
  return existsSync(join(folder, name));
}

function managerMajor(
  manager: PackageManager,
  managerFile: string | undefined,
  lockFile: string | undefined,
): number | undefined {
  const named =
    managerFile === undefined
      ? undefined
      : readJsonFile(managerFile)?.["packageManager"];
  const major = /^[a-z]+@(\d+)\./.exec(String(named))?.[1];
  if (major !== undefined) return Number(major);
  if (lockFile === undefined) return undefined;
  if (manager === "yarn") {
    const folder = dirname(lockFile);
    const isModern =
      has(folder, ".yarnrc.yml") || startOf(lockFile).includes("__metadata:");
    return isModern ? 4 : 1;
  }
  if (manager === "pnpm") {
    const version = /^lockfileVersion: '?(\d+)/m.exec(startOf(lockFile))?.[1];
    return version === undefined ? undefined : PNPM_OF_LOCK[version];
  }
  return undefined;
}

/** The newest pnpm that writes each version of its lock file. */
const PNPM_OF_LOCK: Readonly<Record<string, number>> = { 5: 7, 6: 8, 9: 10 };

/** The first characters of a lock file, which may have megabytes. */
function startOf(path: string): string {
  return readFileSync(path, "utf8").slice(0, 1000);
}
