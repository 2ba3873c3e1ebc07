import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { appendFile } from "node:fs/promises";
import { UsageError } from "../errors.js";
import type { Io } from "./io.js";
import { printableLine } from "./printable.js";

/** Where a run appends its report as Markdown. */
export interface SummaryFile {
  /**
   * Appends a report; what the run appended earlier is replaced. Where that fails, the run has been reported already,
   * and its outcome stands.
   */
  readonly write: (markdown: string) => void;
}

/** The file that the caller names, else that of a step of GitHub Actions; where there is neither, nothing is written. */
export function summaryFile(named: string | undefined, io: Io): SummaryFile {
  const path = named ?? io.environment["GITHUB_STEP_SUMMARY"] ?? "";
  let own = "";
  return {
    write: (markdown) => {
      if (path === "") return;
      const text = `${markdown}\n`;
      try {
        replaceOrAppend(path, own, text);
        own = text;
      } catch (error) {
        const { message } = error as Error;
        io.stderr(
          printableLine(`warning: The summary cannot be written: ${message}`) +
            "\n",
        );
      }
    },
  };
}

/**
 * Replaces the last place in a file where a text stands; where it stands nowhere, appends the new one. Reports of other
 * services may follow it: those that are watched together write to one file, so that nothing may happen between reading
 * and writing.
 */
function replaceOrAppend(path: string, own: string, text: string): void {
  const before = own === "" ? "" : readText(path);
  // At the beginning of a line.
  const start = own === "" ? -1 : `\n${before}`.lastIndexOf(`\n${own}`);
  if (start < 0) {
    appendFileSync(path, text);
    return;
  }
  const after = before.slice(start + own.length);
  writeFileSync(path, before.slice(0, start) + text + after);
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
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
