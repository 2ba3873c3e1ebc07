import type { Cancellation } from "../base/cancellation.js";
import type { Link } from "../documents/documents.js";
import { hasRelation } from "../documents/links.js";
import type { Connection } from "../http/connection.js";
import { PageReader, type Page, type WantedPage } from "./page.js";
import { ReadList, type ListStart, type Next } from "./read-list.js";

/** A server whose every page links to a new one must not keep a program busy for ever. */
const MOST_PAGES = 10_000;

/**
 * Yields the pages of a list (OGC 18-062r2, section 7.8.3), with the entries that no page before had. It follows the
 * `next` links that the server gives, in the body or in a header, on the server of `apiUrl` only. Servers that cut
 * lists off without a link are asked for more. A list ends where nothing new comes; a warning says where it is known to
 * be longer.
 */
export async function* pagesOf(
  connection: Connection,
  start: ListStart,
  cancellation: Cancellation,
): AsyncGenerator<Page, void> {
  const reader = new PageReader(connection, start, cancellation);
  const list = new ReadList(start, connection.apiUrl, connection.link);
  let next: Next | undefined = { places: [start.url], link: start.url };
  let gap: string | undefined;
  for (let pages = 0; next !== undefined; pages += 1) {
    if (pages === MOST_PAGES) {
      gap = `only ${String(MOST_PAGES)} pages are read`;
      break;
    }
    const isGuess = next.link === undefined;
    const places = list.unseen(next);
    const page: Page | undefined = await firstPresent(reader, places, {
      isFirst: pages === 0,
      isGuess,
    });
    const items = page === undefined ? [] : list.add(page);
    if (page !== undefined && (pages === 0 || items.length > 0)) {
      yield { ...page, items };
    }
    if (page === undefined || items.length === 0) {
      gap = list.gapAt(next, page, places.length > 0);
      break;
    }
    next = list.nextAfter(page, isGuess);
  }
  gap ??= list.gapOfTotal();
  if (gap === undefined || start.isOptional) return;
  connection.warn({
    code: "paging",
    message: `The list of ${start.member} is not complete: ${gap}.`,
  });
}

/** The page at the first place that has one. Undefined: none has. */
async function firstPresent(
  reader: PageReader,
  places: readonly URL[],
  wanted: WantedPage,
): Promise<Page | undefined> {
  for (const url of places) {
    const page = await reader.read(url, wanted);
    if (page !== undefined) return page;
  }
  return undefined;
}

/** Joins all pages: all items, and the members and links of the first page, without the links to other pages. */
export async function collect(
  pages: AsyncIterable<Page>,
  member: string,
): Promise<{
  readonly first: Readonly<Record<string, unknown>>;
  readonly items: readonly unknown[];
  readonly links: Link[];
}> {
  const items: unknown[] = [];
  let first: Page | undefined;
  for await (const page of pages) {
    first ??= page;
    // One by one, because a call takes only some ten thousand arguments.
    for (const item of page.items) items.push(item);
  }
  const links = (first?.links ?? []).filter(
    (link) => !hasRelation(link, "next") && !hasRelation(link, "prev"),
  );
  return { first: { ...first?.document, [member]: items }, items, links };
}
