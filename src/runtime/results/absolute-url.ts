import type { Connection } from "../http/connection.js";

/** Where a link in results leads; see `Connection.link`. Text that is not a URL stays as it is. */
export function absoluteUrl(
  href: string,
  base: URL,
  connection: Pick<Connection, "link">,
): string {
  return connection.link(href, base)?.href ?? href;
}
