import { isJsonArray, type JsonObject } from "../json.js";
import { changeChildren, childSchemas } from "./child-schemas.js";
import { cutCircles, IN_PLACE } from "./in-place-circles.js";
import type { CleanSchema } from "./json-schema.js";
import type { Keyword } from "./keywords.js";
import { keyOf } from "./tags.js";

/** Schemas that share their definitions. */
export interface SchemasWithDefinitions {
  readonly schemas: readonly CleanSchema[];
  readonly definitions: ReadonlyMap<string, CleanSchema>;
}

/**
 * Some parts of a served schema cannot be checked: a reference that leads
 * nowhere, a pattern that ECMAScript does not know. Such a part is left out, so
 * its schema is weaker: it admits more values. Where a keyword refuses what a
 * schema in it admits, a weaker schema would refuse valid values. These
 * keywords are changed so that what cannot be checked is accepted. References
 * that lead back to themselves for the same value cannot be checked either.
 *
 * @param weakenedBefore - the schemas from which a part was left out.
 */
export function soundSchemas(
  { schemas, definitions: given }: SchemasWithDefinitions,
  weakenedBefore: ReadonlySet<object>,
): SchemasWithDefinitions {
  const { definitions, weakened } = cutCircles(given, weakenedBefore);
  if (weakened.size === 0) return { schemas, definitions };
  const isWeak = weakness(definitions, weakened);
  const sound = (schema: CleanSchema): CleanSchema =>
    changeChildren(soundHere(schema as JsonObject, isWeak), inside, undefined);
  const inside = { child: (child: unknown) => sound(child as CleanSchema) };
  return {
    schemas: schemas.map(sound),
    definitions: new Map(
      [...definitions].map(([key, schema]) => [key, sound(schema)]),
    ),
  };
}

type IsWeak = (schema: unknown) => boolean;

/** Whether a schema has a weakened part: in itself, in a schema in it, or behind a reference. */
function weakness(
  definitions: ReadonlyMap<string, CleanSchema>,
  weakened: ReadonlySet<object>,
): IsWeak {
  const weak = new Set<object>(weakened);
  const isWeak = (schema: unknown): boolean => {
    if (typeof schema !== "object" || schema === null) return false;
    if (weak.has(schema)) return true;
    const { $ref: reference } = schema as CleanSchema;
    const target =
      reference === undefined ? undefined : definitions.get(keyOf(reference));
    const found =
      (target !== undefined && weak.has(target)) ||
      childSchemas(schema as JsonObject).some(isWeak);
    if (found) weak.add(schema);
    return found;
  };
  // Definitions may refer to each other in circles: until no more are found.
  for (let before = -1; weak.size > before;) {
    before = weak.size;
    for (const definition of definitions.values()) isWeak(definition);
  }
  return isWeak;
}

/** A schema whose keywords refuse nothing because of a weak schema in them. */
function soundHere(schema: JsonObject, isWeak: IsWeak): JsonObject {
  if (!isWeak(schema)) return schema;
  const left = new Set<Keyword>();
  if (isWeak(schema["not"])) left.add("not");
  if (isWeak(schema["if"])) left.add("if").add("then").add("else");
  if (isWeak(schema["contains"])) left.add("maxContains");
  // What these say of members, `unevaluated*` takes into account.
  const applied = { $ref: schema["$ref"], ...only(schema, IN_PLACE) };
  if (isWeak(applied)) {
    left.add("unevaluatedProperties").add("unevaluatedItems");
  }
  const rest = without(schema, left);
  const { oneOf, ...others } = rest;
  if (!isJsonArray(oneOf) || !oneOf.some(isWeak)) return rest;
  if (others["anyOf"] === undefined) return { ...others, anyOf: oneOf };
  const parts = isJsonArray(others["allOf"]) ? others["allOf"] : [];
  return { ...others, allOf: [...parts, { anyOf: oneOf }] };
}

function only(schema: JsonObject, keywords: readonly Keyword[]): JsonObject {
  return Object.fromEntries(
    keywords
      .filter((keyword) => schema[keyword] !== undefined)
      .map((keyword) => [keyword, schema[keyword]]),
  );
}

function without(
  schema: JsonObject,
  keywords: ReadonlySet<string>,
): JsonObject {
  // Of marks, only views take notice, which are made of schemas before this.
  return Object.keys(schema).some((keyword) => keywords.has(keyword))
    ? Object.fromEntries(
        Object.entries(schema).filter(([keyword]) => !keywords.has(keyword)),
      )
    : schema;
}
