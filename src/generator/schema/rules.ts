import {
  MARK_DISCRIMINATORS,
  TAG_DISCRIMINATED_BRANCHES,
} from "./rules/discriminators.js";
import { ALIGN_ENUMERATION, TIDY_ENUMERATIONS } from "./rules/enumerations.js";
import {
  INFER_MISSING_TYPES,
  NAME_JSON_TYPES,
  TRANSLATE_NULLABLE,
} from "./rules/json-types.js";
import { TRANSLATE_PATTERNS } from "./rules/patterns.js";
import {
  LIST_NAMES_ONCE,
  TRANSLATE_DEPENDENCIES,
  TRANSLATE_DYNAMIC_REFERENCES,
  TRANSLATE_EXCLUSIVE_BOUNDS,
  TRANSLATE_ITEM_LISTS,
} from "./rules/values.js";
import {
  LEAVE_OUT_CHARACTER_SETS,
  NAME_BOUNDING_BOXES,
} from "./rules/view-content.js";
import { LEAVE_OUT_CHECKS } from "./rules/view-keywords.js";
import type { ServedContext, ViewContext } from "./json-schema.js";
import { RuleTable } from "./rule-table.js";
import {
  LEAVE_OUT_TEXT_BESIDE_WELL_KNOWN,
  NAME_WELL_KNOWN_FORMATS,
  REPLACE_WELL_KNOWN_REFERENCES,
} from "./well-known.js";

/**
 * The first rule table: from the schemas that servers send (OpenAPI 3.0's
 * dialect, drafts of JSON Schema, and mixtures of both) to JSON Schema 2020-12
 * that admits the same values. The order matters: a rule relies on what the
 * rules before it have made true, and all on {@link keepKnownKeywords}.
 */
export const SERVED_RULES = new RuleTable<ServedContext>([
  TRANSLATE_DYNAMIC_REFERENCES,
  NAME_JSON_TYPES,
  TRANSLATE_ITEM_LISTS,
  TRANSLATE_EXCLUSIVE_BOUNDS,
  TRANSLATE_DEPENDENCIES,
  LIST_NAMES_ONCE,
  TRANSLATE_PATTERNS,
  TIDY_ENUMERATIONS,
  MARK_DISCRIMINATORS,
  LEAVE_OUT_TEXT_BESIDE_WELL_KNOWN,
  REPLACE_WELL_KNOWN_REFERENCES,
  TRANSLATE_NULLABLE,
]);

/**
 * The second rule table: from exported schemas to the view that types are made
 * from. Its rules take the server's word for what it means, where JSON Schema
 * admits more: `properties` without a type mean an object.
 */
export const VIEW_RULES = new RuleTable<ViewContext>([
  LEAVE_OUT_CHECKS,
  TAG_DISCRIMINATED_BRANCHES,
  NAME_WELL_KNOWN_FORMATS,
  NAME_BOUNDING_BOXES,
  LEAVE_OUT_CHARACTER_SETS,
  INFER_MISSING_TYPES,
  ALIGN_ENUMERATION,
]);
