import { randomBytes } from "node:crypto";
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
  const boundary = `part-${randomBytes(12).toString("hex")}`;
  const chunks = parts.flatMap(({ headers, content }) => [
    Buffer.from(
      `--${boundary}\r\n${Object.entries(headers)
        .map(([name, value]) => `${name}: ${value}\r\n`)
        .join("")}\r\n`,
    ),
    content,
    Buffer.from("\r\n"),
  ]);
  return {
    status: 200,
    mediaType: `multipart/${subtype}; boundary="${boundary}"`,
    content: Buffer.concat([...chunks, Buffer.from(`--${boundary}--\r\n`)]),
  };
}
