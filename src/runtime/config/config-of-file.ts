import type { ClientConfig } from "./client-options.js";
import { readConfigDocument } from "./config-document.js";
import type { ConfigFileOptions } from "./config-file.js";
import { readDocument } from "./local-document.js";

/** The configuration in a file; see `readConfigFile`. */
export async function configOfFile(
  path: string,
  options: ConfigFileOptions,
): Promise<ClientConfig> {
  return readConfigDocument(await readDocument(path, options), path);
}
