import { copyExactNumbers } from "../exact-numbers.js";
import type { CleanSchema } from "./json-schema.js";
import { cleanKeywordsWhere } from "./keywords.js";
import { RUNTIME_TYPE } from "./runtime-type.js";

/** Keywords that say nothing about which values a schema admits. */
export const ANNOTATION_KEYWORDS = cleanKeywordsWhere(
  ({ role }) => role === "annotation",
);

/** Keywords from which a type follows; all others are annotations, or limits that no type can express. */
const STRUCTURE_KEYWORDS = cleanKeywordsWhere(
  ({ role }) => role === "structure",
);

/** Whether a schema says something about values that a type can express. */
export function hasStructure(schema: CleanSchema): boolean {
  return (
    STRUCTURE_KEYWORDS.some((keyword) => schema[keyword] !== undefined) ||
    schema[RUNTIME_TYPE] !== undefined
  );
}

/** Whether a schema has parts or branches: what it says depends on more than its own keywords. */
export function isComposed(schema: CleanSchema): boolean {
  return (
    schema.oneOf !== undefined ||
    schema.anyOf !== undefined ||
    schema.allOf !== undefined
  );
}

/** The annotations of a schema, without all else. */
export function annotationsOf(schema: CleanSchema): CleanSchema {
  const annotations: Record<string, unknown> = {};
  for (const keyword of ANNOTATION_KEYWORDS) {
    const value = schema[keyword];
    if (value !== undefined) annotations[keyword] = value;
  }
  return copyExactNumbers(annotations, schema);
}
