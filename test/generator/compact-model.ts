import type { CompactModel } from "../../src/generator/drift/compact-model.js";
import {
  keptModel,
  packModel,
  unpackModel,
} from "../../src/generator/drift/packed-model.js";
import type { ServiceModel } from "../../src/generator/model/service-model.js";

/** A model as the manifest gives it back to the next run. */
export function compactModel(model: ServiceModel): CompactModel {
  const text = JSON.stringify(packModel(model));
  const kept = keptModel(JSON.parse(text));
  const compact = kept === undefined ? undefined : unpackModel(kept);
  if (compact === undefined) throw new Error("No compact model.");
  return compact;
}
