import { loadUnit } from "../errors/errors.js";
import type { Connection } from "../http/connection.js";
import type { RequestGuard } from "../http/transport.js";

/**
 * Judges whether what a link of a result leads to may be asked for.
 * @returns The guard of the request; see {@link RequestGuard}.
 * @throws ConfigError: it must not be.
 */
export async function guardOfLink(
  connection: Connection,
  url: URL,
): Promise<RequestGuard | undefined> {
  if (url.origin === connection.apiUrl.origin) return undefined;
  const { judge } = await loadUnit(import("../http/other-exchanges.js"));
  const request = { method: "GET", url, kind: "download" } as const;
  return judge({ ...request, reason: "link" }, connection);
}
