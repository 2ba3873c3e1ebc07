import { dirname } from "node:path";
import type { EmittedFile } from "../emit/emit.js";
import { hasErrors, type Diagnostic } from "../diagnostic.js";
import { GenerationError } from "../errors.js";
import type { ServiceModel } from "../model/service-model.js";
import type { GenerateOptions } from "../generate-options.js";
import { resolveRoot } from "../output/locations.js";
import type { CheckedFile, FileEmitters } from "../verify/verify.js";

/**
 * Under `verify`, type-checks the package and compares its types with those of
 * a second program. The compiler is loaded only then.
 *
 * @throws GenerationError where the package does not compile.
 */
export async function verifyFiles(
  files: readonly CheckedFile[],
  {
    model,
    emitters,
  }: { readonly model: ServiceModel; readonly emitters: FileEmitters },
  options: GenerateOptions,
): Promise<readonly Diagnostic[]> {
  if (options.verify !== true) return [];
  options.onProgress?.({ phase: "verify", done: 0, total: files.length });
  const [{ verifyPackage }, { crossCheck }] = await Promise.all([
    import("../verify/verify.js"),
    import("../verify/cross-check.js"),
  ]);
  const findings = await verifyPackage(files, {
    emitters,
    // What emitters' files import is installed for the project. This program's own package has what others import.
    ...(emitters.size === 0
      ? {}
      : { place: dirname(resolveRoot(options.out)) }),
  });
  if (!hasErrors(findings)) return (await crossCheck(model)).diagnostics;
  const [first] = findings;
  throw new GenerationError(
    "verify-failed",
    `The generated package does not compile (${findings.length} findings): ${first?.message ?? ""}`,
    { hint: first?.hint },
  );
}

/** The names of the emitters of those files that emitters of the user made, by path. */
export function emittersOf(files: readonly EmittedFile[]): FileEmitters {
  return new Map(
    files.flatMap(({ path, emitter }) =>
      emitter === undefined ? [] : [[path, emitter]],
    ),
  );
}
