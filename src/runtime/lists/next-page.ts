import { isRecord } from "../base/json.js";
import { linksOf, linkTo, readLinkHeader } from "../documents/links.js";
import type { LinkResolver } from "../http/linked-url.js";
import { resolveUrl } from "../http/urls.js";
import { withQuery } from "../http/with-query.js";

// Where the next page of a list is (OGC 18-062r2, section 7.8.3), as servers tell it. The generator reads lists by the
// same rules.

/** The `href` of the link to the next page, in the document or in the header `Link`. Undefined: there is none. */
export function nextHref(
  document: unknown,
  linkHeader: string | undefined,
): string | undefined {
  const link =
    linkTo(linksOf(document), "next") ??
    linkTo(readLinkHeader(linkHeader), "next");
  return link?.href;
}

/**
 * The URLs at which a next page may be, best first, all at the server of the first page. A server behind a proxy may
 * name another host, and leave out the path at which its API is, or repeat it; then the page is at the path of the
 * first one.
 * @param from - The URL of the document with the link.
 * @param start - The URL of the first page.
 * @param apiUrl - The landing page, below which all pages are.
 * @param resolve - Resolves the link.
 * @returns empty: the link is not an http URL.
 */
export function nextPlaces(
  href: string,
  from: URL,
  start: URL,
  apiUrl: URL,
  resolve: LinkResolver = resolveUrl,
): readonly URL[] {
  const linked = resolve(href, from);
  if (linked === undefined || !/^https?:$/.test(linked.protocol)) return [];
  const { pathname, search } = linked;
  const usual = new URL(start.pathname + search, start);
  const same = new URL(start);
  same.pathname = pathname;
  same.search = search;
  const isPlace =
    linked.origin === start.origin || pathname.startsWith(apiUrl.pathname);
  return isPlace && same.href !== usual.href ? [same, usual] : [usual];
}

/** How many entries the whole list has, where its server says so. */
export function totalOf(document: unknown): number | undefined {
  if (!isRecord(document)) return undefined;
  const total =
    document["numberMatched"] ?? document["numberTotal"] ?? document["total"];
  return typeof total === "number" ? total : undefined;
}

/**
 * The next page of a server that numbers its pages (`{page, total}`, as Weaver does) instead of linking them.
 * @param received - How many entries came so far.
 */
export function numberedNext(
  document: unknown,
  url: URL,
  received: number,
): URL | undefined {
  const number = isRecord(document) ? document["page"] : undefined;
  const total = totalOf(document);
  return typeof number === "number" && total !== undefined && received < total
    ? withQuery(url, { page: number + 1 })
    : undefined;
}
