import { keepKnownKeywords } from "./rules/keywords.js";
import {
  alignEnumeration,
  inferMissingTypes,
  nameJsonTypes,
  translateNullable,
} from "./rules/types.js";
import {
  dropInvalidPatterns,
  tagDiscriminatedBranches,
  translateExclusiveBounds,
  translateItemLists,
} from "./rules/values.js";
import type { SchemaRule } from "./types.js";
import { nameWellKnownSchemas } from "./well-known.js";

/**
 * The rule table: from the schemas that servers serve (OpenAPI 3.0's dialect,
 * drafts of JSON Schema, and what their programs make of them) to JSON Schema
 * 2020-12. The order matters: a rule relies on what the rules before it made true.
 */
export const SCHEMA_RULES: readonly SchemaRule[] = [
  keepKnownKeywords,
  nameJsonTypes,
  translateItemLists,
  translateExclusiveBounds,
  dropInvalidPatterns,
  tagDiscriminatedBranches,
  nameWellKnownSchemas,
  inferMissingTypes,
  alignEnumeration,
  translateNullable,
];
