import { readdirSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { IS_SOURCE, PROGRAM_FOLDER } from "./program.js";

/** Files of this program that are copied into generated packages. */
export interface Assets {
  /** Sources of the joined runtime, by their names. */
  readonly runtimeFiles: ReadonlyMap<string, string>;
  /** Templates, by file name. */
  readonly templates: ReadonlyMap<string, string>;
}

/** Folders of this package with the files that are copied into generated packages. */
export const ASSET_FOLDERS = {
  runtime: join(PROGRAM_FOLDER, "dist/joined-runtime"),
  templates: join(PROGRAM_FOLDER, "templates"),
} as const;

/** Reads the joined runtime and the templates, which are installed with the compiled program. */
export async function readAssets(): Promise<Assets> {
  if (IS_SOURCE) {
    const { writeJoinedRuntime } = await import("./join/joined-folder.js");
    await writeJoinedRuntime();
  }
  return {
    runtimeFiles: readTexts(ASSET_FOLDERS.runtime, ".ts"),
    templates: readTexts(ASSET_FOLDERS.templates, ""),
  };
}

/** Without promises, for which Node.js starts four threads. */
function readTexts(
  folder: string,
  extension: string,
): ReadonlyMap<string, string> {
  return new Map(
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(extension))
      .map((name) => [
        name.replaceAll("\\", "/"),
        readFileSync(join(folder, name), "utf8").replaceAll("\r\n", "\n"),
      ]),
  );
}

/** The version range of the package that the runtime is imported from: of this package, its version; of any other, `*`, which the user can replace. */
export async function runtimeVersion(module: string): Promise<string> {
  const text = await readFile(join(PROGRAM_FOLDER, "package.json"), "utf8");
  const own = JSON.parse(text) as { readonly name: string; version: string };
  return module === own.name || module.startsWith(`${own.name}/`)
    ? `^${own.version}`
    : "*";
}
