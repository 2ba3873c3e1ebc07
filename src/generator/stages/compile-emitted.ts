import type { EmittedFile } from "../emit/emit.js";
import type { GenerateOptions } from "../generate-options.js";
import type { PackageForm } from "./package-form.js";

/** The files of a compiled package: JavaScript, declarations and maps instead of its sources. The compiler is loaded only for such a package. */
export async function compileEmitted(
  sources: readonly EmittedFile[],
  { kind }: PackageForm,
  { onProgress }: GenerateOptions,
): Promise<readonly EmittedFile[]> {
  if (kind !== "compiled") return sources;
  const { compileSources } = await import("../compile/compile.js");
  onProgress?.({ phase: "compile", done: 0, total: sources.length });
  return compileSources(sources);
}
