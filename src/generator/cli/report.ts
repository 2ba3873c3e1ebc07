import type { Diagnostic } from "../diagnostic.js";
import { releaseOf, type GenerateResult } from "../result.js";
import { printableLine } from "./printable.js";
import { detailLines } from "./report-error.js";
import type { Redact } from "./redact.js";
import type { Style } from "./style.js";

/** How a report is printed. */
export interface ReportStyle {
  readonly style: Style;
  readonly redact: Redact;
  readonly quiet: boolean;
  readonly verbose: boolean;
  /** The output folder, relative to the working directory where it is below it. */
  readonly out: string;
  /** A path relative to the working directory where it is below it. */
  readonly shown: (path: string) => string;
}

/** Findings and files that are printed without `--verbose`; more would not be read. */
const SHOWN = 20;

/** The findings, for standard error: errors and warnings, and with `--verbose` also information. */
export function diagnosticsText(
  diagnostics: readonly Diagnostic[],
  report: ReportStyle,
): string {
  const shown = diagnostics.filter(
    ({ severity }) =>
      severity === "error" ||
      (!report.quiet && severity === "warning") ||
      (report.verbose && severity === "info"),
  );
  const limit = report.verbose ? Infinity : SHOWN;
  const ordered = [
    ...shown.filter(({ severity }) => severity === "error"),
    ...shown.filter(({ severity }) => severity !== "error"),
  ];
  const text = ordered
    .slice(0, limit)
    .map((diagnostic) => diagnosticText(diagnostic, report))
    .join("");
  const rest = ordered.length - limit;
  return rest > 0
    ? `${text}${rest} more findings; see them with --verbose.\n`
    : text;
}

const COLOURS = { error: "red", warning: "yellow", info: "cyan" } as const;

function diagnosticText(diagnostic: Diagnostic, report: ReportStyle): string {
  const line = (text: string): string => printableLine(report.redact(text));
  const { severity, message, hint } = diagnostic;
  const head = report.style(COLOURS[severity], `${severity}:`);
  const details = detailLines(placeText(diagnostic), hint);
  const lines = [
    line(message),
    ...details.map((detail) => `  ${line(detail)}`),
  ];
  return `${head} ${lines.join("\n")}\n`;
}

/** The place of a finding, as it is shown. Undefined: it has none. */
export function placeText({
  process,
  pointer,
}: Diagnostic): string | undefined {
  if (process === undefined) return pointer;
  return `process ${process}${pointer === undefined ? "" : ` #${pointer}`}`;
}

/** The result, for standard output. */
export function resultText(
  result: GenerateResult,
  mode: "check" | "dry-run" | "write",
  report: ReportStyle,
): string {
  const changed = isChanged(result);
  const lines: string[] = [];
  if (changed && !(report.quiet && mode === "write")) {
    lines.push(...changeLines(result, report.style));
    const release = releaseOf(result);
    if (release !== undefined) lines.push(`Next release: ${release}.`);
  }
  if (mode !== "write" && changed) lines.push(...fileLines(result, report));
  if (!report.quiet || mode !== "write") {
    lines.push(summary(result, mode, report));
  }
  if (report.verbose || (changed && !report.quiet)) {
    lines.push(importsLine(result, report));
  }
  return lines.map((line) => `${line}\n`).join("");
}

/** Whether the plan changes any file. */
export function isChanged({ plan }: GenerateResult): boolean {
  return plan.create.length + plan.update.length + plan.delete.length > 0;
}

const SIGN_COLOURS = { "+": "green", "-": "red", "~": "yellow" } as const;

function changeLines(result: GenerateResult, style: Style): readonly string[] {
  return result.changes.map(({ text }) => signed(printableLine(text), style));
}

function signed(text: string, style: Style): string {
  const [sign] = text;
  return sign === "+" || sign === "-" || sign === "~"
    ? style(SIGN_COLOURS[sign], text)
    : text;
}

/** Indented, so that files are not mistaken for changes of processes. */
function fileLines(
  { plan }: GenerateResult,
  { style, verbose }: ReportStyle,
): readonly string[] {
  const files = [
    ...plan.create.map((path) => `+ ${path}`),
    ...plan.update.map((path) => `~ ${path}`),
    ...plan.delete.map((path) => `- ${path}`),
  ];
  const limit = verbose ? files.length : SHOWN;
  const shown = files.slice(0, limit).map((line) => `  ${signed(line, style)}`);
  const rest = files.length - shown.length;
  return rest > 0
    ? [...shown, `  ... and ${rest} more files; see them with --verbose`]
    : shown;
}

function summary(
  result: GenerateResult,
  mode: "check" | "dry-run" | "write",
  { out, style }: ReportStyle,
): string {
  const { plan, processes } = result;
  const generated = processes.filter(
    ({ status }) => status === "generated",
  ).length;
  const failed = processes.length - generated;
  const folder = printableLine(out);
  const counts = [
    `${plan.create.length} created`,
    `${plan.update.length} updated`,
    `${plan.delete.length} deleted`,
    `${plan.keep.length} unchanged`,
  ].join(", ");
  const what = `${count(generated, "process", "processes")}${failed > 0 ? `, ${failed} failed` : ""}`;
  if (!isChanged(result)) {
    return `${style("green", "Up to date:")} ${folder} (${what}, ${plan.keep.length} files)`;
  }
  if (mode === "check") {
    return `${style("red", "Out of date:")} ${folder} (files to write: ${plan.create.length} new, ${plan.update.length} changed; to delete: ${plan.delete.length}). Run s2gos-codegen without --check.`;
  }
  if (mode === "dry-run") {
    return `${style("bold", "Nothing written:")} ${folder} would have ${counts} (${what})`;
  }
  return `${style("green", "Generated:")} ${folder} (${what}; files: ${counts})`;
}

const ENDINGS = { js: "end in .js", ts: "end in .ts", none: "have no ending" };

/** How the files import each other, and why: a project that cannot read that has to say otherwise. */
function importsLine({ imports }: GenerateResult, report: ReportStyle): string {
  const { extension, reason, tsconfig } = imports;
  const place = tsconfig === undefined ? "" : ` (${report.shown(tsconfig)})`;
  return printableLine(`Imports ${ENDINGS[extension]}: ${reason}${place}.`);
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
