import type { Reply } from "./reply.js";

/** One part of a multipart body. */
export interface Part {
  readonly headers: Readonly<Record<string, string>>;
  readonly content: Uint8Array;
}

/** Builds a multipart response (RFC 2046, 5.1). The boundary is random, so that no content contains it. */
export function multipartReply(
  parts: readonly Part[],
  subtype: "related" | "mixed",
): Reply {
  const boundary = `part-${crypto.randomUUID()}`;
  const chunks = parts.flatMap(({ headers, content }) => [
    `--${boundary}\r\n${Object.entries(headers)
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join("")}\r\n`,
    content,
    "\r\n",
  ]);
  return {
    status: 200,
    mediaType: `multipart/${subtype}; boundary="${boundary}"`,
    content: joined([...chunks, `--${boundary}--\r\n`]),
  };
}

function joined(chunks: readonly (string | Uint8Array)[]): Uint8Array {
  const encoder = new TextEncoder();
  const encoded = chunks.map((chunk) =>
    typeof chunk === "string" ? encoder.encode(chunk) : chunk,
  );
  const bytes = new Uint8Array(
    encoded.reduce((length, chunk) => length + chunk.length, 0),
  );
  let position = 0;
  for (const chunk of encoded) {
    bytes.set(chunk, position);
    position += chunk.length;
  }
  return bytes;
}
