import { BANNER } from "./banner.js";
import { withImportExtension } from "./import-path.js";
import type { PackageContext } from "./package-context.js";

/**
 * The runtime is checked with every strict option where it is made. A program's compiler would do it again at each
 * run, which takes longer than its own files and those of a hundred processes; its types serve as before.
 */
export const UNCHECKED = "// @ts-nocheck -- checked where it was made";

/** The copy of the joined runtime below `runtime/`; no files where the runtime is imported from a package. */
export function runtimeFiles({ options }: PackageContext): readonly {
  readonly path: string;
  readonly text: string;
}[] {
  if (options.runtimeImport !== undefined) return [];
  const { importExtension = "js" } = options;
  return [...options.runtimeFiles].map(([name, source]) => ({
    path: `runtime/${name}`,
    text: `${BANNER}\n${UNCHECKED}\n${withImportExtension(source, importExtension)}`,
  }));
}
