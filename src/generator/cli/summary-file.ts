import { appendFile, readFile, writeFile } from "node:fs/promises";
import { UsageError } from "../errors.js";
import type { Io } from "./io.js";
import { printableLine } from "./printable.js";

/** Where a run appends its report as Markdown. */
export interface SummaryFile {
  /**
   * Appends a report; what the run appended earlier is replaced. Where that fails, the run has been reported already,
   * and its outcome stands.
   */
  readonly write: (markdown: string) => Promise<void>;
}

/** The file that the caller names, else that of a step of GitHub Actions; where there is neither, nothing is written. */
export function summaryFile(named: string | undefined, io: Io): SummaryFile {
  const path = named ?? io.environment["GITHUB_STEP_SUMMARY"] ?? "";
  let own = "";
  return {
    write: async (markdown) => {
      if (path === "") return;
      const text = `${markdown}\n`;
      try {
        await replaceEnd(path, own, text);
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

/** Replaces the end of a file. Where the file ends otherwise by now, the text is appended: that of others stays. */
async function replaceEnd(
  path: string,
  end: string,
  text: string,
): Promise<void> {
  const before = end === "" ? "" : await readFile(path, "utf8").catch(() => "");
  if (end === "" || !before.endsWith(end)) return appendFile(path, text);
  await writeFile(path, before.slice(0, before.length - end.length) + text);
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
