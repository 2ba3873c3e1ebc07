import {
  createClient,
  type Client,
  type WarningHandler,
} from "../../runtime/index.js";
import type { GenerateOptions } from "../generate-options.js";
import type { ReadOptions } from "../options.js";
import { clientOptions } from "../source/server-client.js";
import { parseServerUrl } from "../source/server-url.js";

/** A server, and how it is asked. */
export interface ServerOptions extends ReadOptions {
  /** Landing page of the server. */
  readonly url: string;
  /** How objects are sent. Default: as the server is known to want them. */
  readonly objectInputs?: GenerateOptions["objectInputs"];
}

/**
 * A client of a server, with the credentials of the run.
 *
 * @throws UsageError where the URL is none; ConfigError where the credentials are incomplete.
 */
export function connectTo(
  options: ServerOptions,
  onWarning: WarningHandler,
): Client {
  const server = parseServerUrl(options.url);
  return createClient({ ...clientOptions(server, options), onWarning });
}
