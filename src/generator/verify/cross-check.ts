import type { Diagnostic } from "../diagnostic.js";
import { isJsonObject, pointerToken } from "../json.js";
import type { ProcessModel, ServiceModel } from "../model/service-model.js";
import { compareTypes, type ComparedValue } from "./compare-types.js";
import { withPseudonyms } from "./pseudonyms.js";
import { reasonsToDiffer, type RootSchema } from "./reasons-to-differ.js";

/** How the types of the two programs compare. */
export interface CrossCheck {
  /** Inputs and outputs that were compared. */
  readonly compared: number;
  /** How many of these get the same type from both programs. */
  readonly agreed: number;
  /** How many of these must get the same type: their schemas give no reason to differ. */
  readonly plain: number;
  /** Number of differences that have a reason, by the reasons. */
  readonly explained: ReadonlyMap<string, number>;
  /** A warning for each difference that has no reason. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Compares the type of each input and output with the type that
 * json-schema-to-typescript makes of the same schema. A second program
 * that reads the schemas in its own way finds mistakes that our tests do not
 * look for. Differences are warnings: either program may be wrong.
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

/** The schema of one input or output, with the definitions of its side of the process. */
function schemaOf(
  process: ProcessModel,
  { side, index }: ComparedValue,
): RootSchema {
  const all = process.typeSchemas[side];
  if (!isJsonObject(all)) return {};
  const { properties, $defs } = all;
  const name = process[side][index]?.name ?? "";
  const own = isJsonObject(properties) ? properties[name] : undefined;
  return {
    ...(isJsonObject(own) ? own : {}),
    ...(isJsonObject($defs) ? { $defs } : {}),
  } as RootSchema;
}

function difference(
  process: ProcessModel,
  { side, index, message }: ComparedValue,
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
