import { hash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ASSET_FOLDERS } from "../assets.js";
import { foldersUpward, readJsonFile } from "../folders.js";
import { isJsonObject } from "../json.js";
import { IS_SOURCE, PROGRAM_FOLDER } from "../program.js";

/** Where the program is, with the runtime that it copies: its sources, or what was built of them. */
const PROGRAM_FOLDERS = IS_SOURCE ? ["src/generator", "src/runtime"] : ["dist"];

let known: string | undefined;

/**
 * What this program is: a hash of its files, of those that it copies into packages, of the versions
 * of its libraries and of Node.js. The version of the package alone does not tell while it is
 * developed, or after it was patched. One process stays one program.
 */
export function programHash(): string {
  known ??= hash(
    "sha256",
    JSON.stringify([
      process.version,
      ...PROGRAM_FOLDERS.map((folder) =>
        folderHash(join(PROGRAM_FOLDER, folder)),
      ),
      folderHash(ASSET_FOLDERS.templates),
      libraries(),
    ]),
  );
  return known;
}

function folderHash(folder: string): string {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  const files = entries
    .filter((entry) => entry.isFile() && !/\.(?:d\.ts|map)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return hash(
    "sha256",
    files
      .map((file) => `${file} ${hash("sha256", readFileSync(file))}`)
      .join("\n"),
  );
}

/** The versions of the libraries that are installed for this program. */
function libraries(): readonly (readonly [string, unknown])[] {
  const own = readJsonFile(join(PROGRAM_FOLDER, "package.json")) ?? {};
  const { dependencies } = own;
  const names = isJsonObject(dependencies) ? Object.keys(dependencies) : [];
  const places = foldersUpward(PROGRAM_FOLDER);
  return names.map((name) => [name, installedVersion(places, name)]);
}

function installedVersion(places: readonly string[], name: string): unknown {
  for (const place of places) {
    const file = join(place, "node_modules", name, "package.json");
    const found = readJsonFile(file);
    if (found !== undefined) return found["version"];
  }
  return undefined;
}
