import type { GenerateResult } from "../result.js";
import type { Io } from "./io.js";
import { githubAnnotations, githubError } from "./report-github.js";
import type { ErrorReport } from "./report-error.js";
import {
  markdownError,
  markdownSummary,
  type SummaryDetails,
} from "./report-summary.js";
import type { SummaryFile } from "./summary-file.js";

/** Where a run is reported besides the terminal. */
export interface CiReports {
  readonly io: Io;
  readonly summary: SummaryFile;
}

/** Tells a CI service about a result: annotations on standard error, and a summary. */
export function reportResultToCi(
  result: GenerateResult,
  details: SummaryDetails,
  reports: CiReports,
): void {
  const drift = details.mode === "check" ? result.changes : [];
  const { diagnostics } = result;
  annotate(reports, githubAnnotations({ diagnostics, drift }, details.redact));
  reports.summary.write(markdownSummary(result, details));
}

/** Tells a CI service about an error that ended the run. */
export function reportErrorToCi(error: ErrorReport, reports: CiReports): void {
  annotate(reports, githubError(error));
  reports.summary.write(markdownError(error));
}

/** GitHub Actions sets this variable in each step. */
function annotate({ io }: CiReports, text: string): void {
  if (io.environment["GITHUB_ACTIONS"] === "true") io.stderr(text);
}
