import type { Cancellation } from "../base/cancellation.js";
import { arrayOf, isRecord, readJson } from "../base/json.js";
import { labelledText } from "../documents/labelled-text.js";
import type { Link } from "../documents/documents.js";
import { linksOf } from "../documents/links.js";
import { hasLongId, withLongIdsAsTexts } from "../documents/long-ids.js";
import { ApiError, ResponseParseError } from "../errors/http-errors.js";
import type { Answer, Connection } from "../http/connection.js";
import { parseJson } from "../http/parse-json.js";
import { withQuery } from "../http/with-query.js";

/** One page of a list. */
export interface Page {
  readonly document: Readonly<Record<string, unknown>>;
  readonly items: readonly unknown[];
  readonly links: Link[];
  /** Where it was asked for. */
  readonly place: URL;
  /** Where it came from, after redirects. */
  readonly url: URL;
  /** Its headers, with names in lower case. */
  readonly headers: Answer["headers"];
}

/** How the pages of a list are read. */
export interface ReadOptions {
  /** The member of the document that holds the items. */
  readonly member: string;
  /** Whether whoever reads it can do without it: then no request is repeated, and nothing is warned about. Default: false. */
  readonly isOptional?: boolean;
}

/** What is known about a page before it is read. */
export interface WantedPage {
  /** Without the first page there is no list. */
  readonly isFirst: boolean;
  /** No link leads there: whatever the failure, there is no such page. */
  readonly isGuess: boolean;
}

/** Reads single pages of one list. */
export class PageReader {
  readonly #connection: Connection;
  readonly #list: ReadOptions;
  readonly #cancellation: Cancellation;
  /** Whether entries may come in detail where a page lists bare ids. */
  #hasDetails = true;

  /** @param list - Which list it is. */
  constructor(
    connection: Connection,
    list: ReadOptions,
    cancellation: Cancellation,
  ) {
    this.#connection = connection;
    this.#list = list;
    this.#cancellation = cancellation;
  }

  /**
   * Reads a page. Where it lists bare ids, it is asked for once more with `detail=true`, as Weaver has it.
   * @returns undefined: there is no such page, although it is not the first one.
   * @throws ApiError, ConnectionError, TimeoutError; ResponseParseError: it is no such list.
   */
  async read(url: URL, wanted: WantedPage): Promise<Page | undefined> {
    const page = await this.#fetch(url, wanted);
    if (page === undefined || !this.#hasDetails) return page;
    if (!page.items.some(isBareId)) return page;
    const detailed = await this.#fetch(withQuery(url, { detail: "true" }), {
      isFirst: false,
      isGuess: true,
    });
    this.#hasDetails =
      detailed !== undefined &&
      detailed.items.length >= page.items.length &&
      !detailed.items.some(isBareId);
    return this.#hasDetails ? detailed : page;
  }

  async #fetch(
    url: URL,
    { isFirst, isGuess }: WantedPage,
  ): Promise<Page | undefined> {
    const cancellation = this.#cancellation;
    const { member, isOptional } = this.#list;
    const maxRetries = isGuess || isOptional ? 0 : undefined;
    try {
      return await this.#connection.fetch(
        { method: "GET", url, cancellation, maxRetries },
        (answer) => ({
          ...pageIn(this.#connection, answer, member),
          place: url,
        }),
      );
    } catch (failure) {
      cancellation.throwIfCancelled();
      if (isFirst || !(isGuess || isAbsentPage(failure))) throw failure;
      return undefined;
    }
  }
}

/** Whether a failure says that there is no such page: the server has nothing there, or something else, or refuses the query. */
function isAbsentPage(failure: unknown): boolean {
  return (
    failure instanceof ResponseParseError ||
    (failure instanceof ApiError &&
      [400, 404, 410, 422].includes(failure.status))
  );
}

function isBareId(item: unknown): boolean {
  return typeof item === "string" || typeof item === "number";
}

function pageIn(
  connection: Connection,
  answer: Answer,
  member: string,
): Omit<Page, "place"> {
  const parsed = parseJson(connection, answer);
  const document = arrayOf(isRecord(parsed) ? parsed[member] : parsed).some(
    hasLongId,
  )
    ? readJson(
        withLongIdsAsTexts(
          labelledText(answer.bytes, answer.headers["content-type"]),
          member,
        ),
      )
    : parsed;
  // Before 1.0, lists came without a document around them.
  const list = Array.isArray(document) ? { [member]: document } : document;
  if (!isRecord(list) || !Array.isArray(list[member])) {
    throw connection.parseError(
      answer,
      `this is no list of ${member}; is apiUrl the API's landing page?`,
    );
  }
  return {
    document: list,
    items: arrayOf(list[member]),
    links: linksOf(list),
    url: answer.url,
    headers: answer.headers,
  };
}
