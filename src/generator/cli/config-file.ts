import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { UsageError } from "../errors.js";
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

/**
 * Reads the configuration: the file that `--config` names, else the first one
 * found in the folder or above it, up to the root of the Git repository.
 *
 * @param named - The path that `--config` gives.
 * @returns undefined: there is no configuration file.
 * @throws UsageError where a file cannot be read or parsed.
 */
export async function readConfigFile(
  folder: string,
  named: string | undefined,
): Promise<ConfigFile | undefined> {
  if (named !== undefined) {
    const path = resolve(folder, named);
    return { path, content: objectOf(await parseFile(path), path) };
  }
  for (const place of foldersUpward(folder)) {
    const found = await readFolder(place);
    if (found !== undefined) return found;
  }
  return undefined;
}

function foldersUpward(folder: string): readonly string[] {
  const parent = dirname(folder);
  return parent === folder || existsSync(join(folder, ".git"))
    ? [folder]
    : [folder, ...foldersUpward(parent)];
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
