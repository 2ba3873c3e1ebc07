import { percentDecoded } from "../../runtime/base/text.js";
import type { Diagnostic } from "../diagnostic.js";
import { isJsonObject } from "../json.js";
import { hasStatus } from "./failures.js";
import type { LandingPage } from "./landing-page.js";
import type { ListedProcess } from "./listed-process.js";
import { PAGE_LIMIT, type ProcessList } from "./process-list.js";
import type { ServerClient } from "./server-client.js";
import { ownLink, type ServerUrl } from "./server-url.js";

/** A process list that was checked for missing processes. */
export interface CompletedList {
  readonly processes: readonly ListedProcess[];
  readonly incomplete: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Completes a process list from the server's OpenAPI document (OGC 18-062r2,
 * section 7.3), whose execution paths name every process. pygeoapi, for example,
 * lists at most 10 processes (its operator's limit) without a `next` link.
 */
export async function completeList(
  client: ServerClient,
  server: ServerUrl,
  landingPage: LandingPage,
  list: ProcessList,
): Promise<CompletedList> {
  const { processes } = list;
  if (!mayBeCut(list, landingPage)) {
    return { processes, incomplete: false, diagnostics: [] };
  }
  const documented = await documentedIds(client, server, landingPage);
  const listed = new Set(processes.map((process) => process.id));
  const missing = documented.ids.filter((id) => !listed.has(id));
  const all = [...processes, ...missing.map((id) => ({ id, links: [] }))];
  if (missing.length > 0) {
    return {
      processes: all,
      incomplete: false,
      diagnostics: [cutOff(listed.size, all.length)],
    };
  }
  const short = list.total !== undefined && list.total > listed.size;
  if (short || documented.failed) {
    return {
      processes,
      incomplete: true,
      diagnostics: [perhapsCutOff("warning", listed.size, list.total)],
    };
  }
  const unsure =
    documented.ids.length === 0 && landingPage.server !== "wraptile";
  return {
    processes,
    incomplete: false,
    diagnostics: unsure ? [perhapsCutOff("info", listed.size, undefined)] : [],
  };
}

/** A full page without a link to the next is suspicious: 10 is the standard's default, {@link PAGE_LIMIT} was requested. */
function mayBeCut(list: ProcessList, landingPage: LandingPage): boolean {
  const count = list.processes.length;
  if (count === 0) return false;
  if (list.total !== undefined) return list.total > count;
  return (
    landingPage.server === "pygeoapi" ||
    (list.pages === 1 && (count === 10 || count === PAGE_LIMIT))
  );
}

interface DocumentedIds {
  readonly ids: readonly string[];
  /** There may be a document, but it could not be read. */
  readonly failed: boolean;
}

async function documentedIds(
  client: ServerClient,
  server: ServerUrl,
  landingPage: LandingPage,
): Promise<DocumentedIds> {
  let failed = false;
  for (const url of documentUrls(server, landingPage)) {
    try {
      const { body } = await client.get(url);
      if (isJsonObject(body) && isJsonObject(body["paths"])) {
        return { ids: executionIds(Object.keys(body["paths"])), failed: false };
      }
    } catch (error) {
      failed ||= !hasStatus(error, 400, 404, 405, 406);
    }
  }
  return { ids: [], failed };
}

/** Where the OpenAPI document may be: linked from the landing page, else at the usual paths. */
function documentUrls(
  server: ServerUrl,
  landingPage: LandingPage,
): readonly URL[] {
  const linked = landingPage.links
    .filter((link) => /(^|\/)service-desc$/.test(link.rel))
    .flatMap((link) => {
      const url = ownLink(link.href, server.landingPage, server.base);
      return url === undefined ? [] : [url];
    });
  const usual = ["openapi?f=json", "api"].map(
    (path) => new URL(path, server.base),
  );
  const seen = new Set<string>();
  return [...linked, ...usual].filter((url) => {
    if (seen.has(url.href)) return false;
    seen.add(url.href);
    return true;
  });
}

function executionIds(paths: readonly string[]): readonly string[] {
  return paths.flatMap((path) => {
    const id = /\/processes\/([^/{}]+)\/execution\/?$/.exec(path)?.[1];
    return id === undefined ? [] : [percentDecoded(id)];
  });
}

function cutOff(listed: number, all: number): Diagnostic {
  return {
    severity: "warning",
    code: "process-list-cut-off",
    message: `The process list stops at ${listed} of ${all} processes, without a link to the rest; the others were found in the server's OpenAPI document.`,
    hint: "Ask the server's operator to raise the limit of the list.",
  };
}

function perhapsCutOff(
  severity: "info" | "warning",
  listed: number,
  total: number | undefined,
): Diagnostic {
  return {
    severity,
    code: "process-list-perhaps-cut-off",
    message:
      total === undefined
        ? `The process list has ${listed} processes and no link to more; there may be others.`
        : `The process list has ${listed} of ${total} processes and no link to the rest.`,
    hint: "Name what is missing with --process ID, and the rest with --include '*'.",
  };
}
