import type { Diagnostic } from "../diagnostic.js";
import { isJsonObject, pointerToken } from "../json.js";
import type { ProcessModel, ServiceModel } from "../model/service-model.js";
import { compareTypes, type Comparison } from "./compare-types.js";
import { withPseudonyms } from "./pseudonyms.js";
import { reasonsToDiffer, type ExportedSchema } from "./reasons-to-differ.js";

/** How the types of two programs compare. */
export interface CrossCheck {
  /** Inputs and outputs that were compared. */
  readonly compared: number;
  /** Those on whose types the two programs agree. */
  readonly agreed: number;
  /** Those about which the programs have no right to differ. */
  readonly plain: number;
  /** Differences with a reason, counted by reasons. */
  readonly explained: ReadonlyMap<string, number>;
  /** A warning for each difference without one. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Compares the type of each input and output with the one that
 * json-schema-to-typescript makes of the same exported schema. A second program
 * that reads the schemas in its own way finds mistakes that no test of ours
 * thought of. Differences are warnings: either program may be wrong.
 */
export async function crossCheck(model: ServiceModel): Promise<CrossCheck> {
  const comparisons = await compareTypes(withPseudonyms(model));
  const explained = new Map<string, number>();
  const diagnostics: Diagnostic[] = [];
  let plain = 0;
  for (const comparison of comparisons) {
    const process = model.processes[comparison.process];
    if (process === undefined) continue;
    const reasons = reasonsToDiffer(schemaOf(process, comparison));
    if (reasons.length === 0) plain += 1;
    if (comparison.message === undefined) continue;
    const reason = reasons.join("; and ");
    if (reason === "") diagnostics.push(difference(process, comparison));
    else explained.set(reason, (explained.get(reason) ?? 0) + 1);
  }
  return {
    compared: comparisons.length,
    agreed: comparisons.filter(({ message }) => message === undefined).length,
    plain,
    explained,
    diagnostics,
  };
}

function schemaOf(
  process: ProcessModel,
  { side, index }: Comparison,
): ExportedSchema {
  const all = process.schemas[side];
  if (!isJsonObject(all)) return {};
  const { properties, $defs } = all;
  const name = process[side][index]?.name ?? "";
  const own = isJsonObject(properties) ? properties[name] : undefined;
  return {
    ...(isJsonObject(own) ? own : {}),
    ...(isJsonObject($defs) ? { $defs } : {}),
  } as ExportedSchema;
}

function difference(
  process: ProcessModel,
  { side, index, message }: Comparison,
): Diagnostic {
  const name = process[side][index]?.name ?? "";
  return {
    severity: "warning",
    code: "verify-cross-check",
    process: process.id,
    pointer: `/${side}/${pointerToken(name)}/schema`,
    message: `json-schema-to-typescript makes another type of this schema (names and strings stand in for the server's): ${message ?? ""}`,
    hint: "One of the two programs is wrong; please report it with the process's description.",
  };
}
