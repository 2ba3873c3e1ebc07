import type { Diagnostic } from "../diagnostic.js";
import type { EmittedFile } from "../emit/emit.js";
import { formatFiles, type FormattedFile } from "../format/format.js";
import { hasPrettierConfiguration } from "../format/project-style.js";
import type { GenerateOptions } from "../options.js";
import { readEarlierFile } from "../output/earlier.js";
import type { EarlierPackage } from "./earlier-package.js";

/** Formats files in the style of the project around the output folder; files that did not change keep their earlier text. */
export async function formatEmitted(
  files: readonly EmittedFile[],
  { manifest }: EarlierPackage,
  { out, onProgress }: GenerateOptions,
): Promise<{
  readonly files: readonly FormattedFile[];
  readonly diagnostics: readonly Diagnostic[];
}> {
  onProgress?.({ phase: "format", done: 0, total: files.length });
  return formatFiles(
    out,
    files,
    (path) => readEarlierFile(out, manifest, path),
    hasPrettierConfiguration(out),
  );
}
