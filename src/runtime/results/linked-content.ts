import { joinBytes } from "../base/bytes.js";
import { decodeBase64 } from "../base/decode-base64.js";
import { percentDecoded } from "../base/text.js";
import type { Answer, Connection, OpenAnswer } from "../http/connection.js";
import { streamChunks } from "./stream-chunks.js";
import { publicUrl } from "../http/urls.js";
import { loadUnit } from "../errors/errors.js";
import { BodyTooLargeError } from "../errors/http-errors.js";
import { absoluteUrl } from "./absolute-url.js";
import type { Content } from "./decode-content.js";
import {
  memorySource,
  remoteSource,
  unreadableSource,
} from "./file-sources.js";
import { guardOfLink } from "./link-guard.js";
import type { LinkedBytes, OutputContext } from "./output-context.js";
import { ReceivedFile } from "./received-file.js";
import type { ResultFile } from "./result-file.js";

/** The file that a link leads to. Nothing is fetched yet. */
export function fileOfLink(
  href: string,
  mediaType: string | undefined,
  { connection, base }: { readonly connection: Connection; readonly base: URL },
): ResultFile {
  return fileAt(absoluteUrl(href, base, connection), mediaType, connection);
}

/**
 * The file at an absolute URL. Nothing is fetched yet.
 * @param target - Text that is no URL makes a file that cannot be read.
 */
export function fileAt(
  target: string,
  mediaType: string | undefined,
  connection: Connection,
): ResultFile {
  const type = mediaType ?? "application/octet-stream";
  if (!isReadable(target)) {
    return new ReceivedFile(type, unreadableSource(target, connection), target);
  }
  const url = new URL(target);
  if (url.protocol === "data:") {
    const content = contentOfDataUrl(target, mediaType);
    return new ReceivedFile(
      content.mediaType,
      memorySource(content.bytes, connection),
    );
  }
  return new ReceivedFile(
    type,
    remoteSource(connection, url, mediaType),
    target,
  );
}

/**
 * The content that a link leads to.
 * @returns undefined: it is not read, for a reason that is among the context's problems then.
 */
export async function fetchLinked(
  href: string,
  promised: string | undefined,
  context: OutputContext,
): Promise<Content | undefined> {
  const { connection, cancellation, base, links, problems } = context;
  const target = absoluteUrl(href, base, connection);
  if (!isReadable(target)) {
    problems.add("is a link that this client can't read");
    return undefined;
  }
  const url = new URL(target);
  if (url.protocol === "data:") {
    return { ...contentOfDataUrl(target, promised), url };
  }
  links.followed += 1;
  if (links.followed > MOST_LINKS) {
    problems.add(
      `is a link, and only ${String(MOST_LINKS)} links of one answer are followed`,
    );
    return undefined;
  }
  try {
    const guard = await guardOfLink(connection, url);
    const answer = await connection.send(
      { method: "GET", url, kind: "download", cancellation, guard },
      (open) => answerWithin(links, open, connection),
    );
    if (answer === undefined) {
      problems.add(
        `is a link, and the links of one answer lead to more than the maxBytes (${String(connection.maxBytes)}) that are read into memory`,
      );
      return undefined;
    }
    const mediaType = answer.headers["content-type"] ?? promised ?? "";
    const { bytes, url: place } = answer;
    return { bytes, mediaType, url: place, answer, promised };
  } catch (failure) {
    // The other outputs are not lost with it.
    const { isRefusal } = await loadUnit(import("../http/other-exchanges.js"));
    if (!isRefusal(failure)) throw failure;
    problems.add(`is a link that is not followed: ${failure.message}`);
    return undefined;
  }
}

/** Most links of one answer that are followed to read values; files are fetched when they are read. */
const MOST_LINKS = 1_000;

/**
 * The answer to a link with its whole body. All links of one answer together may be as long as one body.
 * @returns undefined: they are longer. The rest is not received, nor is the body of any link that is asked after this.
 * @throws BodyTooLargeError: this body alone is longer than a body may be.
 */
async function answerWithin(
  links: LinkedBytes,
  { response, ...head }: OpenAnswer,
  { maxBytes }: Connection,
): Promise<Answer | undefined> {
  if (links.areTooLong) {
    await response.stream().cancel();
    return undefined;
  }
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const part of streamChunks(response.stream())) {
      length += part.length;
      links.bytes += part.length;
      if (length > maxBytes) {
        throw new BodyTooLargeError(publicUrl(head.url), maxBytes);
      }
      if (links.bytes > maxBytes) {
        links.areTooLong = true;
        links.bytes -= length;
        return undefined;
      }
      parts.push(part);
    }
  } catch (failure) {
    // What is asked again is not counted twice.
    links.bytes -= length;
    throw failure;
  }
  return { ...head, bytes: joinBytes(parts, length) };
}

/** The content of a `data:` URL (RFC 2397). */
function contentOfDataUrl(
  href: string,
  mediaType: string | undefined,
): Pick<Content, "bytes" | "mediaType"> {
  const comma = href.indexOf(",");
  const header = href.slice("data:".length, comma);
  const content = percentDecoded(href.slice(comma + 1));
  const isBase64 = /;base64$/i.test(header);
  const named = header.replace(/;base64$/i, "");
  const bytes = isBase64 ? decodeBase64(content) : undefined;
  return {
    mediaType: named === "" ? (mediaType ?? "text/plain") : named,
    bytes: bytes ?? new TextEncoder().encode(content),
  };
}

/** Whether this package can read from a URL: http, https and data. */
function isReadable(href: string): boolean {
  return URL.canParse(href) && /^(https?|data):$/.test(new URL(href).protocol);
}
