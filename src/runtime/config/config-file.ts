import { loadUnit } from "../errors/errors.js";
import type { ClientConfig } from "./client-options.js";
import { checkOptions } from "./plain-options.js";

/** How a configuration file is read. */
export interface ConfigFileOptions {
  /**
   * Parses the text of the file, such as `parse` of the package `yaml`. Default: JSON, else YAML by the package `yaml`
   * where it is installed beside the program.
   */
  readonly parse?: ((text: string) => unknown) | undefined;
}

/**
 * Reads a configuration file that the Python client wrote, or one like it: `api_url` and either `auth_type` and
 * credentials beside it, or an object `auth` with them, as newer versions write it. Further members beside `api_url` are
 * ignored. Pass the result to `createClient`. Secrets that the Python client keeps in the keyring are not read: set them
 * in the environment (`S2GOS_TOKEN`, ...). Node, Bun and Deno only.
 * @throws ConfigError: the file cannot be read or parsed, has a value of a wrong type, both forms at once, an auth type
 * that this client does not have, or a member of `auth` that the auth type does not have. No value is quoted.
 */
export async function readConfigFile(
  path: string,
  options: ConfigFileOptions = {},
): Promise<ClientConfig> {
  await checkOptions(options);
  const { configOfFile } = await loadUnit(import("./config-of-file.js"));
  return configOfFile(path, options);
}
