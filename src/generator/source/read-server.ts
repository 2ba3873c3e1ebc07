import { compareCodePoints } from "../json.js";
import { GenerationError } from "../errors.js";
import { readDescriptions } from "./descriptions.js";
import { generationFailure, requestFailure } from "./failures.js";
import type { CompletedList } from "./openapi-fallback.js";
import type { ListedProcess } from "./listed-process.js";
import { availableIds, readList } from "./read-list.js";
import { nothingSelected, selection, type Selection } from "./select.js";
import { createServerClient, type ServerClient } from "./server-client.js";
import { parseServerUrl, type ServerUrl } from "./server-url.js";
import type { ServerSourceOptions, Source } from "./source.js";
import { unknownProcesses, withNearIds } from "./unknown-process.js";

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
  const missing = descriptions.unknown.filter((id) =>
    selected.named.includes(id),
  );
  const available =
    missing.length === 0
      ? []
      : await availableIds(client, server, selected, list, options);
  const unknown = new Set(missing.filter((id) => !available.includes(id)));
  if (unknown.size === taken.length) {
    throw unknownProcesses([...unknown], available, server.base.href);
  }
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
    diagnostics: [
      ...list.diagnostics,
      ...withNearIds(descriptions.diagnostics, unknown, available),
    ],
  };
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
