import { sourceInMap } from "../compile/source-map.js";
import { withImportExtension } from "../emit/import-path.js";
import type { EmittedFile } from "../emit/emit.js";
import { GenerationError } from "../errors.js";
import { readEarlierFile } from "../output/earlier.js";
import type { EarlierPackage } from "./earlier-package.js";
import type { PackageForm } from "./package-form.js";

/**
 * The source of a file of the earlier package, whose own form may be another
 * one: a compiled package has its sources in its source maps.
 *
 * @param path - Path of the source, such as `types.ts`.
 * @returns undefined: the file is absent, or was changed since.
 */
export function earlierSource(
  out: string,
  { manifest }: EarlierPackage,
  path: string,
): string | undefined {
  const source = readEarlierFile(out, manifest, path);
  if (source !== undefined) return source.text;
  const map = readEarlierFile(out, manifest, path.replace(/\.ts$/, ".js.map"));
  return map === undefined ? undefined : sourceInMap(map.text);
}

/**
 * The sources of the processes that stay, in the form of this package: with its
 * endings of imports, and ready to be compiled where it is. Those that were
 * changed by hand stay as they are, which only a package of sources allows.
 *
 * @throws GenerationError where a process cannot stay in a package of this form.
 */
export function retainedSources(
  out: string,
  earlier: EarlierPackage,
  { kind, imports }: PackageForm,
): readonly EmittedFile[] {
  return earlier.retained.flatMap((process) =>
    sourcePaths(earlier, process).flatMap(({ path, isSource }) => {
      const text = earlierSource(out, earlier, path);
      if (text === undefined) {
        if (isSource && kind !== "compiled") return [];
        throw cannotStay(process, path);
      }
      return [
        { path, text: withImportExtension(text, imports.extension), process },
      ];
    }),
  );
}

/** A source of a process that stays. */
interface RetainedSource {
  readonly path: string;
  /** Whether the earlier package has it as it is, not compiled. */
  readonly isSource: boolean;
}

function sourcePaths(
  { manifest }: EarlierPackage,
  process: string,
): readonly RetainedSource[] {
  const paths = manifest?.processes[process] ?? [];
  return paths.flatMap((path): readonly RetainedSource[] => {
    if (/(?<!\.d)\.ts$/.test(path)) return [{ path, isSource: true }];
    return path.endsWith(".js")
      ? [{ path: path.replace(/\.js$/, ".ts"), isSource: false }]
      : [];
  });
}

function cannotStay(process: string, path: string): GenerationError {
  return new GenerationError(
    "process-cannot-stay",
    `Process ${process} could not be generated this time, and ${path} of the earlier package was changed by hand or is gone, so it cannot be written in this form.`,
    {
      where: `process ${process}`,
      hint: "Generate again when the server describes it, or leave it out with --exclude.",
    },
  );
}
