import { readJson } from "../base/json.js";
import { installedPackage } from "../base/installed-package.js";
import { builtinModule } from "../base/platform.js";
import { ConfigError } from "../errors/errors.js";
import type { ConfigFileOptions } from "./config-file.js";

/** What is used of `node:fs/promises`. */
interface TextFiles {
  readFile(path: string, encoding: "utf8"): Promise<string>;
}

/** What is used of the package `yaml`. */
interface Yaml {
  parse(text: string): unknown;
}

/**
 * The content of a file with JSON, YAML, or whatever the caller parses.
 * @throws ConfigError: it cannot be read or parsed.
 */
export async function readDocument(
  path: string,
  { parse }: ConfigFileOptions,
): Promise<unknown> {
  const text = await readText(path);
  if (parse !== undefined) return parsed(path, text, parse, "parsed");
  return readJson(text) ?? parseYaml(path, text);
}

async function readText(path: string): Promise<string> {
  // A number would be an open file of this process.
  if (typeof path !== "string" && !((path as unknown) instanceof URL)) {
    throw new ConfigError(
      "readConfigFile needs the path of a file, as a text.",
    );
  }
  const files = builtinModule<TextFiles>("node:fs/promises");
  if (files === undefined) {
    throw new ConfigError(
      `The configuration ${path} can't be read: there is no file system here; pass its values to createClient.`,
    );
  }
  try {
    return await files.readFile(path, "utf8");
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigError(`The configuration ${path} can't be read: ${said}.`, {
      cause,
    });
  }
}

function parseYaml(path: string, text: string): unknown {
  const yaml = installedPackage<Yaml>("yaml");
  if (yaml === undefined) {
    throw new ConfigError(
      `${path} is not JSON; to read YAML, install the package "yaml", or pass a parser: readConfigFile(path, { parse }).`,
    );
  }
  return parsed(path, text, (yamlText) => yaml.parse(yamlText), "YAML");
}

function parsed(
  path: string,
  text: string,
  parse: (text: string) => unknown,
  as: "YAML" | "parsed",
): unknown {
  try {
    return parse(text);
  } catch {
    // Without the parser's error as cause: its message quotes the file, which may contain a password.
    throw new ConfigError(
      as === "YAML"
        ? `${path} is neither valid JSON nor valid YAML.`
        : `${path} can't be parsed by the parser that was passed.`,
    );
  }
}
