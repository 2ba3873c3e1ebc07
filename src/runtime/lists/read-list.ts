import { isRecord } from "../base/json.js";
import { idOf } from "../documents/job-id.js";
import type { LinkResolver } from "../http/linked-url.js";
import { publicUrl } from "../http/urls.js";
import { nextHref, nextPlaces, numberedNext, totalOf } from "./next-page.js";
import type { Page, ReadOptions } from "./page.js";
import { withQuery } from "../http/with-query.js";

/** A list, and how its first page is requested. */
export interface ListStart extends ReadOptions {
  readonly url: URL;
  /** Entries that each page is asked for. Undefined: the server decides. */
  readonly limit: number | undefined;
}

/** Where the next page may be. */
export interface Next {
  /** Best first; empty where the link is not an http URL. */
  readonly places: readonly URL[];
  /** Where the server's link leads. Undefined: no link leads there, and there may be no such page. */
  readonly link?: URL | string | undefined;
}

/** A shorter list is not one that a server cut off at its usual length, which is 10 in the standard. */
const SHORTEST_USUAL_PAGE = 5;
/** The largest page that the standard allows (requirement 9). */
const LONGEST_PAGE = 10_000;
/** Entries that the rest of such a list is asked for in one page. */
const LARGE_PAGE = 1000;

/** A list as far as it was read: which entries came, and where the next page may be. */
export class ReadList {
  readonly #start: ListStart;
  readonly #apiUrl: URL;
  readonly #resolve: LinkResolver;
  readonly #urls = new Set<string>();
  readonly #ids = new Set<string>();
  #total: number | undefined;
  /** Whether the server links its pages: then a page without a link is the last one. */
  #isLinked = false;

  /**
   * @param apiUrl - The landing page, below which all pages are.
   * @param resolve - Resolves links to pages.
   */
  constructor(start: ListStart, apiUrl: URL, resolve: LinkResolver) {
    this.#start = start;
    this.#apiUrl = apiUrl;
    this.#resolve = resolve;
  }

  /** The places that were not asked for yet. They count as asked for from now on. */
  unseen({ places }: Next): readonly URL[] {
    const unseen = places.filter(({ href }) => !this.#urls.has(href));
    for (const { href } of unseen) this.#urls.add(href);
    return unseen;
  }

  /** The entries of a page that came for the first time. Those that have no id are left out. */
  add(page: Page): readonly unknown[] {
    const items = page.items.filter((item) => {
      const id = entryId(item);
      return id !== undefined && !this.#ids.has(id);
    });
    // Afterwards, because two entries of one page are never the same one, whatever their ids.
    for (const item of items) this.#ids.add(entryId(item) ?? "");
    this.#total = totalOf(page.document) ?? this.#total;
    return items;
  }

  /**
   * Where the page after this one is, if there may be one.
   * @param wasGuess - Whether no link led to this page.
   */
  nextAfter(page: Page, wasGuess: boolean): Next | undefined {
    const { url: start } = this.#start;
    const href = nextHref(page.document, page.headers["link"]);
    if (href !== undefined) {
      this.#isLinked = true;
      return {
        link: this.#resolve(href, page.url) ?? href,
        places: nextPlaces(href, page.url, start, this.#apiUrl, this.#resolve),
      };
    }
    if (this.#isLinked || this.#ids.size >= (this.#total ?? Infinity)) {
      return undefined;
    }
    const { size } = this.#ids;
    const numbered = numberedNext(page.document, page.url, size);
    if (numbered !== undefined) return { places: [numbered] };
    return wasGuess || this.#mayBeCutOff(page.items.length)
      ? this.#rest()
      : undefined;
  }

  /**
   * Why the list is known to be longer, where nothing new came. Undefined: it is not known to be.
   * @param next - Where the page was looked for.
   * @param page - The page. Undefined: there is none at any of the places.
   * @param wasAsked - Whether one of the places was asked. Otherwise all of them were read before: the list leads back.
   */
  gapAt(
    { link, places }: Next,
    page: Page | undefined,
    wasAsked: boolean,
  ): string | undefined {
    if (link === undefined || page?.items.length === 0) return undefined;
    if (places.length === 0) {
      return `its next page, ${JSON.stringify(String(link))}, is no http URL`;
    }
    const url = new URL(link);
    if (url.origin !== this.#start.url.origin) {
      return `its next page is at another server, ${publicUrl(url)}`;
    }
    const isLost =
      page === undefined ? wasAsked : page.place.href !== places[0]?.href;
    return isLost
      ? `its next page, ${publicUrl(url)}, does not exist`
      : undefined;
  }

  /** The same, where the server says how many entries there are. */
  gapOfTotal(): string | undefined {
    const total = this.#total ?? 0;
    const { size } = this.#ids;
    return size < total
      ? `the server has ${String(total)} and sent ${String(size)}`
      : undefined;
  }

  /** Whether a page may be as long as its server makes pages: some cut their lists off and link to nothing. */
  #mayBeCutOff(count: number): boolean {
    const { limit } = this.#start;
    return limit === undefined
      ? count >= SHORTEST_USUAL_PAGE && count <= LONGEST_PAGE
      : count === limit;
  }

  /** What follows the entries that came. A server that does not know `offset` sends all again, up to the larger limit. */
  #rest(): Next {
    const { url, limit = LARGE_PAGE } = this.#start;
    const larger = withQuery(url, { limit });
    const before = Number(url.searchParams.get("offset") ?? 0);
    const rest = withQuery(larger, { offset: before + this.#ids.size });
    return { places: [rest, larger] };
  }
}

/** The id of a job or process in a list: the entry itself, or a member of it. Undefined: it is no such entry. */
export function entryId(entry: unknown): string | undefined {
  if (typeof entry === "string" || typeof entry === "number") {
    return String(entry);
  }
  if (!isRecord(entry)) return undefined;
  return idOf(entry) ?? entryId(entry["process"]);
}
