/** Lets web pages of all other sites read every response: Fetch standard, 3.2. */
export const READABLE_BY_ALL: Readonly<Record<string, string>> = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers":
    "Location, Link, Preference-Applied, Retry-After",
};

/** The headers of the answer to an OPTIONS request, which browsers send before requests to other sites. */
export function preflightHeaders(
  headers: Headers,
): Readonly<Record<string, string>> {
  const wanted = headers.get("access-control-request-headers");
  return {
    "access-control-allow-methods": "GET, HEAD, POST, DELETE, OPTIONS",
    vary: "Access-Control-Request-Headers",
    ...(wanted === null ? {} : { "access-control-allow-headers": wanted }),
  };
}
