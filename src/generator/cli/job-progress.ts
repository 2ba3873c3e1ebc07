import type { StatusInfo } from "../../runtime/index.js";
import { inColumns } from "./columns.js";
import type { CommandContext } from "./generate-command.js";
import { printableLine } from "./printable.js";
import { overwritingLine } from "./progress.js";

/** Shows how far a job is. */
export interface JobProgress {
  readonly show: (status: StatusInfo) => void;
  /** Removes the bar, so that other text can follow. */
  readonly clear: () => void;
}

/** Characters of the bar. */
const WIDTH = 24;

/** Columns of a terminal that does not say how many it has. */
const COLUMNS = 80;

/**
 * The progress of a job on standard error: on a terminal a bar that moves, elsewhere a line for each change. With
 * `--quiet`, nothing.
 */
export function jobProgress({
  io,
  redact,
  settings,
}: Pick<CommandContext, "io" | "redact" | "settings">): JobProgress {
  if (settings.quiet === true) {
    return { show: () => undefined, clear: () => undefined };
  }
  const line = overwritingLine(io);
  const { columns = COLUMNS } = io;
  const text = (status: StatusInfo): string =>
    printableLine(redact(statusText(status)));
  let shown: string | undefined;
  return {
    show: (status) => {
      if (line === undefined) io.stderr(`${text(status)}\n`);
      else {
        line.show(
          // A line that is full would go on in the next, which is not erased.
          () => inColumns(bar(status) + text(status), columns - 1),
          status.status !== shown,
        );
      }
      shown = status.status;
    },
    clear: () => line?.clear(),
  };
}

/** A status as people read it: `running, 40 %: Sieving`. */
export function statusText({ status, progress, message }: StatusInfo): string {
  const percent =
    progress === undefined ? "" : `, ${String(Math.round(progress))} %`;
  const said = message === undefined || message === "" ? "" : `: ${message}`;
  return `${status}${percent}${said}`;
}

/** Empty where the job does not say how far it is. */
function bar({ progress }: StatusInfo): string {
  if (progress === undefined) return "";
  const share = Math.min(1, Math.max(0, progress / 100));
  const done = Math.round(share * WIDTH);
  return `[${"█".repeat(done)}${"░".repeat(WIDTH - done)}] `;
}
