import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { isJsonArray, isJsonObject, type JsonObject } from "../json.js";

/** What a project's tsconfig.json says, with what it extends. */
export interface CompilerOptions {
  /** Absolute path of the file that holds for the package: the nearest, or one that it references. */
  readonly tsconfig: string;
  /** `compilerOptions`, whose texts are in lower case as the compiler reads them. */
  readonly options: JsonObject;
}

/** A tsconfig.json that cannot be read. */
export interface UnreadableOptions {
  readonly tsconfig: string;
  /** What is wrong with it, as one line. */
  readonly problem: string;
}

/**
 * Reads the compiler options that hold for an output folder: `extends` is
 * followed, and of a solution, which only references others, the referenced file
 * that includes the folder is taken, else the first one.
 *
 * @param folder - Absolute path of the output folder.
 * @param tsconfig - The nearest tsconfig.json.
 */
export async function readCompilerOptions(
  folder: string,
  tsconfig: string,
): Promise<CompilerOptions | UnreadableOptions> {
  const { parse } = await import("tsconfck");
  try {
    const found = await parse(sourceBelow(dirname(tsconfig), folder));
    const [first] = found.referenced ?? [];
    const taken = isSolution(found.tsconfig) && first ? first : found;
    return {
      tsconfig: taken.tsconfigFile,
      options: optionsOf(taken.tsconfig),
    };
  } catch (error) {
    const [line = ""] = String(
      error instanceof Error ? error.message : error,
    ).split("\n");
    return { tsconfig, problem: line };
  }
}

/**
 * The path of a source of the package for which the given tsconfig.json is the
 * nearest one: that of an earlier version's package in the folder itself does
 * not count, so the search has to begin above it.
 */
function sourceBelow(place: string, folder: string): string {
  const isHidden =
    place !== folder && existsSync(join(folder, "tsconfig.json"));
  return isHidden ? `${folder}.ts` : join(folder, "index.ts");
}

function isSolution(tsconfig: unknown): boolean {
  if (!isJsonObject(tsconfig)) return false;
  const { files, include } = tsconfig;
  return isJsonArray(files) && files.length === 0 && include === undefined;
}

function optionsOf(tsconfig: unknown): JsonObject {
  const options = isJsonObject(tsconfig) ? tsconfig["compilerOptions"] : {};
  if (!isJsonObject(options)) return {};
  return Object.fromEntries(
    Object.entries(options).map(([name, value]) => [
      name,
      typeof value === "string" ? value.toLowerCase() : value,
    ]),
  );
}
