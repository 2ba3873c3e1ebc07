import type { ClientConfig } from "./client-options.js";
import { readConfig } from "./config.js";
import { ConfigError } from "../errors/errors.js";
import { isRecord, readJson } from "../base/json.js";
import { builtinModule, installedPackage } from "../base/platform.js";

/**
 * Reads a configuration file with the names of the Python client (`api_url`, `auth_type`, ...), so that the
 * file that it writes can be used as it is; other members are ignored. Pass the result to `createClient`.
 * Node only.
 * @param path - JSON, or YAML where the package `yaml` is installed.
 * @throws ConfigError: the file cannot be read, is neither JSON nor YAML, or has a value of a wrong type.
 */
export async function readConfigFile(path: string): Promise<ClientConfig> {
  const text = await readText(path);
  const document = readJson(text) ?? parseYaml(text, path);
  if (document === null || document === undefined) return {};
  if (!isRecord(document)) {
    throw new ConfigError(
      `${path} must hold an object with members such as api_url.`,
    );
  }
  return readConfig(document, path);
}

/** What is used of `node:fs/promises`. */
interface FileSystem {
  readFile(path: string, encoding: "utf8"): Promise<string>;
}

/** What is used of the package `yaml`. */
interface Yaml {
  parse(text: string): unknown;
}

async function readText(path: string): Promise<string> {
  const files = builtinModule<FileSystem>("node:fs/promises");
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

function parseYaml(text: string, path: string): unknown {
  const yaml = installedPackage<Yaml>("yaml");
  if (yaml === undefined) {
    throw new ConfigError(
      `${path} is not JSON; to read YAML, install the package "yaml".`,
    );
  }
  try {
    return yaml.parse(text);
  } catch {
    // Without the parser's error as cause: its message quotes the file, which may contain a password.
    throw new ConfigError(`${path} is neither valid JSON nor valid YAML.`);
  }
}
