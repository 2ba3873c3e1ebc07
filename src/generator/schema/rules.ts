import { KEEP_KNOWN_KEYWORDS } from "./rules/keywords.js";
import { ALIGN_ENUMERATION } from "./rules/enumerations.js";
import {
  INFER_MISSING_TYPES,
  NAME_JSON_TYPES,
  TRANSLATE_NULLABLE,
} from "./rules/json-types.js";
import {
  DROP_INVALID_PATTERNS,
  TAG_DISCRIMINATED_BRANCHES,
  TRANSLATE_EXCLUSIVE_BOUNDS,
  TRANSLATE_ITEM_LISTS,
} from "./rules/values.js";
import type { SchemaRule } from "./json-schema.js";
import { NAME_WELL_KNOWN_SCHEMAS } from "./well-known.js";

/**
 * The rule table: from the schemas that servers send (OpenAPI 3.0's dialect,
 * drafts of JSON Schema, and mixtures of both) to JSON Schema 2020-12. The
 * order matters: a rule relies on what the rules before it have made true.
 */
export const SCHEMA_RULES: readonly SchemaRule[] = [
  KEEP_KNOWN_KEYWORDS,
  NAME_JSON_TYPES,
  TRANSLATE_ITEM_LISTS,
  TRANSLATE_EXCLUSIVE_BOUNDS,
  DROP_INVALID_PATTERNS,
  TAG_DISCRIMINATED_BRANCHES,
  NAME_WELL_KNOWN_SCHEMAS,
  INFER_MISSING_TYPES,
  ALIGN_ENUMERATION,
  TRANSLATE_NULLABLE,
];
