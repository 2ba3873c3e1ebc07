import { hash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { ASSET_FOLDERS } from "../assets.js";
import { foldersUpward, readJsonFile } from "../folders.js";
import { isJsonObject } from "../json.js";
import { IS_SOURCE, PROGRAM_FOLDER } from "../program.js";
import { writeWhole } from "./record-file.js";

/** Where the program is, with the runtime that it copies: its sources, or what was built of them. */
const FOLDERS = IS_SOURCE
  ? [join(PROGRAM_FOLDER, "src/generator"), join(PROGRAM_FOLDER, "src/runtime")]
  : [join(PROGRAM_FOLDER, "dist/chunks"), ASSET_FOLDERS.runtime];

/** Files there that no package depends on: declarations, and modules for other programs than the command. */
const OTHERS = IS_SOURCE ? /\.d\.ts$/ : /\.js$/;

let known: string | undefined;

/**
 * What this program is: a hash of its files, of those that it copies into packages, of the versions
 * of its libraries and of Node.js. The version of the package alone does not tell while it is
 * developed, or after it was patched. One process stays one program.
 *
 * @param folder - Where the hash is kept with the state of the files, which is read in a tenth of the time.
 */
export function programHash(folder: string): string {
  known ??= keptHash(join(folder, "program.json"));
  return known;
}

function keptHash(file: string): string {
  const files = [...FOLDERS, ASSET_FOLDERS.templates].flatMap(filesOf);
  const libraries = libraryFiles();
  const state = hash(
    "sha256",
    [process.version, ...[...files, ...libraries].map(stateOf)].join("\n"),
  );
  const kept = readJsonFile(file);
  const { [state]: found } = kept ?? {};
  if (typeof found === "string") return found;
  const made = hash(
    "sha256",
    JSON.stringify([
      process.version,
      ...files.map((path) => [path, hash("sha256", readFileSync(path))]),
      ...libraries.map((path) => [path, readJsonFile(path)?.["version"]]),
    ]),
  );
  writeWhole(file, [JSON.stringify({ [state]: made })]);
  return made;
}

/** No change of a file's content leaves all of this as it was. */
function stateOf(path: string): string {
  const { size, mtimeMs, ctimeMs } = statSync(path);
  return `${path} ${size} ${mtimeMs} ${ctimeMs}`;
}

function filesOf(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !OTHERS.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** The package.json of each library that is installed for this program. */
function libraryFiles(): readonly string[] {
  const own = readJsonFile(join(PROGRAM_FOLDER, "package.json")) ?? {};
  const { dependencies } = own;
  const names = isJsonObject(dependencies) ? Object.keys(dependencies) : [];
  const places = foldersUpward(PROGRAM_FOLDER);
  return names.flatMap((name) => {
    const files = places.map((place) =>
      join(place, "node_modules", name, "package.json"),
    );
    return files.find((file) => statSync(file, QUIETLY)?.isFile()) ?? [];
  });
}

const QUIETLY = { throwIfNoEntry: false } as const;
