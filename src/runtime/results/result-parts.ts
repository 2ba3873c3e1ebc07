import type { Answer } from "../http/connection.js";
import { isJsonMediaType } from "../documents/media-type.js";
import { partName, type Part } from "./multipart.js";
import type { Expectation, Received, ReceivedResults } from "./received.js";
import { decodeText } from "../base/text.js";

/** `multipart/related` (requirements 29 and 31) and Weaver's `multipart/mixed`. */
export function readParts(
  parts: readonly Part[],
  { requested }: Expectation,
  answer: Answer,
): ReceivedResults {
  const results = new Map<string, Received>();
  parts.forEach((part, index) => {
    const name =
      partName(part) ?? requested[index] ?? `output-${String(index + 1)}`;
    results.set(name, readPart(part, answer));
  });
  return results;
}

function readPart({ headers, bytes }: Part, answer: Answer): Received {
  const mediaType = headers["content-type"] ?? "text/plain";
  const location = headers["content-location"];
  if (location !== undefined && bytes.length === 0) {
    const href = new URL(location, answer.url).href;
    return { kind: "link", link: { href, type: mediaType } };
  }
  if (isJsonMediaType(mediaType)) {
    try {
      return {
        kind: "json",
        value: JSON.parse(decodeText(bytes)) as unknown,
      };
    } catch {
      // Not JSON after all: the caller gets what there is.
    }
  }
  const isBase64 = headers["content-transfer-encoding"] === "base64";
  return isBase64
    ? {
        kind: "json",
        value: {
          value: decodeText(bytes),
          encoding: "base64",
          mediaType,
        },
      }
    : { kind: "content", mediaType, source: { kind: "memory", bytes } };
}
