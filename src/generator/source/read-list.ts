import { generationFailure, hasStatus, requestFailure } from "./failures.js";
import { readLandingPage, type LandingPage } from "./landing-page.js";
import { completeList, type CompletedList } from "./openapi-fallback.js";
import { readProcessList, tooMany, type ProcessList } from "./process-list.js";
import type { Selection } from "./select.js";
import type { ServerClient } from "./server-client.js";
import { ownLink, type ServerUrl } from "./server-url.js";
import { MAX_PROCESSES, type ServerSourceOptions } from "./source.js";

/** The ids of the server's list, which is read for a hint where it was not needed before; none where it cannot be read. */
export async function availableIds(
  client: ServerClient,
  server: ServerUrl,
  selected: Selection,
  list: CompletedList,
  options: ServerSourceOptions,
): Promise<readonly string[]> {
  const reading = { ...selected, needsList: true };
  const { value } = selected.needsList
    ? { value: { list } }
    : await attempt(readList(client, server, reading, options));
  return value?.list.processes.map(({ id }) => id) ?? [];
}

/** Fetches landing page and process list at the same time. A missing landing page alone is not an error. */
export async function readList(
  client: ServerClient,
  server: ServerUrl,
  selected: Selection,
  options: ServerSourceOptions,
): Promise<{
  readonly landingPage: LandingPage;
  readonly list: CompletedList;
}> {
  const maxProcesses = options.maxProcesses ?? MAX_PROCESSES;
  const standard = new URL("processes", server.base);
  const listing: Promise<Attempt<ProcessList>> = selected.needsList
    ? attempt(readProcessList(client, standard, server.base, maxProcesses))
    : Promise.resolve({ value: NO_LIST });
  const landing = await attempt(readLandingPage(client, server));
  let listed = await listing;
  const landingPage = landing.value ?? { links: [] };
  const linked = linkedList(landingPage, server, standard);
  if (hasStatus(listed.error, 404) && linked !== undefined) {
    listed = await attempt(
      readProcessList(client, linked, server.base, maxProcesses),
    );
  }
  if (listed.value === undefined) {
    throw listFailure(landing.error, listed.error, server, standard);
  }
  if (!selected.needsList && isFatal(landing.error)) {
    throw generationFailure(landing.error, server.landingPage);
  }
  const completed = await completeList(
    client,
    server,
    landingPage,
    listed.value,
  );
  if (completed.processes.length > maxProcesses) {
    throw tooMany(maxProcesses, standard);
  }
  return {
    landingPage,
    list: {
      ...completed,
      diagnostics: [...listed.value.diagnostics, ...completed.diagnostics],
    },
  };
}

const NO_LIST: ProcessList = { processes: [], pages: 0, diagnostics: [] };

interface Attempt<Value> {
  readonly value?: Value;
  readonly error?: unknown;
}

async function attempt<Value>(
  promise: Promise<Value>,
): Promise<Attempt<Value>> {
  try {
    return { value: await promise };
  } catch (error) {
    return { error };
  }
}

/** The process list that the landing page links, where that is not at the path of the standard. */
function linkedList(
  landingPage: LandingPage,
  server: ServerUrl,
  standard: URL,
): URL | undefined {
  return landingPage.links
    .filter((link) => /(^|\/)processes$/.test(link.rel))
    .map((link) => ownLink(link.href, server.landingPage, server.base))
    .find((url) => url !== undefined && url.href !== standard.href);
}

/** The more informative of two errors: a landing page that is a web page explains why the list is missing. */
function listFailure(
  landing: unknown,
  list: unknown,
  server: ServerUrl,
  standard: URL,
): unknown {
  if (landing !== undefined && (isFatal(landing) || hasStatus(list, 404))) {
    return generationFailure(landing, server.landingPage, server.landingPage);
  }
  return generationFailure(list, standard, server.landingPage);
}

/** Whether every further request would fail in the same way. */
function isFatal(error: unknown): boolean {
  const code = requestFailure(error)?.code;
  return code === "server-unreachable" || code === "server-unauthorized";
}
