import { decodeBase64 } from "../base/decode-base64.js";
import type { Connection } from "../http/connection.js";
import { absoluteUrl } from "../http/urls.js";
import {
  memorySource,
  remoteSource,
  unreadableSource,
} from "./file-sources.js";
import { ResultFile } from "./result-file.js";

/** The file that a link leads to. Nothing is fetched yet. */
export function fileOfLink(
  href: string,
  mediaType: string | undefined,
  { connection, base }: { readonly connection: Connection; readonly base: URL },
): ResultFile {
  const target = absoluteUrl(href, base);
  const type = mediaType ?? "application/octet-stream";
  if (!isReadable(target)) {
    return new ResultFile(type, unreadableSource(target), target);
  }
  const url = new URL(target);
  return url.protocol === "data:"
    ? fileOfDataUrl(target, mediaType)
    : new ResultFile(type, remoteSource(connection, url), target);
}

/** The content of a `data:` URL (RFC 2397). */
function fileOfDataUrl(
  href: string,
  mediaType: string | undefined,
): ResultFile {
  const comma = href.indexOf(",");
  const header = href.slice("data:".length, comma);
  const content = decodeURIComponent(href.slice(comma + 1));
  const isBase64 = /;base64$/i.test(header);
  const named = header.replace(/;base64$/i, "");
  const bytes = isBase64 ? decodeBase64(content) : undefined;
  return new ResultFile(
    named === "" ? (mediaType ?? "text/plain") : named,
    memorySource(bytes ?? new TextEncoder().encode(content)),
  );
}

/** Whether this package can read from a URL: http, https and data. */
export function isReadable(href: string): boolean {
  return URL.canParse(href) && /^(https?|data):$/.test(new URL(href).protocol);
}
