import type { StatusInfo } from "../../runtime/index.js";
import { columnsOf } from "./columns.js";
import type { CommandContext } from "./generate-command.js";
import { statusText } from "./job-progress.js";
import { printableLine } from "./printable.js";
import type { Style } from "./style.js";

/** How text of a server is printed. */
type Printing = Pick<CommandContext, "redact" | "style">;

const COLUMNS = ["JOB", "PROCESS", "STATUS", "CREATED", "MESSAGE"] as const;

/** Colours of the statuses. */
const COLOURS: Partial<Record<StatusInfo["status"], Parameters<Style>[0]>> = {
  successful: "green",
  failed: "red",
  dismissed: "yellow",
  running: "cyan",
};

/** Jobs as a table, with a heading; without jobs, nothing but a sentence. */
export function jobsTable(
  jobs: readonly StatusInfo[],
  printing: Printing,
): string {
  if (jobs.length === 0) return "There are no such jobs.\n";
  const rows = [COLUMNS, ...jobs.map((job) => cellsOf(job, printing))];
  const widths = COLUMNS.map((_, column) =>
    Math.max(...rows.map((row) => columnsOf(row[column] ?? ""))),
  );
  return rows
    .map((row, index) => rowText(row, widths, jobs[index - 1], printing))
    .join("");
}

function rowText(
  row: readonly string[],
  widths: readonly number[],
  job: StatusInfo | undefined,
  { style }: Printing,
): string {
  const cells = row.map((cell, column) => {
    const padding = " ".repeat((widths[column] ?? 0) - columnsOf(cell));
    const isLast = column === COLUMNS.length - 1;
    return coloured(cell, column, job, style) + (isLast ? "" : padding);
  });
  return `${cells.join("  ").trimEnd()}\n`;
}

function coloured(
  cell: string,
  column: number,
  job: StatusInfo | undefined,
  style: Style,
): string {
  if (job === undefined) return style("bold", cell);
  const colour = COLOURS[job.status];
  const isStatus = COLUMNS[column] === "STATUS";
  return isStatus && colour !== undefined ? style(colour, cell) : cell;
}

function cellsOf(job: StatusInfo, { redact }: Printing): readonly string[] {
  const { jobID, processID = "", created, started, message = "" } = job;
  const { message: _message, ...short } = job;
  return [
    jobID,
    processID,
    statusText(short),
    created ?? started ?? "",
    message,
  ].map((text) => printableLine(redact(text)));
}

/** One job in one line, as it changes: when, which, and how it is. */
export function jobLine(
  job: StatusInfo,
  time: Date,
  { redact, style }: Printing,
): string {
  const { jobID, processID } = job;
  const of = processID === undefined ? "" : ` (${processID})`;
  const text = printableLine(redact(`${jobID}${of}  ${statusText(job)}`));
  return `${style("dim", time.toTimeString().slice(0, 8))}  ${text}\n`;
}
