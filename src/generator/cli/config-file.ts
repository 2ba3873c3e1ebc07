import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { UsageError } from "../errors.js";
import { foldersUpward, readJsonFile } from "../folders.js";
import { isJsonObject, type JsonObject } from "../json.js";

/** A configuration file, parsed but not yet checked. */
export interface ConfigFile {
  readonly path: string;
  readonly content: JsonObject;
}

const NAMES = [
  "s2gos-codegen.config.json",
  "s2gos-codegen.config.yaml",
  "s2gos-codegen.config.yml",
];
const PACKAGE_KEY = "s2gos-codegen";

/** The configuration file of a run. */
export interface FoundConfigFile {
  /** Undefined: there is none. */
  readonly file?: ConfigFile;
  /** Path of a file above the project, which is not read: whoever may write there is not who works on the project. */
  readonly passedOver?: string;
}

/**
 * Reads the configuration: the file that `--config` names, else the first one
 * found in the folder or above it, up to the root of the project, which is the
 * nearest folder with a package.json or a Git repository. Outside of a
 * project, only the folder itself is looked at.
 *
 * @param named - The path that `--config` gives.
 * @throws UsageError where a file cannot be read or parsed.
 */
export async function readConfigFile(
  folder: string,
  named: string | undefined,
): Promise<FoundConfigFile> {
  if (named !== undefined) {
    const path = resolve(folder, named);
    return { file: { path, content: objectOf(await parseFile(path), path) } };
  }
  const folders = foldersUpward(folder);
  const root = folders.findIndex(isProjectRoot);
  const own = folders.slice(0, Math.max(root, 0) + 1);
  for (const place of own) {
    const file = await readFolder(place);
    if (file !== undefined) return { file };
  }
  for (const place of folders.slice(own.length)) {
    const passedOver = fileIn(place);
    if (passedOver !== undefined) return { passedOver };
  }
  return {};
}

function isProjectRoot(folder: string): boolean {
  return [".git", "package.json"].some((name) =>
    existsSync(join(folder, name)),
  );
}

/** The path of a configuration in a folder. Undefined: it has none. */
function fileIn(folder: string): string | undefined {
  const name = NAMES.find((candidate) => existsSync(join(folder, candidate)));
  if (name !== undefined) return join(folder, name);
  const path = join(folder, "package.json");
  return readJsonFile(path)?.[PACKAGE_KEY] === undefined ? undefined : path;
}

async function readFolder(folder: string): Promise<ConfigFile | undefined> {
  const name = NAMES.find((candidate) => existsSync(join(folder, candidate)));
  if (name !== undefined) {
    const path = join(folder, name);
    return { path, content: objectOf(await parseFile(path), path) };
  }
  const path = join(folder, "package.json");
  if (!existsSync(path)) return undefined;
  const manifest = await parseFile(path);
  const content = isJsonObject(manifest) ? manifest[PACKAGE_KEY] : undefined;
  return content === undefined
    ? undefined
    : { path, content: objectOf(content, `${path}#${PACKAGE_KEY}`) };
}

/** Parses `.json` as JSON and everything else as YAML, which includes JSON: the Python client's file has no extension. */
async function parseFile(path: string): Promise<unknown> {
  let text: string;
  try {
    text = readFileSync(path, "utf8").replace(/^\uFEFF/, "");
  } catch (error) {
    throw new UsageError("The configuration file cannot be read.", {
      where: path,
      hint: "Check the path that --config gives.",
      cause: error,
    });
  }
  try {
    if (path.endsWith(".json")) return JSON.parse(text) as unknown;
    const { CORE_SCHEMA, load } = await import("js-yaml");
    return load(text, { schema: CORE_SCHEMA });
  } catch (error) {
    throw new UsageError("The configuration file cannot be parsed.", {
      where: path,
      hint: parserMessage(error),
      cause: error,
    });
  }
}

/** The position of a syntax error, without the lines of the file that the parser quotes: they may contain secrets. */
function parserMessage(error: unknown): string {
  const [line = ""] = error instanceof Error ? error.message.split("\n") : [];
  const position = /\(line \d+ column \d+\)|at position \d+|\(\d+:\d+\)$/
    .exec(line)?.[0]
    // js-yaml's form.
    .replace(/^\((\d+):(\d+)\)$/, "at line $1, column $2");
  return position === undefined
    ? "Correct its syntax."
    : `Correct its syntax ${position}.`;
}

function objectOf(content: unknown, path: string): JsonObject {
  if (isJsonObject(content)) return content;
  throw new UsageError("The configuration is not an object of settings.", {
    where: path,
    hint: "Write one setting on each line, such as url: http://localhost:8008/",
  });
}
