import type { ProcessDescription } from "../../generator/description/process-description.js";
import { createSchemaCleaner } from "../../generator/schema/clean-schema.js";
import { NO_SCOPE } from "../../generator/schema/dynamic-scope.js";
import { isSchema } from "../../generator/schema/keyword-values.js";
import { decodeFragment, valueAt } from "../../generator/schema/pointers.js";
import type { ReferenceResolver } from "../../generator/schema/references.js";
import { soundSchemas } from "../../generator/schema/sound-schemas.js";
import type { Schema } from "../documents.js";
import type { Definitions } from "./flatten-schema.js";

/** Schemas (2020-12) of the outputs of a process, in the order of its description, and what they refer to. */
export interface OutputSchemas {
  readonly outputs: readonly Schema[];
  readonly definitions: Definitions;
}

/**
 * Cleans the schemas of the outputs, by the rules of the generator.
 * @throws Error - They are too large.
 */
export function outputSchemas(description: ProcessDescription): OutputSchemas {
  const { id, outputs, document } = description;
  const cleaner = createSchemaCleaner(id, pointersOf(document));
  const cleaned = outputs.map(({ schema, schemaPointer }) =>
    cleaner.clean(schema, schemaPointer),
  );
  const { schemas, definitions } = soundSchemas(
    { schemas: cleaned, definitions: cleaner.definitions },
    cleaner.weakened,
  );
  return {
    outputs: schemas.map(plain),
    definitions: Object.fromEntries(
      [...definitions].map(([key, one]) => [key, plain(one)]),
    ),
  };
}

/** Follows pointers into the description. Where others lead is not known, so that any value fits there. */
function pointersOf(document: unknown): ReferenceResolver {
  return {
    placeOf: (schemaPointer) => ({ schemaPointer, scope: NO_SCOPE }),
    placeIn: (_schema, around) => around,
    resolve(reference, place) {
      if (!reference.startsWith("#")) return undefined;
      const path = decodeFragment(reference.slice(1));
      const pointer = [`${place.schemaPointer}${path}`, path].find((one) =>
        isSchema(valueAt(document, one)),
      );
      return pointer === undefined
        ? undefined
        : {
            identity: pointer,
            schema: valueAt(document, pointer),
            pointer,
            place,
          };
    },
  };
}

function plain(schema: object): Schema {
  return schema as Schema;
}
