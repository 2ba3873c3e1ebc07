import { copyExactNumbers } from "../exact-numbers.js";
import type { CleanSchema } from "../schema/json-schema.js";
import { isComposed } from "../schema/keyword-roles.js";
import { cleanKeywordsWhere } from "../schema/keywords.js";
import { RUNTIME_TYPE } from "../schema/runtime-type.js";
import { keyOf } from "../schema/tags.js";
import type { Definitions } from "./alternatives.js";

/** What a doc comment says of a value, beside its title. */
const DOCUMENTED_KEYWORDS = [
  "description" as const,
  ...cleanKeywordsWhere(({ tag }) => tag !== undefined),
];

/** References that are followed: nobody writes more. */
const MAXIMUM_STEPS = 20;

/**
 * A schema for documentation, with what is said of its values elsewhere: by
 * the schema that it refers to, or by its only branch beside null. Its own
 * words take precedence. Objects are left out: their types have comments.
 */
export function documentedSchema(
  schema: CleanSchema,
  definitions: Definitions,
  steps = MAXIMUM_STEPS,
): CleanSchema {
  if (schema.$ref === undefined && !isComposed(schema)) return schema;
  const inner = onlyPart(schema, definitions);
  if (inner === undefined || steps === 0) return schema;
  const whole = documentedSchema(inner, definitions, steps - 1);
  if (describesObject(whole)) return schema;
  const said: Record<string, unknown> = {};
  for (const keyword of DOCUMENTED_KEYWORDS) {
    const value = whole[keyword];
    if (value !== undefined) said[keyword] = value;
  }
  return copyExactNumbers({ ...said, ...schema }, whole, schema);
}

function onlyPart(
  { $ref, oneOf, anyOf, allOf }: CleanSchema,
  definitions: Definitions,
): CleanSchema | undefined {
  if ($ref !== undefined) return definitions.get(keyOf($ref));
  const branches = (oneOf ?? anyOf ?? allOf ?? []).filter(
    ({ type }) => type !== "null",
  );
  return branches.length === 1 ? branches[0] : undefined;
}

function describesObject(schema: CleanSchema): boolean {
  return (
    schema.type === "object" ||
    schema.properties !== undefined ||
    schema[RUNTIME_TYPE] !== undefined
  );
}
