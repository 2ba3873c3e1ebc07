import { readJson } from "../base/json.js";
import { decodeText } from "../base/text.js";
import { labelledText } from "../documents/labelled-text.js";
import { isJsonMediaType } from "../documents/media-type.js";
import type { Answer, Connection } from "../http/connection.js";
import { resolveUrl } from "../http/urls.js";
import { memorySource } from "./file-sources.js";
import { encodingOf, partName, type Part } from "./multipart.js";
import {
  resultsByName,
  type Expectation,
  type ReceivedOne,
  type ReceivedResults,
} from "./received.js";

/** Reads results from `multipart/related` (OGC 18-062r2, requirements 29 and 31) and from Weaver's `multipart/mixed`. */
export function readParts(
  parts: readonly Part[],
  { requested }: Expectation,
  answer: Answer,
  connection: Connection,
): ReceivedResults {
  const [only, ...more] = requested;
  const isOne = parts.length === 1 && only !== undefined && more.length === 0;
  return resultsByName(
    parts.map((part, index) => [
      (isOne ? only : partName(part)) ??
        requested[index] ??
        `output-${String(index + 1)}`,
      resultOfPart(part, answer, connection),
    ]),
  );
}

function resultOfPart(
  { headers, bytes }: Part,
  answer: Answer,
  connection: Connection,
): ReceivedOne {
  const mediaType = headers["content-type"] ?? "text/plain";
  const location = headers["content-location"];
  if (location !== undefined && bytes.length === 0) {
    const href = resolveUrl(location, answer.url)?.href ?? location;
    return { kind: "link", link: { href, type: mediaType } };
  }
  if (isJsonMediaType(mediaType)) {
    const value = readJson(labelledText(bytes, mediaType));
    // Otherwise it is not JSON, in spite of its media type, and the caller gets the content.
    if (value !== undefined) return { kind: "json", value };
  }
  const isBase64 = encodingOf(headers) === "base64";
  return isBase64
    ? {
        kind: "json",
        value: {
          value: decodeText(bytes),
          encoding: "base64",
          mediaType,
        },
      }
    : { kind: "content", mediaType, source: memorySource(bytes, connection) };
}
