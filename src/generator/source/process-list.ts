import {
  nextHref,
  nextPlaces,
  numberedNext,
  totalOf,
} from "../../runtime/lists/next-page.js";
import type { Diagnostic } from "../diagnostic.js";
import { GenerationError } from "../errors.js";
import { isJsonArray, isJsonObject } from "../json.js";
import { hasStatus } from "./failures.js";
import { listedProcess, type ListedProcess } from "./listed-process.js";
import type { ServerClient, ServerDocument } from "./server-client.js";
import { displayUrl } from "./server-url.js";

/** All pages of a process list. */
export interface ProcessList {
  readonly processes: readonly ListedProcess[];
  /** Number of pages that were read. */
  readonly pages: number;
  /** Number of processes that the server says it has. */
  readonly total?: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** Processes that one page is asked for: all of most servers (OGC 18-062r2, requirement 9: at most 10,000). */
export const PAGE_LIMIT = 1000;

/**
 * Reads the process list page by page (OGC 18-062r2, sections 7.8 and 7.9):
 * `next` links are followed, by the rules of the runtime's lists, until there is
 * none, one repeats, or a page has no new process.
 *
 * @throws GenerationError where an answer is not a process list, or has more than `maxProcesses`.
 */
export async function readProcessList(
  client: ServerClient,
  start: URL,
  base: URL,
  maxProcesses: number,
): Promise<ProcessList> {
  const processes = new Map<string, ListedProcess>();
  const diagnostics: Diagnostic[] = [];
  const visited = new Set<string>();
  let total: number | undefined;
  let page: ServerDocument | undefined = await firstPage(client, start);
  while (page !== undefined) {
    visited.add(page.url.href);
    const before = processes.size;
    for (const entry of entriesOf(page))
      addEntry(entry, processes, diagnostics);
    total = totalOf(page.body) ?? total;
    if (processes.size > maxProcesses) throw tooMany(maxProcesses, start);
    const places: readonly URL[] = nextPages(
      page,
      { start, base },
      processes.size,
    ).filter((url) => !visited.has(url.href));
    const ended: boolean = places.length === 0 || processes.size === before;
    page = ended ? undefined : await firstPresent(client, places);
  }
  return {
    processes: [...processes.values()],
    pages: visited.size,
    ...(total === undefined ? {} : { total }),
    diagnostics,
  };
}

/** Some servers reject a limit, or a limit that high: their list is requested without one. */
async function firstPage(
  client: ServerClient,
  start: URL,
): Promise<ServerDocument> {
  const limited = new URL(start);
  limited.searchParams.set("limit", String(PAGE_LIMIT));
  try {
    return await client.get(limited);
  } catch (error) {
    if (!hasStatus(error, 400, 422, 500, 501)) throw error;
    return client.get(start);
  }
}

function entriesOf(page: ServerDocument): readonly unknown[] {
  const { body } = page;
  const entries = isJsonObject(body) ? body["processes"] : body;
  if (isJsonArray(entries)) return entries;
  throw new GenerationError(
    "no-process-list",
    "The server's answer is not a process list: it has no `processes`.",
    {
      where: displayUrl(page.url),
      hint: "Check that the URL is the landing page of an OGC API - Processes server.",
    },
  );
}

function addEntry(
  entry: unknown,
  processes: Map<string, ListedProcess>,
  diagnostics: Diagnostic[],
): void {
  const process = listedProcess(entry);
  if (process === undefined) {
    diagnostics.push({
      severity: "warning",
      code: "list-entry-without-id",
      message: "An entry of the process list has no id; it is left out.",
      hint: "Ask the server's operator.",
    });
  } else if (!processes.has(process.id)) {
    processes.set(process.id, process);
  }
}

/** Where the next page may be, best first; empty where there is none. */
function nextPages(
  { body, headers, url }: ServerDocument,
  { start, base }: { readonly start: URL; readonly base: URL },
  received: number,
): readonly URL[] {
  const href = nextHref(body, headers["link"]);
  if (href !== undefined) return nextPlaces(href, url, start, base);
  const numbered = numberedNext(body, url, received);
  return numbered === undefined ? [] : [numbered];
}

/** The document at the first place that has one. Where none has, the failure of the first one is thrown. */
async function firstPresent(
  client: ServerClient,
  places: readonly URL[],
): Promise<ServerDocument> {
  let first: unknown;
  for (const url of places) {
    try {
      return await client.get(url);
    } catch (error) {
      if (!hasStatus(error, 404, 410)) throw error;
      first ??= error;
    }
  }
  throw first;
}

/** The error of a server that has more processes than are read. */
export function tooMany(maxProcesses: number, where: URL): GenerationError {
  return new GenerationError(
    "too-many-processes",
    `The server lists more than ${maxProcesses} processes.`,
    {
      where: displayUrl(where),
      hint: "Name those that you need with --process.",
    },
  );
}
