import type { Diagnostic } from "../diagnostic.js";
import { GenerationError } from "../errors.js";
import type { GenerateProgress } from "../options.js";
import { hasStatus, requestFailure } from "./failures.js";
import type { ListedProcess } from "./listed-process.js";
import { lostCharacters } from "./lost-characters.js";
import type { ServerClient, ServerDocument } from "./server-client.js";
import { displayUrl, ownLink, processPath } from "./server-url.js";
import type { SourceFailure, SourceProcess } from "./source.js";

/** The descriptions that were requested, and those that could not be read. */
export interface Descriptions {
  readonly processes: readonly SourceProcess[];
  readonly failures: readonly SourceFailure[];
  readonly diagnostics: readonly Diagnostic[];
  /** Processes that the server does not have: it answered with 404. */
  readonly unknown: readonly string[];
  /** The first error, for a generation without any description. */
  readonly firstError?: unknown;
}

/**
 * Fetches descriptions, `concurrency` at a time (OGC 18-062r2, section 7.10).
 * Failures concern only their own process.
 */
export async function readDescriptions(
  client: ServerClient,
  base: URL,
  listed: readonly ListedProcess[],
  options: {
    readonly concurrency: number;
    readonly signal?: AbortSignal | undefined;
    readonly onProgress?: ((progress: GenerateProgress) => void) | undefined;
  },
): Promise<Descriptions> {
  const results: (Result | undefined)[] = listed.map(() => undefined);
  let next = 0;
  let done = 0;
  const report = (): void => {
    options.onProgress?.({ phase: "fetch", done, total: listed.length });
  };
  const work = async (): Promise<void> => {
    for (let at = next++; at < listed.length; at = next++) {
      const process = listed[at];
      if (process === undefined) return;
      results[at] = await fetchDescription(client, base, process);
      options.signal?.throwIfAborted();
      done += 1;
      report();
    }
  };
  report();
  const workers = Math.max(1, Math.min(options.concurrency, listed.length));
  await Promise.all(Array.from({ length: workers }, work));
  return collect(results);
}

type Result =
  | {
      readonly process: SourceProcess;
      readonly warning?: Diagnostic | undefined;
    }
  | {
      readonly failed: Diagnostic;
      readonly id: string;
      readonly error: unknown;
    };

function collect(results: readonly (Result | undefined)[]): Descriptions {
  const processes: SourceProcess[] = [];
  const failures: SourceFailure[] = [];
  const diagnostics: Diagnostic[] = [];
  const unknown: string[] = [];
  let firstError: unknown;
  for (const result of results) {
    if (result === undefined) continue;
    if ("process" in result) {
      processes.push(result.process);
      if (result.warning !== undefined) diagnostics.push(result.warning);
    } else {
      failures.push({ id: result.id });
      diagnostics.push(result.failed);
      if (hasStatus(result.error, 404)) unknown.push(result.id);
      firstError ??= result.error;
    }
  }
  return { processes, failures, diagnostics, unknown, firstError };
}

async function fetchDescription(
  client: ServerClient,
  base: URL,
  process: ListedProcess,
): Promise<Result> {
  const { id } = process;
  if (process.document !== undefined) {
    return { process: { id, document: process.document } };
  }
  const path = processPath(id);
  if (path === undefined) return failed(id, "its id cannot stand in a URL");
  const url = new URL(path, base);
  try {
    const { body, digest, text } = await describe(client, url, process);
    const read = digest === undefined ? {} : { digest };
    const lost = lostCharacters(text, "The description");
    return {
      process: { id, document: body, ...read },
      warning: lost && { ...lost, process: id },
    };
  } catch (error) {
    // Interrupts and time limits end the whole generation.
    if (error instanceof GenerationError) throw error;
    const failure = requestFailure(error);
    if (failure === undefined) throw error;
    return failed(
      id,
      `${failure.message.replace(/\.$/, "")} (${displayUrl(url)})`,
      error,
      failure.hint,
    );
  }
}

/** Fetches a description from its usual path; after a 404, from the link in the process list. */
async function describe(
  client: ServerClient,
  url: URL,
  process: ListedProcess,
): Promise<ServerDocument> {
  try {
    return await client.get(url);
  } catch (error) {
    const linked = process.links
      .filter((link) => /(^|\/)(self|process|process-desc)$/.test(link.rel))
      .map((link) => ownLink(link.href, url, new URL("..", url)))
      .find((target) => target !== undefined && target.href !== url.href);
    if (linked === undefined || !hasStatus(error, 404)) throw error;
    return client.get(linked);
  }
}

function failed(
  id: string,
  reason: string,
  error?: unknown,
  hint?: string,
): Result {
  return {
    id,
    error,
    failed: {
      severity: "error",
      code: "description-unavailable",
      process: id,
      message: `The process description could not be read: ${reason}.`,
      ...(hint === undefined ? {} : { hint }),
    },
  };
}
