import type { ModelResult } from "./build-model.js";
import { usedTypes } from "./used-types.js";

/**
 * Leaves out the processes that the user did not select, with the types that
 * only they use and the findings about them. Names stay as they were planned
 * for the whole service.
 */
export function selectProcesses(
  result: ModelResult,
  unselected: ReadonlySet<string>,
): ModelResult {
  if (unselected.size === 0) return result;
  const { model, diagnostics } = result;
  const processes = model.processes.filter(({ id }) => !unselected.has(id));
  return {
    ...result,
    model: { ...model, types: usedTypes(model.types, processes), processes },
    diagnostics: diagnostics.filter(
      ({ process }) => process === undefined || !unselected.has(process),
    ),
  };
}
