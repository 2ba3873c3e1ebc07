/** The preferences in a `Prefer` header that this server knows. */
export interface Preferences {
  /** The client prefers a job to waiting for the results. */
  readonly respondAsync: boolean;
  /** How long the client is willing to wait for the results. */
  readonly waitMs?: number;
  /** How much the response should contain: drafts of version 2.0 use it instead of `response`. */
  readonly return?: "minimal" | "representation" | "none";
}

/**
 * Reads a `Prefer` header (RFC 7240). Preferences that are unknown, malformed or repeated are ignored,
 * as the RFC requires. Parameters after `;` count as preferences, because clients of ZOO-Project write them so.
 */
export function readPrefer(header: string): Preferences {
  const found = new Map<string, string>();
  for (const part of header.split(/[,;]/)) {
    const [name = "", value = ""] = part.split("=", 2);
    const key = name.trim().toLowerCase();
    if (!found.has(key)) found.set(key, value.trim().replace(/^"(.*)"$/, "$1"));
  }
  const wait = found.get("wait") ?? "";
  const wanted = found.get("return");
  return {
    respondAsync: found.has("respond-async"),
    ...(/^\d+$/.test(wait) ? { waitMs: Number(wait) * 1000 } : {}),
    ...(wanted === "minimal" || wanted === "representation" || wanted === "none"
      ? { return: wanted }
      : {}),
  };
}
