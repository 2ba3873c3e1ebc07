import { hash } from "node:crypto";
import { join } from "node:path";
import type { Diagnostic } from "../diagnostic.js";

/** The text of a file after formatting: of this run, or of an earlier one. */
export interface FormattedText {
  readonly text: string;
  /** Hash of what the text was formatted from and how; absent where it was not formatted. */
  readonly format?: string;
}

/** A file of this run after formatting. */
export interface FormattedFile extends FormattedText {
  readonly path: string;
}

/** Files that Prettier formats. */
const FORMATTED = /\.(?:ts|json|md)$/;

/**
 * Formats files in the style of the user's project: the Prettier configuration
 * that holds for the output folder. What the emitter prints is in Prettier's
 * default style already, so without a configuration there is nothing to do, and
 * Prettier is not even loaded. Files that have not changed since the earlier
 * run are not formatted again. A file that Prettier cannot format stays as it is,
 * with a warning: formatting never fails a generation.
 */
export async function formatFiles(
  root: string,
  files: readonly { readonly path: string; readonly text: string }[],
  earlier: (path: string) => FormattedText | undefined,
  hasConfiguration: boolean,
): Promise<{
  readonly files: readonly FormattedFile[];
  readonly diagnostics: readonly Diagnostic[];
}> {
  if (!hasConfiguration) return { files, diagnostics: [] };
  const prettier = await import("prettier");
  const options = await prettier.resolveConfig(join(root, "index.ts"), {
    editorconfig: true,
  });
  if (options === null) return { files, diagnostics: [] };
  const style = `${prettier.version}\n${JSON.stringify(options)}`;
  const diagnostics: Diagnostic[] = [];
  const formatted: FormattedFile[] = [];
  for (const { path, text } of files) {
    if (!FORMATTED.test(path)) {
      formatted.push({ path, text });
      continue;
    }
    const format = hashOf(`${style}\n${text}`);
    const before = earlier(path);
    if (before?.format === format) {
      formatted.push({ path, text: before.text, format });
      continue;
    }
    try {
      const filepath = join(root, path);
      const own = await prettier.resolveConfig(filepath, {
        editorconfig: true,
      });
      const result = await prettier.format(text, { ...own, filepath });
      formatted.push({ path, text: result, format });
    } catch (error) {
      formatted.push({ path, text });
      diagnostics.push({
        severity: "warning",
        code: "format-failed",
        message: `Prettier could not format ${path}: ${messageOf(error)}. The file is written in Prettier's default style.`,
      });
    }
  }
  return { files: formatted, diagnostics };
}

function hashOf(text: string): string {
  return hash("sha256", text).slice(0, 16);
}

function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split("\n", 1)[0] ?? text;
}
