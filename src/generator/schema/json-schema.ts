import type { Severity } from "../diagnostic.js";
import type { Json, JsonObject } from "../json.js";
import type { RuntimeTypeName } from "./runtime-type-names.js";

/**
 * A schema after the rule table: JSON Schema 2020-12 that any validator can
 * use, with nothing in it that executes, fetches or points outside. References
 * have the form `#/$defs/<key>`, with the key in the process's definitions.
 */
export interface CleanSchema {
  readonly $ref?: string;
  readonly type?: JsonType | readonly JsonType[];
  readonly enum?: readonly Json[];
  readonly const?: Json;
  readonly properties?: Readonly<Record<string, CleanSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: CleanSchema | boolean;
  readonly patternProperties?: Readonly<Record<string, CleanSchema>>;
  readonly prefixItems?: readonly CleanSchema[];
  readonly items?: CleanSchema | boolean;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly oneOf?: readonly CleanSchema[];
  readonly anyOf?: readonly CleanSchema[];
  readonly allOf?: readonly CleanSchema[];
  readonly not?: CleanSchema;
  readonly title?: string;
  readonly description?: string;
  readonly default?: Json;
  readonly examples?: readonly Json[];
  readonly deprecated?: boolean;
  readonly readOnly?: boolean;
  readonly writeOnly?: boolean;
  readonly format?: string;
  readonly contentMediaType?: string;
  readonly contentEncoding?: string;
  /** Unit of measure, from any of the names that servers give it. */
  readonly "x-unit"?: string;
  /** The runtime's type for a schema that everybody knows; set by a rule, never taken from a server. */
  readonly "x-runtime-type"?: RuntimeTypeName;
}

/** The types of JSON Schema. */
export type JsonType =
  "array" | "boolean" | "integer" | "null" | "number" | "object" | "string";

/** What a rule may know beside the schema. */
export interface RuleContext {
  /** Reports a finding about the schema at hand. */
  report(
    severity: Severity,
    code: string,
    message: string,
    hint?: string,
  ): void;
  /** The schema that a reference leads to, without cleaning it; undefined where it leads nowhere. */
  lookUp(reference: string): JsonObject | undefined;
}

/**
 * One rule of the table: a pure change of one schema node, before its children
 * are looked at. The name is a sentence that says what is true afterwards.
 */
export interface SchemaRule {
  readonly name: string;
  apply(schema: JsonObject, context: RuleContext): JsonObject;
}

/** Keywords that say nothing about which values a schema admits. */
export const ANNOTATION_KEYWORDS = [
  "title",
  "description",
  "default",
  "examples",
  "deprecated",
  "readOnly",
  "writeOnly",
] as const satisfies readonly (keyof CleanSchema)[];
