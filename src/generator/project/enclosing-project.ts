import { statSync } from "node:fs";
import { join } from "node:path";
import { foldersUpward, readJsonFile } from "../folders.js";

/** The project that an output folder is part of. Paths are absolute. */
export interface EnclosingProject {
  /** The nearest package.json; absent where there is none. */
  readonly packageFile?: string;
  /** Whether that makes `.js` and `.ts` files ES modules; without one they are CommonJS. */
  readonly isModule: boolean;
  /** The nearest tsconfig.json; absent where there is none. */
  readonly tsconfig?: string;
  /** The nearest configuration of Deno; absent where there is none. */
  readonly denoFile?: string;
}

/**
 * Finds the project around an output folder: the files that say how it is
 * compiled, in the folder or above it.
 *
 * @param folder - Absolute path of the output folder, which need not exist.
 * @param isGenerated - Whether a file of the folder, by its name, is part of the
 * generated package. Such a file says nothing about the project.
 */
export function enclosingProject(
  folder: string,
  isGenerated: (name: string) => boolean,
): EnclosingProject {
  const find = (...names: readonly string[]) =>
    nearestFile(folder, names, isGenerated);
  const packageFile = find("package.json");
  const tsconfig = find("tsconfig.json");
  const denoFile = find("deno.json", "deno.jsonc");
  return {
    isModule: packageFile !== undefined && hasModuleType(packageFile),
    ...(packageFile === undefined ? {} : { packageFile }),
    ...(tsconfig === undefined ? {} : { tsconfig }),
    ...(denoFile === undefined ? {} : { denoFile }),
  };
}

/** Whether there is a project at all. */
export function isProject(project: EnclosingProject): boolean {
  const { denoFile, packageFile, tsconfig } = project;
  return (denoFile ?? packageFile ?? tsconfig) !== undefined;
}

function nearestFile(
  folder: string,
  names: readonly string[],
  isGenerated: (name: string) => boolean,
): string | undefined {
  return foldersUpward(folder)
    .flatMap((place) =>
      names
        .filter((name) => place !== folder || !isGenerated(name))
        .map((name) => join(place, name)),
    )
    .find((path) => isFile(path));
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** A package.json that cannot be parsed is CommonJS's: whoever runs it complains about it. */
function hasModuleType(path: string): boolean {
  return readJsonFile(path)?.["type"] === "module";
}
