import type { Diagnostic } from "../diagnostic.js";
import type { EmittedFile } from "../emit/emit.js";
import { formatFiles, type FormattedFile } from "../format/format.js";
import { hasPrettierConfiguration } from "../format/project-style.js";
import type { GenerateOptions } from "../options.js";
import { readEarlierFile } from "../output/earlier.js";
import type { EarlierPackage } from "./earlier-package.js";
import type { PackageForm } from "./package-form.js";

/** What the compiler prints: nobody reads it, and tools that check a project's style leave it out. */
const COMPILED = /\.(?:js|d\.ts)$/;

/** Formats files in the style of the project around the output folder; files that did not change keep their earlier text. */
export async function formatEmitted(
  files: readonly EmittedFile[],
  { manifest }: EarlierPackage,
  { kind }: PackageForm,
  { out, onProgress }: GenerateOptions,
): Promise<{
  readonly files: readonly FormattedFile[];
  readonly diagnostics: readonly Diagnostic[];
}> {
  onProgress?.({ phase: "format", done: 0, total: files.length });
  const isText = ({ path }: EmittedFile) =>
    kind !== "compiled" || !COMPILED.test(path);
  const { files: formatted, diagnostics } = await formatFiles(
    out,
    files.filter(isText),
    (path) => readEarlierFile(out, manifest, path),
    hasPrettierConfiguration(out),
  );
  const compiled = files.filter((file) => !isText(file));
  return { files: [...formatted, ...compiled], diagnostics };
}
