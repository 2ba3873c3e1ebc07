import type { ClientConfig } from "./client-options.js";
import { readConfig } from "./config.js";
import { ConfigError } from "../errors/errors.js";
import { isRecord, readJson } from "../base/json.js";
import { hasNodeModules } from "../base/platform.js";

/**
 * Reads a configuration file with the names of the Python client (`api_url`, `auth_type`, ...), so that the
 * file that it writes can be used as it is; other members are ignored. Pass the result to `createClient`.
 * Node only.
 * @param path - JSON, or YAML where the package `yaml` is installed.
 * @throws ConfigError: the file cannot be read, is neither JSON nor YAML, or has a value of a wrong type.
 */
export async function readConfigFile(path: string): Promise<ClientConfig> {
  const text = await readText(path);
  const document = readJson(text) ?? (await parseYaml(text, path));
  if (document === null || document === undefined) return {};
  if (!isRecord(document)) {
    throw new ConfigError(
      `${path} must hold an object with members such as api_url.`,
    );
  }
  return readConfig(document, path);
}

async function readText(path: string): Promise<string> {
  if (!hasNodeModules()) {
    throw new ConfigError(
      `The configuration ${path} can't be read: there is no file system here; pass its values to createClient.`,
    );
  }
  const { readFile } = await import("node:fs/promises");
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigError(`The configuration ${path} can't be read: ${said}.`, {
      cause,
    });
  }
}

async function parseYaml(text: string, path: string): Promise<unknown> {
  // In a variable, so that compilers and bundlers do not require the package in programs without YAML files.
  const specifier = "yaml";
  let yaml: { parse(text: string): unknown };
  try {
    yaml = (await import(specifier)) as typeof yaml;
  } catch (cause) {
    throw new ConfigError(
      `${path} is not JSON; to read YAML, install the package "yaml".`,
      { cause },
    );
  }
  try {
    return yaml.parse(text);
  } catch {
    // Without the parser's error as cause: its message quotes the file, which may contain a password.
    throw new ConfigError(`${path} is neither valid JSON nor valid YAML.`);
  }
}
