import { hash } from "node:crypto";
import { join } from "node:path";
import { foldersUpward, readJsonFile } from "../folders.js";
import { ownVersion } from "../format/project-prettier.js";
import { ignoreFile, usesPrettier } from "../format/project-style.js";
import { styleFiles } from "./style-files.js";

/**
 * A hash of all that decides how the project's Prettier formats the package: its version, its
 * configuration with what that imports, `.editorconfig` and `.prettierignore`. Prettier itself is
 * not loaded.
 *
 * @param root - Absolute path of the output folder.
 * @returns undefined: files do not tell, because the configuration is computed from something else.
 */
export function styleHash(root: string): string | undefined {
  if (!usesPrettier(root)) return "none";
  const files = styleFiles(root);
  if (files === undefined) return undefined;
  return hash(
    "sha256",
    JSON.stringify([
      ownVersion(),
      projectVersion(root),
      ignoreFile(root),
      [...files],
    ]),
  );
}

/** The version of the Prettier that is installed for a folder. */
function projectVersion(root: string): unknown {
  for (const place of foldersUpward(root)) {
    const file = join(place, "node_modules/prettier/package.json");
    const manifest = readJsonFile(file);
    if (manifest !== undefined) return [file, manifest["version"]];
  }
  return undefined;
}
