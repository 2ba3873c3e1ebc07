import { appendFile } from "node:fs/promises";
import { UsageError } from "../errors.js";
import type { GenerateResult } from "../result.js";
import type { Io } from "./io.js";
import { printableLine } from "./printable.js";
import { githubAnnotations, githubError } from "./report-github.js";
import type { ErrorReport } from "./report-error.js";
import {
  markdownError,
  markdownSummary,
  type SummaryDetails,
} from "./report-summary.js";

/** Where a run is reported besides the terminal. */
export interface CiReports {
  readonly io: Io;
  /** The file that `--summary` names. */
  readonly summary: string | undefined;
}

/** Tells a CI service about a result: annotations on standard error, and a summary. */
export async function reportResultToCi(
  result: GenerateResult,
  details: SummaryDetails,
  reports: CiReports,
): Promise<void> {
  const drift = details.mode === "check" ? result.changes : [];
  const { diagnostics } = result;
  annotate(reports, githubAnnotations({ diagnostics, drift }, details.redact));
  await summarize(reports, markdownSummary(result, details));
}

/** Tells a CI service about an error that ended the run. */
export async function reportErrorToCi(
  error: ErrorReport,
  reports: CiReports,
): Promise<void> {
  annotate(reports, githubError(error));
  await summarize(reports, markdownError(error));
}

/** GitHub Actions sets this variable in each step. */
function annotate({ io }: CiReports, text: string): void {
  if (io.environment["GITHUB_ACTIONS"] === "true") io.stderr(text);
}

/**
 * Makes sure that the file which `--summary` names can be written, before a run does anything.
 * @throws UsageError: it cannot.
 */
export async function requireSummary(path: string | undefined): Promise<void> {
  if (path === undefined) return;
  try {
    await appendFile(path, "");
  } catch (cause) {
    throw new UsageError("The summary cannot be written.", {
      where: path,
      hint: "Check the path that --summary gives.",
      cause,
    });
  }
}

/**
 * Appends to the file that the caller names, else to that of a step of GitHub Actions. Where that fails, the run has
 * been reported already, and its outcome stands.
 */
async function summarize(
  { io, summary }: CiReports,
  text: string,
): Promise<void> {
  const path = summary ?? io.environment["GITHUB_STEP_SUMMARY"];
  if (path === undefined || path === "") return;
  try {
    await appendFile(path, `${text}\n`);
  } catch (error) {
    const { message } = error as Error;
    io.stderr(
      printableLine(`warning: The summary cannot be written: ${message}`) +
        "\n",
    );
  }
}
