import { isJsonObject } from "../json.js";
import { childSchemas } from "../schema/child-schemas.js";
import type { CleanSchema } from "../schema/json-schema.js";
import { keyOf } from "../schema/tags.js";

/** A cleaned schema with the definitions of its process. */
export interface RootSchema extends CleanSchema {
  readonly $defs?: Readonly<Record<string, CleanSchema>>;
}

/** Features of a schema for which the two programs may give different types, with the reason. */
const FEATURES: readonly {
  readonly reason: string;
  readonly has: (schema: CleanSchema) => boolean;
}[] = [
  {
    reason:
      "compositions with keywords or parts beside them: ours merges them, the other program intersects them (an optional property stays possibly undefined, a contradiction is never)",
    has: (schema) => {
      const { allOf, anyOf, oneOf, $ref, type, properties, required } = schema;
      const branches = anyOf ?? oneOf;
      const beside = [$ref, type, properties, required].some(
        (one) => one !== undefined,
      );
      return (
        allOf !== undefined ||
        (branches !== undefined && beside) ||
        ($ref !== undefined && required !== undefined)
      );
    },
  },
  {
    reason:
      "tuples with optional elements: the other program lists each length",
    has: ({ prefixItems, minItems = 0 }) =>
      prefixItems !== undefined && minItems < prefixItems.length,
  },
  {
    reason:
      "named properties beside an index signature: the other program adds undefined in another way",
    has: ({ properties, additionalProperties, patternProperties, required }) =>
      (properties !== undefined || required !== undefined) &&
      (additionalProperties === true ||
        isJsonObject(additionalProperties) ||
        patternProperties !== undefined),
  },
  {
    reason:
      "names of properties that are listed: the other program allows all names",
    has: ({ propertyNames }) => propertyNames !== undefined,
  },
  {
    reason:
      "media types beside a type that is no text: ours takes the media type's word, and gives a file",
    has: (schema) => "contentMediaType" in schema && schema.type !== "string",
  },
];

/** Why the two programs may give a schema different types; empty where the types must agree. */
export function reasonsToDiffer(schema: RootSchema): readonly string[] {
  const found = new Set<string>();
  const seen = new Set<unknown>();
  const definitions = new Map(Object.entries(schema.$defs ?? {}));
  const visit = (part: unknown): void => {
    if (!isJsonObject(part) || seen.has(part)) return;
    seen.add(part);
    const one = part as CleanSchema;
    for (const { reason, has } of FEATURES) if (has(one)) found.add(reason);
    if (one.$ref !== undefined) {
      visit(definitions.get(keyOf(one.$ref)));
    }
    childSchemas(part).forEach(visit);
  };
  visit(schema);
  return FEATURES.map(({ reason }) => reason).filter((one) => found.has(one));
}
