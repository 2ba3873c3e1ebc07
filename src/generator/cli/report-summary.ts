import type { Diagnostic } from "../diagnostic.js";
import { releaseOf, type GenerateResult } from "../result.js";
import { printableLine } from "./printable.js";
import { detailLines, type ErrorReport } from "./report-error.js";
import type { Redact } from "./redact.js";
import { isChanged, placeText } from "./report.js";

/** Entries of one list; GitHub takes no summary of more than a megabyte, and nobody reads one. */
const SHOWN = 200;

/** What a summary says besides the result. */
export interface SummaryDetails {
  /** The output folder, as it is shown. */
  readonly out: string;
  readonly mode: "check" | "dry-run" | "write";
  readonly redact: Redact;
}

/**
 * A run in Markdown, for the summary of a step in CI and the text of a pull request: what changed for callers, those
 * that it breaks first, and what the generator warns of.
 */
export function markdownSummary(
  result: GenerateResult,
  details: SummaryDetails,
): string {
  const { changes, diagnostics } = result;
  const breaking = changes.filter((change) => change.breaking);
  const others = changes.filter((change) => !change.breaking);
  const changeText = ({ text }: (typeof changes)[number]): string => text;
  return [
    `## ${heading(result, details)}\n`,
    ...list("Breaks callers", breaking.map(changeText), details),
    ...list("Breaks nobody", others.map(changeText), details),
    ...list(
      "Findings",
      diagnostics
        .filter(({ severity }) => severity !== "info")
        .map(diagnosticText),
      details,
    ),
  ].join("\n");
}

/** An error that ended the run, in Markdown. */
export function markdownError({ message, where, hint }: ErrorReport): string {
  const lines = [message, ...detailLines(where, hint)];
  const items = lines.map((line) => `- ${code(line)}`);
  return `## The processes could not be generated\n\n${items.join("\n")}\n`;
}

function heading(
  result: GenerateResult,
  { out, mode }: SummaryDetails,
): string {
  const folder = code(out);
  if (!isChanged(result)) return `${folder} is up to date`;
  const count = result.changes.length;
  const changes =
    count === 0
      ? "no process changed for callers"
      : `${count} ${count === 1 ? "change" : "changes"} of processes`;
  const did = mode === "write" ? "was generated" : "is out of date";
  const release = releaseOf(result);
  const next = release === undefined ? "" : `; next release: ${release}`;
  return `${folder} ${did}: ${changes}${next}`;
}

function list(
  title: string,
  entries: readonly string[],
  { redact }: SummaryDetails,
): readonly string[] {
  if (entries.length === 0) return [];
  const rest = entries.length - SHOWN;
  return [
    `### ${title}\n`,
    ...entries.slice(0, SHOWN).map((entry) => `- ${code(redact(entry))}`),
    ...(rest > 0 ? [`- and ${rest} more`] : []),
    "",
  ];
}

function diagnosticText(diagnostic: Diagnostic): string {
  const { severity, message } = diagnostic;
  const place = placeText(diagnostic);
  return `${severity}: ${message}${place === undefined ? "" : ` (${place})`}`;
}

/**
 * Text of others as a code span, in which nothing is read as Markdown, HTML, a mention or a link (CommonMark 0.31,
 * section 6.1): between more backticks than stand in it.
 */
function code(text: string): string {
  const line = printableLine(text);
  const runs = line.match(/`+/g) ?? [];
  const longest = Math.max(0, ...runs.map(({ length }) => length));
  const fence = "`".repeat(longest + 1);
  return longest === 0 && line.trim() !== ""
    ? `${fence}${line}${fence}`
    : `${fence} ${line} ${fence}`;
}
