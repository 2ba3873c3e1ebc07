import type { AccessRules } from "./access.js";

/**
 * Headers that let the page of a request read the response: Fetch standard, 3.2. The page must be allowed to use the server.
 * @param origin - The `Origin` header of the request; null: there is none.
 */
export function corsHeaders(
  origin: string | null,
  { origins }: AccessRules,
): Readonly<Record<string, string>> {
  const isForAll = origins.includes("*");
  const allowed = isForAll ? "*" : origin;
  return {
    // Also without an origin, so that no cache gives a page the response to another one.
    ...(isForAll ? {} : { vary: "Origin" }),
    ...(allowed === null
      ? {}
      : {
          "access-control-allow-origin": allowed,
          "access-control-expose-headers":
            "Location, Link, Preference-Applied, Retry-After",
        }),
  };
}

/** The headers of the answer to an OPTIONS request, which browsers send before requests to other sites. */
export function preflightHeaders(
  headers: Headers,
): Readonly<Record<string, string>> {
  const wanted = headers.get("access-control-request-headers");
  return {
    "access-control-allow-methods": "GET, HEAD, POST, DELETE, OPTIONS",
    vary: "Origin, Access-Control-Request-Headers",
    ...(wanted === null ? {} : { "access-control-allow-headers": wanted }),
  };
}
