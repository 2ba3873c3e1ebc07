import type { EmittedFile } from "../emit/emit.js";
import {
  projectFormatter,
  type FormattedFile,
  type Formatter,
} from "../format/format.js";
import type { GenerateOptions } from "../generate-options.js";
import { readEarlierFile } from "../output/earlier.js";
import { resolveRoot } from "../output/locations.js";
import type { EarlierPackage } from "./earlier-package.js";
import type { PackageForm } from "./package-form.js";

/** The files after formatting, and what formats more of them in the same way. */
export interface FormattedPackage extends Formatter {
  readonly files: readonly FormattedFile[];
}

/**
 * Formats files in the style of the project around the output folder; files that did not change keep their earlier text.
 *
 * @throws UsageError where the project's configuration of that style cannot be used.
 */
export async function formatEmitted(
  emitted: readonly EmittedFile[],
  { manifest }: EarlierPackage,
  { kind }: PackageForm,
  { out, onProgress }: GenerateOptions,
): Promise<FormattedPackage> {
  const total = emitted.length;
  onProgress?.({ phase: "format", done: 0, total });
  const project = await projectFormatter(resolveRoot(out));
  const formatter = kind === "compiled" ? butCompiled(project) : project;
  const files: FormattedFile[] = [];
  for (const { path, text } of emitted) {
    const readEarlier = () => readEarlierFile(out, manifest, path);
    const formatted = await formatter.formatFile({ path, text }, readEarlier);
    files.push({ path, ...formatted });
    onProgress?.({ phase: "format", done: files.length, total });
  }
  return { files, ...formatter };
}

/** Declarations stay as the compiler prints them, as JavaScript does. */
function butCompiled(formatter: Formatter): Formatter {
  return {
    ...formatter,
    formatFile: async (file, readEarlier) =>
      file.path.endsWith(".d.ts")
        ? { text: file.text }
        : formatter.formatFile(file, readEarlier),
  };
}
