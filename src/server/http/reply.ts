/** A response that was not sent yet: profiles build and change it. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  /** Sent as JSON, unless there is `content`. Default: no body. */
  readonly json?: unknown;
  /** Sent as it is. */
  readonly content?: Uint8Array | string;
  /** Default: `application/json` if there is a body. */
  readonly mediaType?: string;
}

/** A reply with a JSON document. */
export function jsonReply(
  json: unknown,
  status = 200,
  headers: Reply["headers"] = {},
): Reply {
  return { status, headers, json };
}

/** Copies a reply with more headers. Links are added to those that it has; other headers are replaced. */
export function withHeaders(
  reply: Reply,
  headers: Readonly<Record<string, string | readonly string[]>>,
): Reply {
  const merged: Record<string, string | readonly string[]> = {
    ...reply.headers,
  };
  for (const [name, value] of Object.entries(headers)) {
    const before = merged[name];
    merged[name] =
      name === "link" && before !== undefined
        ? [...[before].flat(), ...[value].flat()]
        : value;
  }
  return { ...reply, headers: merged };
}
