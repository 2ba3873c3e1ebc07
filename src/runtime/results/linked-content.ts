import { decodeBase64 } from "../base/decode-base64.js";
import { percentDecoded } from "../base/text.js";
import type { Connection } from "../http/connection.js";
import { absoluteUrl } from "../http/urls.js";
import type { Content } from "./decode-content.js";
import {
  memorySource,
  remoteSource,
  unreadableSource,
} from "./file-sources.js";
import type { OutputContext } from "./output-context.js";
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
    return new ResultFile(type, unreadableSource(target, connection), target);
  }
  const url = new URL(target);
  if (url.protocol === "data:") {
    const content = contentOfDataUrl(target, mediaType);
    return new ResultFile(
      content.mediaType,
      memorySource(content.bytes, connection),
    );
  }
  return new ResultFile(type, remoteSource(connection, url, mediaType), target);
}

/** The content that a link leads to. Undefined: this package cannot read from there. */
export async function fetchLinked(
  href: string,
  promised: string | undefined,
  { connection, cancellation, base }: OutputContext,
): Promise<Content | undefined> {
  const target = absoluteUrl(href, base);
  if (!isReadable(target)) return undefined;
  const url = new URL(target);
  if (url.protocol === "data:") {
    return { ...contentOfDataUrl(target, promised), url };
  }
  const call = { method: "GET", url, kind: "download", cancellation } as const;
  return connection.fetch(call, (answer) => ({
    bytes: answer.bytes,
    mediaType: answer.headers["content-type"] ?? promised ?? "",
    url: answer.url,
    answer,
    promised,
  }));
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
