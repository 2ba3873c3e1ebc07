import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { foldersUpward, readJsonFile } from "../folders.js";
import { isJsonObject, type JsonObject } from "../json.js";

/** Files that hold a Prettier configuration, of versions 2 and 3, beside package.json. */
export const CONFIGURATION_FILES: readonly string[] = [
  ".prettierrc",
  ...["json", "yaml", "yml", "json5", "toml"].map(
    (extension) => `.prettierrc.${extension}`,
  ),
  ...["js", "mjs", "cjs", "ts", "mts", "cts"].flatMap((extension) => [
    `.prettierrc.${extension}`,
    `prettier.config.${extension}`,
  ]),
];

/** Members of package.json that list what a project installs. */
const DEPENDENCY_LISTS = [
  "dependencies",
  "devDependencies",
  "optionalDependencies",
] as const;

/**
 * Whether the project around a folder uses Prettier: a configuration may hold for the folder, or a
 * package.json above it lists Prettier. Only names and package.json files are read, so that Prettier
 * is loaded only if it has something to do. That Prettier is installed says nothing: this program
 * brings one along.
 */
export function usesPrettier(folder: string): boolean {
  return foldersUpward(folder).some(
    (place) =>
      CONFIGURATION_FILES.some((name) => existsSync(join(place, name))) ||
      mentionsPrettier(readJsonFile(join(place, "package.json"))) ||
      hasPrettierKey(join(place, "package.yaml")),
  );
}

function mentionsPrettier(manifest: JsonObject | undefined): boolean {
  if (manifest === undefined) return false;
  const lists = DEPENDENCY_LISTS.map((list) => manifest[list]);
  return [manifest, ...lists].some(
    (list) => isJsonObject(list) && Object.hasOwn(list, "prettier"),
  );
}

function hasPrettierKey(yamlFile: string): boolean {
  try {
    return /^prettier\s*:/m.test(readFileSync(yamlFile, "utf8"));
  } catch {
    return false;
  }
}

/** The nearest `.prettierignore` of a folder and those above it; undefined where there is none. */
export function ignoreFile(folder: string): string | undefined {
  return foldersUpward(folder)
    .map((place) => join(place, ".prettierignore"))
    .find((path) => existsSync(path));
}
