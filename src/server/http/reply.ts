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

/** `Response`, or a class that extends it. */
export type ResponseClass = new (
  body: Uint8Array | null,
  init: { readonly status: number; readonly headers: Headers },
) => Response;

/**
 * The response that a reply describes.
 * @param headers - Headers of all responses.
 * @param withBody - False: the response to a HEAD request, which has the headers of a body, but no body.
 * @param Kind - The class of the response.
 */
export function responseOf(
  reply: Reply,
  headers: Readonly<Record<string, string>>,
  withBody: boolean,
  Kind: ResponseClass,
): Response {
  const { status, json, content, mediaType } = reply;
  const sent = new Headers(headers);
  for (const [name, value] of Object.entries(reply.headers ?? {})) {
    // Lists such as links go into one field, because many clients cannot read repeated fields.
    sent.set(name, [value].flat().join(", "));
  }
  const text =
    content ?? (json === undefined ? undefined : JSON.stringify(json));
  if (text === undefined) return new Kind(null, { status, headers: sent });
  // As bytes: `Response` adds a charset to text, but JSON has no such parameter (RFC 8259, 11).
  const bytes =
    typeof text === "string" ? new TextEncoder().encode(text) : text;
  sent.set("content-type", mediaType ?? "application/json");
  sent.set("content-length", String(bytes.length));
  return new Kind(withBody ? bytes : null, { status, headers: sent });
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
