import type { Link } from "../documents.js";
import { badRequest } from "../problem.js";

/** The query parameters of a request, not checked yet. */
export type Query = Readonly<
  Record<string, string | readonly string[] | undefined>
>;

/** How a server divides its lists into pages. */
export interface PagingRules {
  readonly defaultLimit: number;
  readonly maximumLimit: number;
  /** Whether pages link to the next and the previous page. pygeoapi's process list does not. */
  readonly next: boolean;
  /** The parameter that says how many items, or pages, come before the page. Undefined: all requests get the first page. */
  readonly by:
    | { readonly parameter: string; readonly unit: "items" | "pages" }
    | undefined;
}

/** The paging of the standard: `limit` is 1 to 10000, and 10 by default (OGC 18-062r2, requirements 9 and 10). */
export const STANDARD_PAGING: PagingRules = {
  defaultLimit: 10,
  maximumLimit: 10_000,
  next: true,
  by: { parameter: "offset", unit: "items" },
};

/** A page of a list, with links to itself and its neighbours. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly total: number;
  readonly limit: number;
  readonly links: readonly Link[];
}

/**
 * Returns the page of a list that a query asks for.
 * @param rules - Undefined: the page is the whole list, without links.
 * @throws Problem with status 400 - `limit` or the position is not an integer, or too small.
 */
export function page<T>(
  items: readonly T[],
  query: Query,
  url: string,
  rules: PagingRules | undefined,
): Page<T> {
  if (rules === undefined) {
    return { items, total: items.length, limit: items.length, links: [] };
  }
  const limit = Math.min(
    positive("limit", query["limit"], 1) ?? rules.defaultLimit,
    rules.maximumLimit,
  );
  const { parameter, unit } = rules.by ?? { parameter: "", unit: "items" };
  const step = unit === "items" ? limit : 1;
  const position =
    rules.by === undefined
      ? 0
      : (positive(parameter, query[parameter], 0) ?? 0);
  const start = unit === "items" ? position : position * limit;
  const links: Link[] = [
    {
      href: urlWithQuery(url, query, {}),
      rel: "self",
      type: "application/json",
    },
  ];
  const neighbour = (rel: string, at: number): Link => ({
    href: urlWithQuery(url, query, { limit, [parameter]: at }),
    rel,
    type: "application/json",
  });
  if (rules.next && start + limit < items.length) {
    links.push(neighbour("next", position + step));
  }
  if (rules.next && position > 0) {
    links.push(neighbour("prev", Math.max(0, position - step)));
  }
  return {
    items: items.slice(start, start + limit),
    total: items.length,
    limit,
    links,
  };
}

function positive(
  name: string,
  value: Query[string],
  least: number,
): number | undefined {
  if (value === undefined) return undefined;
  const number = /^\d{1,15}$/.test(String(value)) ? Number(value) : NaN;
  if (number >= least) return number;
  throw badRequest(
    `Parameter "${name}" must be an integer of at least ${least}, not "${String(value)}".`,
  );
}

function urlWithQuery(
  url: string,
  query: Query,
  changes: Readonly<Record<string, number>>,
): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...query, ...changes })) {
    for (const one of [value ?? []].flat())
      parameters.append(name, String(one));
  }
  const text = parameters.toString();
  return text === "" ? url : `${url}?${text}`;
}
