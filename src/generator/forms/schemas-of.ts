import type { JsonSchema, ProcessSchemas } from "../../runtime/index.js";
import { readDescription } from "../description/read-description.js";
import { withinReason, type Diagnostic } from "../diagnostic.js";
import { exactJson } from "../exact-numbers.js";
import type { Json } from "../json.js";
import { draftProcess } from "../model/draft-process.js";
import type { ProcessNames } from "../model/process-names.js";
import type { ProcessModel } from "../model/service-model.js";
import { cleanDescription } from "../schema/clean-description.js";
import { DEFAULT_LIMITS } from "../schema/limits.js";
import { ownReferences } from "../schema/own-references.js";
import { withinLimits } from "../schema/within-limits.js";
import { processId, servedDescription } from "./served-description.js";

/**
 * The schemas of a process: one object schema (JSON Schema 2020-12) for its inputs, one for its
 * outputs. A package's own schemas have the same form, so `ajvValidator` takes both. The id is empty
 * where the description has none.
 */
export interface DescribedSchemas extends ProcessSchemas {
  /**
   * What was found in the description, as the generator reports it. With an error, the description
   * could not be read: both schemas then admit any object.
   */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The schemas of a process description (OGC 18-062r2, section 7.10): the same that the generator
 * writes into a package. Descriptions may be in any form that servers send, and as `getProcess` of a
 * client returns them. Titles, descriptions, defaults, examples, formats and extensions (`x-*`) stay.
 * References are followed inside the description; nothing is fetched, so that those to other
 * documents admit any value, with a diagnostic.
 *
 * @returns Schemas that the caller may change. Faults of the description are diagnostics: nothing is
 *   thrown.
 */
export function schemasOf(description: unknown): DescribedSchemas {
  const document = servedDescription(description);
  const id = processId(document);
  const { schemas, diagnostics } = draftedSchemas(id, document);
  return {
    id,
    inputs: plainSchema(schemas?.inputs),
    outputs: plainSchema(schemas?.outputs),
    diagnostics: withinReason(id, diagnostics),
  };
}

/** The stages of the generator that lead to the schemas of a process. */
function draftedSchemas(
  id: string,
  document: unknown,
): {
  readonly schemas?: ProcessModel["schemas"];
  readonly diagnostics: readonly Diagnostic[];
} {
  const { description, diagnostics } = readDescription(id, document);
  if (description === undefined) return { diagnostics };
  const { schemas, diagnostics: found } = cleanDescription(
    { id, description, diagnostics },
    ownReferences(document),
  );
  if (schemas === undefined) return { diagnostics: found };
  const { value, excess } = withinLimits(id, () =>
    draftProcess(description, schemas, NO_NAMES, DEFAULT_LIMITS),
  );
  return value === undefined
    ? { diagnostics: [...found, excess] }
    : {
        schemas: value.process.schemas,
        diagnostics: [...found, ...schemas.diagnostics],
      };
}

/** Types are not printed here, so that their names do not matter. */
const NO_NAMES: ProcessNames = {
  functionName: "process",
  typePrefix: "Process",
  inputsTypeName: "ProcessInputs",
  outputsTypeName: "ProcessOutputs",
  fileName: "process",
};

/** A schema as a package has it: JSON, without the marks that rules leave in it. */
function plainSchema(schema: Json = { type: "object" }): JsonSchema {
  return JSON.parse(exactJson(schema)) as JsonSchema;
}
