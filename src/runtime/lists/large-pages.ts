import type { Cancellation } from "../base/cancellation.js";
import { ApiError } from "../errors/http-errors.js";
import type { Connection } from "../http/connection.js";
import { withQuery } from "../http/with-query.js";
import type { Page } from "./page.js";
import { pagesOf } from "./paging.js";
import type { ListStart } from "./read-list.js";

/**
 * Entries that a page is asked for, until the server accepts the number (requirement 9 of OGC 18-062r2 allows up to
 * 10,000, some servers only a hundred). Undefined: what the server gives.
 */
const LIMITS: readonly (number | undefined)[] = [1_000, 100, undefined];

/** Reads lists again and again, in pages as large as the server gives them. It learns which limit the server accepts. */
export class LargePages {
  readonly #connection: Connection;
  /** The first of the limits that was not refused. */
  #accepted = 0;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * The pages of a list. A limit in its URL stays.
   * @throws What a request throws. What refuses every limit, refuses the list.
   */
  async *of(
    list: Omit<ListStart, "limit">,
    cancellation: Cancellation,
  ): AsyncGenerator<Page, void> {
    if (list.url.searchParams.has("limit")) {
      yield* this.#read(list, undefined, cancellation);
      return;
    }
    for (let at = this.#accepted; at < LIMITS.length; at += 1) {
      try {
        for await (const page of this.#read(list, LIMITS[at], cancellation)) {
          this.#accepted = at;
          yield page;
        }
        return;
      } catch (failure) {
        const isRefused =
          failure instanceof ApiError && [400, 422].includes(failure.status);
        if (!isRefused || at + 1 === LIMITS.length) throw failure;
      }
    }
  }

  #read(
    list: Omit<ListStart, "limit">,
    limit: number | undefined,
    cancellation: Cancellation,
  ): AsyncGenerator<Page, void> {
    const url = withQuery(list.url, { limit });
    // Not as the limit of the list: a server may send fewer entries than it was asked for, and link to nothing.
    return pagesOf(
      this.#connection,
      { ...list, url, limit: undefined },
      cancellation,
    );
  }
}
