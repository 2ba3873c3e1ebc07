import type { ProcessDescription } from "../../generator/description/process-description.js";
import { cleanDescription } from "../../generator/schema/clean-description.js";
import { ownReferences } from "../../generator/schema/own-references.js";
import type { Schema } from "../documents.js";
import type { Definitions } from "./flatten-schema.js";

/** Schemas (2020-12) of the outputs of a process, in the order of its description, and what they refer to. */
export interface OutputSchemas {
  readonly outputs: readonly Schema[];
  readonly definitions: Definitions;
}

/**
 * The schemas of the outputs, as the generator exports them. Nothing is fetched: where a reference leads to another
 * document, any value fits.
 * @throws Error - They are too large.
 */
export function outputSchemas(description: ProcessDescription): OutputSchemas {
  const { id, document } = description;
  const { schemas, diagnostics } = cleanDescription(
    { id, description: { ...description, inputs: [] }, diagnostics: [] },
    ownReferences(document),
  );
  if (schemas === undefined) {
    throw new Error(
      `${diagnostics.map(({ message }) => message).join(" ")} Give process "${id}" a handler.`,
    );
  }
  const { outputs, definitions } = schemas.exported;
  return {
    outputs: outputs.map(plain),
    definitions: Object.fromEntries(
      [...definitions].map(([key, one]) => [key, plain(one)]),
    ),
  };
}

function plain(schema: object): Schema {
  return schema as Schema;
}
