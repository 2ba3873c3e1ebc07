/** The preferences of a request's `Prefer` header that this server knows. */
export interface Preferences {
  /** The client would rather have a job than wait for the result. */
  readonly respondAsync: boolean;
  /** How long the client is willing to wait for the result. */
  readonly waitMs?: number;
  /** How much of a result it wants: drafts of version 2.0 use it in place of `response`. */
  readonly return?: "minimal" | "representation" | "none";
}

/**
 * Reads a `Prefer` header (RFC 7240). Preferences that are unknown, malformed or repeated are
 * passed over, as the RFC asks; parameters after `;` count as preferences, since ZOO-Project's clients write so.
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
