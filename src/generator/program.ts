import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { foldersUpward } from "./folders.js";

/** Absolute path of this package's folder, both from the sources and from the built program, whose files are elsewhere. */
export const PROGRAM_FOLDER: string = programFolder();

/** Whether this program runs from its sources, where the joined runtime may be older than its rooms. */
export const IS_SOURCE: boolean = import.meta.url.endsWith(".ts");

function programFolder(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  return (
    foldersUpward(here).find((place) =>
      existsSync(join(place, "package.json")),
    ) ?? here
  );
}
