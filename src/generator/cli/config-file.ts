import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, extname, join, parse, resolve } from "node:path";
import { lilconfigSync } from "lilconfig";
import { UsageError } from "../errors.js";
import { foldersUpward, readJsonFile } from "../folders.js";
import { isJsonObject, type JsonObject } from "../json.js";

/** A configuration file, parsed but not yet checked. */
export interface ConfigFile {
  readonly path: string;
  readonly content: JsonObject;
}

/** Names of the configuration file. In one folder, the first is taken. */
export const CONFIG_FILE_NAMES = [
  "s2gos-codegen.config.ts",
  "s2gos-codegen.config.mts",
  "s2gos-codegen.config.mjs",
  "s2gos-codegen.config.js",
  "s2gos-codegen.config.json",
  "s2gos-codegen.config.yaml",
  "s2gos-codegen.config.yml",
] as const;

/** The key of a package.json that holds the configuration, where no file does. */
const PACKAGE_KEY = "s2gos-codegen";

/** Extensions of files that are programs, with which `--config` may name a file. */
const PROGRAMS = /\.[cm]?[jt]s$/;

/** Whether a file is a program that is run. */
export function isProgram(path: string): boolean {
  return PROGRAMS.test(path);
}

/** The configuration file of a run. */
export interface FoundConfigFile {
  /** Undefined: there is none. */
  readonly file?: ConfigFile;
  /** Path of a file above the project, which is not read: whoever may write there is not who works on the project. */
  readonly passedOver?: string;
  /** Paths of others in its folder, which are not read. */
  readonly others?: readonly string[];
}

/**
 * Reads the configuration: the file that `--config` names, else the first one
 * found in the folder or above it, up to the root of the project, which is the
 * nearest folder with a package.json or a Git repository. Outside of a
 * project, only the folder itself is looked at.
 *
 * @param named - The path that `--config` gives.
 * @throws UsageError where a file cannot be read or parsed, or is a program that fails.
 */
export async function readConfigFile(
  folder: string,
  named: string | undefined,
): Promise<FoundConfigFile> {
  if (named !== undefined)
    return { file: await readFile(resolve(folder, named)) };
  const root = foldersUpward(folder).find(isProjectRoot) ?? folder;
  const path = find(folder, root, parseJson);
  if (path !== undefined)
    return { file: await readFile(path), others: othersBeside(path) };
  const above = dirname(root);
  const passedOver =
    above === root
      ? undefined
      : find(above, parse(root).root, (file) => readJsonFile(file));
  return passedOver === undefined ? {} : { passedOver };
}

function isProjectRoot(folder: string): boolean {
  return [".git", "package.json"].some((name) =>
    existsSync(join(folder, name)),
  );
}

/**
 * The path of the first configuration from one folder up to another. No file is run, and none parsed but package.json.
 *
 * @param parsePackage - Parses a package.json.
 */
function find(
  from: string,
  to: string,
  parsePackage: (path: string, text: string) => unknown,
): string | undefined {
  // What is in the file does not matter yet: any value but none means that it is there.
  const present = (): object => ({});
  const loaders = Object.fromEntries(
    CONFIG_FILE_NAMES.map((name) => [extname(name), present]),
  );
  const search = lilconfigSync(PACKAGE_KEY, {
    searchPlaces: [...CONFIG_FILE_NAMES, "package.json"],
    stopDir: to,
    loaders: {
      ...loaders,
      ".json": (path, text) => {
        if (basename(path) !== "package.json") return {};
        const manifest = parsePackage(path, text);
        const isThere = isJsonObject(manifest) && PACKAGE_KEY in manifest;
        return isThere ? { [PACKAGE_KEY]: {} } : {};
      },
    },
    ignoreEmptySearchPlaces: false,
    cache: false,
  });
  return search.search(from)?.filepath;
}

/** The other configurations in the folder of one. */
function othersBeside(path: string): readonly string[] {
  const folder = dirname(path);
  const manifest = join(folder, "package.json");
  const content = path === manifest ? undefined : readJsonFile(manifest);
  return [
    ...CONFIG_FILE_NAMES.map((name) => join(folder, name)).filter(
      (other) => other !== path && existsSync(other),
    ),
    ...(isJsonObject(content) && PACKAGE_KEY in content ? [manifest] : []),
  ];
}

async function readFile(path: string): Promise<ConfigFile> {
  const content = await contentOf(path);
  if (basename(path) !== "package.json") {
    return { path, content: objectOf(content, path) };
  }
  const own = isJsonObject(content) ? content[PACKAGE_KEY] : undefined;
  return { path, content: objectOf(own, `${path}#${PACKAGE_KEY}`) };
}

async function contentOf(path: string): Promise<unknown> {
  const text = textOf(path);
  if (isProgram(path)) {
    const { configOfProgram } = await import("./config-program.js");
    return configOfProgram(path);
  }
  return path.endsWith(".json") ? parseJson(path, text) : parseYaml(path, text);
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8").replace(/^\uFEFF/, "");
  } catch (error) {
    throw new UsageError("The configuration file cannot be read.", {
      where: path,
      hint: "Check the path that --config gives.",
      cause: error,
    });
  }
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, "")) as unknown;
  } catch (error) {
    throw syntaxError(path, error);
  }
}

/** Everything that is neither JSON nor a program is YAML, which includes JSON: the Python client's file has no extension. */
async function parseYaml(path: string, text: string): Promise<unknown> {
  const { CORE_SCHEMA, load } = await import("js-yaml");
  try {
    return load(text, { schema: CORE_SCHEMA });
  } catch (error) {
    throw syntaxError(path, error);
  }
}

/**
 * The error for a file that is not well-formed: the position alone, without the lines of the file that parsers quote,
 * in their messages and so in what --verbose prints of a cause. They may contain secrets.
 */
export function syntaxError(path: string, error: unknown): UsageError {
  const position = positionIn(error instanceof Error ? error.message : "");
  return new UsageError("The configuration file cannot be parsed.", {
    where: path,
    hint:
      position === undefined
        ? "Correct its syntax."
        : `Correct its syntax ${position}.`,
  });
}

function positionIn(message: string): string | undefined {
  if (message.startsWith("ParseError")) {
    // What jiti says of a program ends in the path, the line, and the column from 0.
    const [row = "", column = ""] = message.trim().split(":").slice(-2);
    return `at line ${row}, column ${Number(column) + 1}`;
  }
  const [line = ""] = message.split("\n");
  return (
    /\(line \d+ column \d+\)|at position \d+|\(\d+:\d+\)$/
      .exec(line)?.[0]
      // js-yaml's form.
      .replace(/^\((\d+):(\d+)\)$/, "at line $1, column $2")
  );
}

function objectOf(content: unknown, path: string): JsonObject {
  if (isJsonObject(content)) return content;
  throw new UsageError("The configuration is not an object of settings.", {
    where: path,
    hint: isProgram(path)
      ? 'Write: export default defineConfig({ url: "http://localhost:8008/" });'
      : "Write one setting on each line, such as url: http://localhost:8008/",
  });
}
