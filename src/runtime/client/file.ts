import { isRecord, isText } from "../base/json.js";
import type { RequestHeaders } from "../config/request-headers.js";
import type { Link } from "../documents/documents.js";
import { InputError, loadUnit } from "../errors/errors.js";
import type { Connection } from "../http/connection.js";
import { resolveUrl, resourceUrl } from "../http/urls.js";
import type { ResultFile } from "../results/result-file.js";

/** What `Client.file` makes a file of: a link of a server's document, or a URL that the caller names. */
export type FileTarget = Link | string | URL;

/** Options of `Client.file`. */
export interface LinkedFileOptions extends RequestHeaders {
  /** The media type of the file. Default: that of the link, else `application/octet-stream`. */
  readonly mediaType?: string | undefined;
  /** The URL of the document that the link stands in, absolute or relative to `apiUrl`. Default: `apiUrl`. */
  readonly base?: string | URL | undefined;
}

/**
 * See `Client.file`.
 * @throws InputError: it is neither a link nor a URL.
 */
export async function fileOfServer(
  connection: Connection,
  target: FileTarget,
  { mediaType, base = "" }: LinkedFileOptions,
): Promise<ResultFile> {
  const document = resourceUrl(base.toString(), connection.apiUrl);
  const unit = await loadUnit(import("../results/other-results.js"));
  if (isText(target) || target instanceof URL) {
    const url = resolveUrl(target.toString(), document);
    if (url === undefined) {
      throw new InputError(`${JSON.stringify(target)} is no URL.`);
    }
    return unit.namedFile(url, mediaType, connection);
  }
  // JavaScript callers may pass anything.
  const { href, type }: Partial<Link> = isRecord(target) ? target : {};
  if (!isText(href)) {
    throw new InputError(
      "client.file needs a link, which is an object with an href, or a URL.",
    );
  }
  // No request has loaded what rewrites links.
  if (connection.options.rewriteUrl) await connection.loadMask();
  return unit.linkedFile(href, mediaType ?? type, connection, document);
}
