import type { Cancellation } from "../base/cancellation.js";
import { arrayOf, isRecord } from "../base/json.js";
import type { Link } from "../documents/documents.js";
import {
  hasRelation,
  linksOf,
  linkTo,
  readLinkHeader,
} from "../documents/links.js";
import type { Answer, Connection } from "../http/connection.js";
import { publicUrl, resolveUrl } from "../http/urls.js";
import { isAbsent } from "../job/job-location.js";

/** One page of a list. */
export interface Page {
  readonly document: Readonly<Record<string, unknown>>;
  readonly items: readonly unknown[];
  readonly links: readonly Link[];
}

/** A server whose every page links to a new one must not keep a program busy for ever. */
const MOST_PAGES = 10_000;

/**
 * Yields the pages of a list (OGC 18-062r2, section 7.8.3). It follows the `next` links that the server gives, in the
 * body or in a header, and ends at an empty page, at a link to a page that was read before, and at a link to another
 * server.
 * @param member - The member of the document that holds the items.
 */
export async function* pagesOf(
  connection: Connection,
  start: URL,
  member: string,
  cancellation: Cancellation,
): AsyncGenerator<Page, void> {
  const seen = new Set<string>();
  let url: URL | undefined = start;
  while (url !== undefined && seen.size < MOST_PAGES) {
    seen.add(url.href);
    const found: FoundPage | undefined = await readPage(
      connection,
      { url, member, isFirst: url === start },
      cancellation,
    );
    if (found === undefined) return;
    const { page, next } = found;
    yield page;
    if (page.items.length === 0 || next === undefined || seen.has(next.href)) {
      return;
    }
    url = onOwnServer(connection, next);
  }
}

interface FoundPage {
  readonly page: Page;
  readonly next: URL | undefined;
}

/** Reads one page. Undefined: there is no such page, although the one before links to it; the list ends there, with a warning. */
async function readPage(
  connection: Connection,
  {
    url,
    member,
    isFirst,
  }: { readonly url: URL; readonly member: string; readonly isFirst: boolean },
  cancellation: Cancellation,
): Promise<FoundPage | undefined> {
  try {
    return await connection.fetch(
      { method: "GET", url, cancellation },
      (answer) => pageIn(connection, answer, member),
    );
  } catch (failure) {
    if (isFirst || !isAbsent(failure)) throw failure;
    connection.warn({
      code: "paging",
      message: `The list of ${member} is not complete: its next page, ${failure.url}, does not exist.`,
    });
    return undefined;
  }
}

function pageIn(
  connection: Connection,
  answer: Answer,
  member: string,
): FoundPage {
  const document = connection.parseJson(answer);
  // Before 1.0, lists came without a document around them.
  const list = Array.isArray(document) ? { [member]: document } : document;
  if (!isRecord(list) || !Array.isArray(list[member])) {
    throw connection.parseError(
      answer,
      `this is no list of ${member}; is apiUrl the API's landing page?`,
    );
  }
  const links = linksOf(list);
  const link =
    linkTo(links, "next") ??
    linkTo(readLinkHeader(answer.headers["link"]), "next");
  return {
    page: { document: list, items: arrayOf(list[member]), links },
    next: link === undefined ? undefined : resolveUrl(link.href, answer.url),
  };
}

/** Joins all pages: all items, and the members and links of the first page, without the links to other pages. */
export async function collect(
  pages: AsyncIterable<Page>,
  member: string,
): Promise<{
  readonly first: Readonly<Record<string, unknown>>;
  readonly items: readonly unknown[];
  readonly links: readonly Link[];
}> {
  const items: unknown[] = [];
  let first: Page | undefined;
  for await (const page of pages) {
    first ??= page;
    items.push(...page.items);
  }
  const links = (first?.links ?? []).filter(
    (link) => !hasRelation(link, "next") && !hasRelation(link, "prev"),
  );
  return { first: { ...first?.document, [member]: items }, items, links };
}

/**
 * The next page at the server of `apiUrl`. A server behind a proxy may link to itself by another host name; links to
 * other servers are not followed.
 */
function onOwnServer(connection: Connection, next: URL): URL | undefined {
  if (connection.isOwn(next)) return next;
  const { apiUrl } = connection;
  if (next.pathname.startsWith(apiUrl.pathname)) {
    return new URL(next.pathname + next.search, apiUrl);
  }
  connection.warn({
    code: "paging",
    message: `The next page is at another server, ${publicUrl(next)}; it is left out.`,
  });
  return undefined;
}
