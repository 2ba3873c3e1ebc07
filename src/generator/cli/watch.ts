import { setTimeout as sleep } from "node:timers/promises";
import type { GenerateResult } from "../result.js";
import { EXIT } from "./exit-codes.js";
import type { CommandContext } from "./generate-command.js";
import { printableLine } from "./printable.js";
import { errorReport, type ErrorReport } from "./report-error.js";
import { isChanged } from "./report.js";
import type { RunReporter } from "./run-reporter.js";

/** What is known of the runs so far. */
interface Watched {
  /** When the package was last found, or made, current. Undefined: not yet. */
  readonly currentSince?: Date;
  /** Runs that failed, since the last one that did not. */
  readonly outage?: Outage;
}

interface Outage {
  readonly since: Date;
  readonly isServer: boolean;
  /** The codes of the errors that were reported. */
  readonly reported: ReadonlySet<string>;
}

/**
 * Generates repeatedly until it is interrupted, which rejects. The beginning and the end of an outage are reported once
 * each, and a run that changes nothing is not. No failure ends it but wrong usage at the first run.
 */
export async function watch(
  once: () => Promise<GenerateResult>,
  reporter: RunReporter,
  seconds: number,
  context: CommandContext,
): Promise<never> {
  const { io, settings, signal, redact } = context;
  const { out } = reporter;
  const say = (text: string): void => {
    if (settings.quiet === true) return;
    io.stderr(`[${clock(new Date())}] ${printableLine(redact(text))}\n`);
  };
  const source = settings.url ?? settings.input ?? "";
  say(`Watching ${source} every ${seconds} s. Ctrl-C ends it.`);
  let watched: Watched = {};
  for (;;) {
    try {
      watched = afterResult(await once(), watched, reporter, say);
    } catch (error) {
      if (signal.aborted) break;
      const found = errorReport(error, redact);
      const isFirst = Object.keys(watched).length === 0;
      if (isFirst && found.exitCode === EXIT.usage) throw error;
      watched = afterFailure(found, watched, reporter, say);
    }
    await sleep(seconds * 1000, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) break;
  }
  const { currentSince } = watched;
  say(
    currentSince === undefined
      ? `Stopped: nothing was written; ${out} is as it was.`
      : `Stopped: ${out} is as it was at ${clock(currentSince)}.`,
  );
  throw signal.reason;
}

function afterResult(
  result: GenerateResult,
  { currentSince, outage }: Watched,
  reporter: RunReporter,
  say: (text: string) => void,
): Watched {
  const now = new Date();
  if (outage !== undefined) {
    const what = outage.isServer ? "The server is back" : "It works again";
    say(`${what} after ${duration(now.getTime() - outage.since.getTime())}.`);
  }
  const isAgain = currentSince !== undefined;
  if (isAgain && isChanged(result)) {
    say(
      result.changes.length > 0
        ? "The processes changed:"
        : "The package was not current any more:",
    );
  }
  if (!isAgain || outage !== undefined || isChanged(result)) {
    reporter.result(result);
  }
  return { currentSince: now };
}

function afterFailure(
  found: ErrorReport,
  { currentSince, outage }: Watched,
  reporter: RunReporter,
  say: (text: string) => void,
): Watched {
  const isServer = found.code.startsWith("server-");
  const { reported } = outage ?? { reported: new Set<string>() };
  if (!reported.has(found.code)) {
    const [what, until] = isServer
      ? ["The server is away", "is back"]
      : ["It failed", "works again"];
    say(`${what}; ${reporter.out} stays as it is until it ${until}:`);
    reporter.failure(found);
  }
  return {
    ...(currentSince === undefined ? {} : { currentSince }),
    outage: {
      since: outage?.since ?? new Date(),
      isServer: isServer && outage?.isServer !== false,
      reported: new Set([...reported, found.code]),
    },
  };
}

/** The time of day, as the user's clock shows it. */
function clock(date: Date): string {
  return date.toTimeString().slice(0, 8);
}

/** Milliseconds as people say them: `50 s`, `3 min 20 s`, `2 h 5 min`. */
export function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const minutes = Math.floor(seconds / 60);
  if (minutes === 0) return `${seconds} s`;
  const hours = Math.floor(minutes / 60);
  return hours === 0
    ? `${minutes} min ${seconds % 60} s`
    : `${hours} h ${minutes % 60} min`;
}
