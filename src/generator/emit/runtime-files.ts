import { BANNER } from "./banner.js";
import type { PackageContext } from "./package-context.js";

/** The copy of the joined runtime below `runtime/`; no files where the runtime is imported from a package. */
export function runtimeFiles({ options }: PackageContext): readonly {
  readonly path: string;
  readonly text: string;
}[] {
  if (options.runtimeImport !== undefined) return [];
  return [...options.runtimeFiles].map(([name, source]) => ({
    path: `runtime/${name}`,
    text: `${BANNER}\n${source}`,
  }));
}
