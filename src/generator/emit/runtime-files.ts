import { BANNER } from "./banner.js";
import { withImportExtension } from "./import-path.js";
import type { PackageContext } from "./package-context.js";

/** The copy of the joined runtime below `runtime/`; no files where the runtime is imported from a package. */
export function runtimeFiles({ options }: PackageContext): readonly {
  readonly path: string;
  readonly text: string;
}[] {
  if (options.runtimeImport !== undefined) return [];
  const { importExtension = "js" } = options;
  return [...options.runtimeFiles].map(([name, source]) => ({
    path: `runtime/${name}`,
    text: `${BANNER}\n${withImportExtension(source, importExtension)}`,
  }));
}
