import { compareCodePoints } from "../json.js";
import { GenerationError } from "../errors.js";
import { readDescriptions } from "./descriptions.js";
import { generationFailure, hasStatus, requestFailure } from "./failures.js";
import { readLandingPage, type LandingPage } from "./landing-page.js";
import { completeList, type CompletedList } from "./openapi-fallback.js";
import type { ListedProcess } from "./listed-process.js";
import { readProcessList, tooMany, type ProcessList } from "./process-list.js";
import { nothingSelected, selection, type Selection } from "./select.js";
import { createServerClient, type ServerClient } from "./server-client.js";
import { ownLink, parseServerUrl, type ServerUrl } from "./server-url.js";
import {
  MAX_PROCESSES,
  type ServerSourceOptions,
  type Source,
} from "./source.js";

/**
 * Reads process descriptions from a server: its landing page, its process list
 * with all pages, and each description. Requests go only to the server's own origin.
 *
 * @throws GenerationError where there is nothing to generate from: the server is
 * down, refuses access, does not answer with JSON, or has no processes.
 * @throws UsageError where the URL or a pattern is not valid.
 */
export async function readServer(
  options: ServerSourceOptions,
): Promise<Source> {
  const server = parseServerUrl(options.url);
  const selected = selection(options);
  options.signal?.throwIfAborted();
  const client = createServerClient(server, options);
  try {
    return await readWithClient(client, server, selected, options);
  } catch (error) {
    options.signal?.throwIfAborted();
    throw generationFailure(error, server.landingPage);
  } finally {
    await client.close();
  }
}

async function readWithClient(
  client: ServerClient,
  server: ServerUrl,
  selected: Selection,
  options: ServerSourceOptions,
): Promise<Source> {
  options.onProgress?.({ phase: "fetch", done: 0, total: 0 });
  const { landingPage, list } = await readList(
    client,
    server,
    selected,
    options,
  );
  const taken = takenProcesses(list, selected, server);
  const reading = {
    concurrency: options.concurrency ?? 16,
    signal: options.signal,
  };
  const descriptions = await readDescriptions(client, server.base, taken, {
    ...reading,
    onProgress: options.onProgress,
  });
  if (descriptions.processes.length === 0) {
    throw nothingRead(descriptions.firstError, taken, server);
  }
  const ids = new Set(taken.map(({ id }) => id));
  const others = list.processes.filter(({ id }) => !ids.has(id));
  const unselected =
    others.length === 0
      ? []
      : (await readDescriptions(client, server.base, others, reading))
          .processes;
  return {
    ...(landingPage.title === undefined ? {} : { title: landingPage.title }),
    ...(landingPage.description === undefined
      ? {}
      : { description: landingPage.description }),
    url: server.base.href,
    ...(landingPage.server === undefined ? {} : { server: landingPage.server }),
    processes: [...descriptions.processes].sort((left, right) =>
      compareCodePoints(left.id, right.id),
    ),
    failures: descriptions.failures,
    ...(others.length === 0
      ? {}
      : { unselected, unselectedIds: others.map(({ id }) => id) }),
    ...(list.incomplete ? { incomplete: true } : {}),
    diagnostics: [...list.diagnostics, ...descriptions.diagnostics],
  };
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
    return generationFailure(landing, server.landingPage);
  }
  return generationFailure(list, standard);
}

/** Whether every further request would fail in the same way. */
function isFatal(error: unknown): boolean {
  const code = requestFailure(error)?.code;
  return code === "server-unreachable" || code === "server-unauthorized";
}

function takenProcesses(
  list: CompletedList,
  selected: Selection,
  server: ServerUrl,
): readonly ListedProcess[] {
  const taken = new Map(
    list.processes
      .filter((process) => selected.takes(process.id))
      .map((process) => [process.id, process]),
  );
  for (const id of selected.named) {
    if (!taken.has(id)) taken.set(id, { id, links: [] });
  }
  if (taken.size > 0) return [...taken.values()];
  if (list.processes.length > 0) {
    throw nothingSelected(
      list.processes.map((process) => process.id),
      server.base.href,
    );
  }
  throw new GenerationError("no-processes", "The server has no processes.", {
    where: new URL("processes", server.base).href,
    hint: "Check the URL, and that you may see its processes.",
  });
}

function nothingRead(
  error: unknown,
  taken: readonly ListedProcess[],
  server: ServerUrl,
): unknown {
  const failure = requestFailure(error);
  const count = taken.length;
  return new GenerationError(
    failure?.code ?? "no-description",
    `None of the ${count} process descriptions could be read${failure === undefined ? "." : `: ${failure.message}`}`,
    {
      where: new URL("processes/", server.base).href,
      hint: failure?.hint ?? "Ask the server's operator.",
      cause: error,
    },
  );
}
