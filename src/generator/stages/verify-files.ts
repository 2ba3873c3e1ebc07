import { hasErrors, type Diagnostic } from "../diagnostic.js";
import { GenerationError } from "../errors.js";
import type { ServiceModel } from "../model/service-model.js";
import type { GenerateOptions } from "../options.js";
import type { CheckedFile } from "../verify/verify.js";

/**
 * Under `verify`, type-checks the package and compares its types with those of
 * a second program. The compiler is loaded only then.
 *
 * @throws GenerationError where the package does not compile.
 */
export async function verifyFiles(
  files: readonly CheckedFile[],
  model: ServiceModel,
  options: GenerateOptions,
): Promise<readonly Diagnostic[]> {
  if (options.verify !== true) return [];
  options.onProgress?.({ phase: "verify", done: 0, total: files.length });
  const [{ verifyPackage }, { crossCheck }] = await Promise.all([
    import("../verify/verify.js"),
    import("../verify/cross-check.js"),
  ]);
  const findings = await verifyPackage(files);
  if (!hasErrors(findings)) return (await crossCheck(model)).diagnostics;
  const [first] = findings;
  throw new GenerationError(
    "verify-failed",
    `The generated package does not compile (${findings.length} findings): ${first?.message ?? ""}`,
    { hint: first?.hint },
  );
}
