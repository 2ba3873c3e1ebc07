import type { CleanKeyword } from "../schema/keywords.js";

/**
 * How a keyword of two schemas is compared. `lower` and `upper`: a bound, which is the stricter the
 * higher or the lower it is; `multiple`: the stricter the more it is a multiple of; `flag`: strict
 * where it is true; `condition`: as a whole, since which of two is stricter cannot be told; `typed`:
 * types tell it, except inside values whose type is the runtime's; `meaning`: says what a value
 * stands for; `notice` and `text`: restrict nothing; `inside`: holds schemas, which are compared.
 */
export type KeywordWay =
  | "condition"
  | "flag"
  | "inside"
  | "lower"
  | "meaning"
  | "multiple"
  | "notice"
  | "text"
  | "typed"
  | "upper";

/** How each keyword of a schema is compared, in the order of the sentences. A keyword without a row does not compile. */
export const KEYWORD_WAYS = {
  type: "typed",
  const: "typed",
  enum: "typed",
  required: "typed",
  minimum: "lower",
  exclusiveMinimum: "lower",
  maximum: "upper",
  exclusiveMaximum: "upper",
  multipleOf: "multiple",
  minLength: "lower",
  maxLength: "upper",
  minItems: "lower",
  maxItems: "upper",
  minContains: "lower",
  maxContains: "upper",
  minProperties: "lower",
  maxProperties: "upper",
  uniqueItems: "flag",
  pattern: "condition",
  format: "condition",
  contentMediaType: "condition",
  contentEncoding: "condition",
  propertyNames: "condition",
  patternProperties: "condition",
  contains: "condition",
  dependentRequired: "condition",
  dependentSchemas: "condition",
  unevaluatedItems: "condition",
  unevaluatedProperties: "condition",
  not: "condition",
  if: "condition",
  then: "condition",
  else: "condition",
  default: "meaning",
  "x-unit": "meaning",
  deprecated: "notice",
  readOnly: "text",
  writeOnly: "text",
  title: "text",
  description: "text",
  examples: "text",
  $ref: "inside",
  allOf: "inside",
  anyOf: "inside",
  oneOf: "inside",
  properties: "inside",
  additionalProperties: "inside",
  items: "inside",
  prefixItems: "inside",
} as const satisfies Readonly<Record<CleanKeyword, KeywordWay>>;

/** A keyword that is compared in one of certain ways. */
export type KeywordOf<Way extends KeywordWay> = {
  [Name in CleanKeyword]: (typeof KEYWORD_WAYS)[Name] extends Way
    ? Name
    : never;
}[CleanKeyword];

/** How a keyword is compared; undefined for what is none of a cleaned schema. */
export function wayOf(keyword: string): KeywordWay | undefined {
  return WAYS.get(keyword);
}

const WAYS: ReadonlyMap<string, KeywordWay> = new Map(
  Object.entries(KEYWORD_WAYS),
);

/** What sentences call the keywords that they name. */
export const KEYWORD_NAMES: Readonly<
  Record<
    KeywordOf<
      "condition" | "lower" | "meaning" | "multiple" | "typed" | "upper"
    >,
    string
  >
> = {
  type: "JSON type",
  const: "only value",
  enum: "values",
  required: "required properties",
  minimum: "minimum",
  exclusiveMinimum: "minimum",
  maximum: "maximum",
  exclusiveMaximum: "maximum",
  multipleOf: "step",
  minLength: "minimum length",
  maxLength: "maximum length",
  minItems: "minimum number of items",
  maxItems: "maximum number of items",
  minContains: "minimum number of matching items",
  maxContains: "maximum number of matching items",
  minProperties: "minimum number of properties",
  maxProperties: "maximum number of properties",
  pattern: "pattern",
  format: "format",
  contentMediaType: "media type",
  contentEncoding: "encoding",
  propertyNames: "condition for names of properties",
  patternProperties: "condition for properties by their names",
  contains: "condition for an item",
  dependentRequired: "condition between properties",
  dependentSchemas: "condition of a property",
  unevaluatedItems: "condition for further items",
  unevaluatedProperties: "condition for further properties",
  not: "condition (not)",
  if: "condition (if)",
  then: "condition (then)",
  else: "condition (else)",
  default: "default",
  "x-unit": "unit",
};
