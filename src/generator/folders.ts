import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { isJsonObject, type JsonObject } from "./json.js";

/**
 * A folder and all those that contain it, nearest first: where tools look for configurations.
 *
 * @param folder - Absolute path. It need not exist.
 */
export function foldersUpward(folder: string): readonly string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...foldersUpward(parent)];
}

/**
 * Reads a file such as package.json; undefined where it cannot be read, or is no JSON object: who
 * uses it says what is wrong with it.
 */
export function readJsonFile(path: string): JsonObject | undefined {
  try {
    const content: unknown = JSON.parse(readFileSync(path, "utf8"));
    return isJsonObject(content) ? content : undefined;
  } catch {
    return undefined;
  }
}
