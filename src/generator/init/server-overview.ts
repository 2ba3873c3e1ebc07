import { GenerationError, UsageError } from "../errors.js";
import type { ConnectionOptions } from "../options.js";
import { selection } from "../source/select.js";
import { displayUrl, parseServerUrl } from "../source/server-url.js";

/** What a server says when it is asked once. */
export type ServerOverview =
  | {
      readonly kind: "answered";
      readonly title: string | undefined;
      readonly processes: number;
    }
  /** It gives no answer now, which says nothing of its URL. */
  | { readonly kind: "no-answer"; readonly reason: string }
  /** It answers only to those who have credentials. */
  | { readonly kind: "refused"; readonly reason: string };

/** Failures after which the URL may be right all the same. */
const MAY_PASS: ReadonlySet<string> = new Set([
  "server-unreachable",
  "server-timeout",
  "server-error",
  "time-limit",
]);

/** Milliseconds for one request: somebody waits for the answer. */
const TIMEOUT_MS = 10_000;

/**
 * Asks a server for its title and its process list.
 *
 * @throws UsageError where something else than an OGC API - Processes server answers at the URL.
 */
export async function readOverview(
  url: string,
  connection: ConnectionOptions & { readonly signal: AbortSignal },
): Promise<ServerOverview> {
  const server = parseServerUrl(url);
  const options = { timeoutMs: TIMEOUT_MS, ...connection, url };
  // They load the client's runtime.
  const [{ readList }, { createServerClient }, { generationFailure }] =
    await Promise.all([
      import("../source/read-list.js"),
      import("../source/server-client.js"),
      import("../source/failures.js"),
    ]);
  const client = createServerClient(server, options);
  try {
    const { landingPage, list } = await readList(
      client,
      server,
      selection({}),
      options,
    );
    return {
      kind: "answered",
      title: landingPage.title,
      processes: list.processes.length,
    };
  } catch (error) {
    connection.signal.throwIfAborted();
    return overviewOfFailure(generationFailure(error, server.landingPage));
  } finally {
    await client.close();
  }
}

function overviewOfFailure(failure: unknown): ServerOverview {
  if (!(failure instanceof GenerationError)) throw failure;
  const { code, hint, message: reason, where } = failure;
  if (code === "server-unauthorized") return { kind: "refused", reason };
  if (MAY_PASS.has(code)) return { kind: "no-answer", reason };
  throw new UsageError(reason, { where, hint, cause: failure });
}

/**
 * Makes sure that a URL can be written into a file that is committed.
 *
 * @throws UsageError where it is no HTTP URL, or holds credentials.
 */
export function requirePublicUrl(url: string): void {
  const { credentials, landingPage } = parseServerUrl(url);
  const where = displayUrl(landingPage);
  if (credentials !== undefined) {
    throw new UsageError(
      "The URL holds credentials, which would be committed.",
      {
        where,
        hint: "Give them in the environment: S2GOS_AUTH_TYPE=basic, S2GOS_USERNAME and S2GOS_PASSWORD.",
      },
    );
  }
  if (where !== landingPage.href) {
    throw new UsageError("The URL holds a secret, which would be committed.", {
      where,
      hint: "Give the URL without it, and the whole one as S2GOS_URL in the environment of each run.",
    });
  }
}
