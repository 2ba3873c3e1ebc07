import type { ValueKind } from "./keyword-values.js";

/**
 * What a keyword is for: `structure`, a type follows from it; `limit`, it
 * restricts values in a way that no type can express; `check`, as `limit`, but
 * only exported schemas have it, because types would have to be computed;
 * `annotation`, it says nothing about which values are valid; `dialect`, only
 * the rules read it, and no cleaned schema has it.
 */
export type Role = "annotation" | "check" | "dialect" | "limit" | "structure";

/**
 * The ways in which two values of a keyword become one under `allOf` (see
 * MERGES in ../model/merge-schemas.ts), each with the kinds of values for which
 * it is possible. `first`: the value of the first part is taken; `both`: a
 * schema that is as strict as both together.
 */
interface MergeWays {
  readonly both: "items" | "schema" | "schema or boolean";
  readonly first: ValueKind;
  readonly greater: "count" | "number";
  readonly names: "names";
  readonly properties: "schemas by name";
  readonly rest: "schema or boolean";
  readonly smaller: "count" | "number";
  readonly types: "types";
  readonly values: "value" | "values";
}

/** Name of a way to merge. */
export type MergeWay = keyof MergeWays;

type MergeWayOf<Kind extends ValueKind> = {
  [Way in MergeWay]: Kind extends MergeWays[Way] ? Way : never;
}[MergeWay];

/** The tag of a doc comment that shows a keyword. */
export interface KeywordTag {
  /** Its place among the tags, in the order in which a reader asks. */
  readonly order: number;
  /** How the value is printed: see PRINTERS in ../model/documentation.ts. */
  readonly print: "examples" | "flag" | "json" | "length" | "text";
  /** Default: the keyword. */
  readonly name?: string;
}

/** What only some keywords have. */
interface Details {
  readonly tag?: KeywordTag;
  /** A rule makes it from what servers write. Default: it is taken as it is, where its value is of its kind. */
  readonly served?: "translated";
  /** A type is visibly wider without it: the report says so. */
  readonly reported?: true;
  /** Other names that servers give it, where it is translated. */
  readonly aliases?: readonly string[];
  /**
   * The type that a schema without a type has because of the keyword.
   * `nothing`: a branch with such keywords alone leaves the type to the schema
   * around it.
   */
  readonly implies?: "array" | "nothing" | "object" | "string";
  /** Whether it adds nothing to a member of a well-known schema that the member's name does not say. */
  readonly plain?: true;
}

/** One row of the table. */
export interface KeywordRow<
  Its extends Role = Role,
  Kind extends ValueKind = ValueKind,
> extends Details {
  readonly role: Its;
  /** The kind of its value: its check, and the schemas in it. */
  readonly value: Kind;
  /** Absent for keywords that no view has: types are made from views alone. */
  readonly merge?: MergeWay;
}

/**
 * The keywords of JSON Schema 2020-12 and of the dialects that servers mix with
 * it: one row for each. Everything that depends on the keyword derives from its
 * row: which values are taken from a server, how children are cleaned, how
 * `allOf` merges, what doc comments show, and the type {@link CleanSchema}.
 *
 * Cleaned schemas are printed in the order of the rows, except that `type` and
 * `items` come last.
 */
export const KEYWORDS = {
  $ref: structure("reference", "first"),
  $dynamicRef: dialect("text"),
  $recursiveRef: dialect("text"),
  type: structure("types", "types", { plain: true }),
  enum: structure("values", "values", { plain: true }),
  const: structure("value", "values", { plain: true }),

  properties: structure("schemas by name", "properties", { implies: "object" }),
  required: limit("names", "names", { implies: "nothing" }),
  additionalProperties: structure("schema or boolean", "rest", {
    implies: "object",
  }),
  // Types ignore the patterns, and use the schemas.
  patternProperties: structure("schemas by name", "first"),
  propertyNames: limit("schema", "first", { implies: "nothing" }),
  unevaluatedProperties: check("schema or boolean", {
    implies: "nothing",
    reported: true,
  }),

  prefixItems: structure("schemas", "first", { implies: "array" }),
  items: structure("items", "both", { implies: "array", plain: true }),
  additionalItems: dialect("schema or boolean"),
  minItems: structure("count", "greater", {
    implies: "nothing",
    tag: { order: 90, print: "length" },
  }),
  maxItems: structure("count", "smaller", {
    implies: "nothing",
    tag: { order: 100, print: "length" },
  }),
  uniqueItems: limit("boolean", "first"),
  contains: check("schema", { implies: "nothing" }),
  minContains: check("count", { implies: "nothing" }),
  maxContains: check("count", { implies: "nothing" }),
  unevaluatedItems: check("schema or boolean", {
    implies: "nothing",
    reported: true,
  }),

  minLength: limit("count", "first", { tag: { order: 70, print: "json" } }),
  maxLength: limit("count", "first", { tag: { order: 80, print: "json" } }),
  pattern: limit("text", "first", { tag: { order: 110, print: "text" } }),

  minimum: limit("number", "first", { tag: { order: 20, print: "json" } }),
  maximum: limit("number", "first", { tag: { order: 40, print: "json" } }),
  exclusiveMinimum: limit("bound", "first", {
    tag: { order: 30, print: "json" },
  }),
  exclusiveMaximum: limit("bound", "first", {
    tag: { order: 50, print: "json" },
  }),
  multipleOf: limit("positive", "first", { tag: { order: 60, print: "json" } }),

  minProperties: limit("count", "first", { implies: "nothing" }),
  maxProperties: limit("count", "first", { implies: "nothing" }),
  dependentRequired: check("names by name", {
    implies: "nothing",
    reported: true,
  }),
  dependentSchemas: check("schemas by name", {
    implies: "nothing",
    reported: true,
  }),
  // Drafts before 2019-09 have both in one keyword.
  dependencies: dialect("names or schemas by name"),

  oneOf: structure("branches", "first"),
  anyOf: structure("branches", "first"),
  allOf: structure("branches", "first"),
  discriminator: dialect("discriminator"),
  nullable: dialect("boolean", { plain: true }),
  // The schema `false` becomes `{not: {}}`. Views have no other `not`.
  not: structure("schema", "first", { implies: "nothing", reported: true }),
  if: check("schema", { implies: "nothing", reported: true }),
  then: check("schema", { implies: "nothing" }),
  else: check("schema", { implies: "nothing" }),

  default: annotation("value", { tag: { order: 10, print: "json" } }),
  examples: annotation("values", {
    tag: { order: 150, print: "examples", name: "example" },
  }),
  deprecated: annotation("boolean", { tag: { order: 160, print: "flag" } }),
  readOnly: annotation("boolean"),
  writeOnly: annotation("boolean"),

  // A format restricts values for some validators only.
  format: limit("text", "first", {
    plain: true,
    tag: { order: 120, print: "text" },
  }),
  contentMediaType: structure("text", "first", {
    implies: "string",
    tag: { order: 130, print: "text" },
  }),
  contentEncoding: structure("text", "first", { implies: "string" }),

  title: annotation("text", {
    served: "translated",
    implies: "nothing",
    plain: true,
  }),
  description: annotation("text", {
    served: "translated",
    implies: "nothing",
    plain: true,
  }),
  example: dialect("value", { served: "translated" }),
  // A unit belongs to a number: it goes into the number's branch, as limits do.
  "x-unit": limit("text", "first", {
    served: "translated",
    aliases: ["x-units", "x-uom", "unit", "units", "uom"],
    tag: { order: 140, print: "text", name: "unit" },
  }),
} satisfies Readonly<Record<string, KeywordRow>>;

/** A keyword of the table. */
export type Keyword = keyof typeof KEYWORDS;

/** A keyword that cleaned schemas have. */
export type CleanKeyword = {
  [Name in Keyword]: (typeof KEYWORDS)[Name]["role"] extends "dialect"
    ? never
    : Name;
}[Keyword];

/** A keyword from which a type follows. */
export type StructureKeyword = {
  [Name in Keyword]: (typeof KEYWORDS)[Name]["role"] extends "structure"
    ? Name
    : never;
}[Keyword];

const ROWS = Object.entries(KEYWORDS) as readonly [Keyword, KeywordRow][];

/** The keywords whose rows pass a test, in the order of the table. */
export function keywordsWhere(
  passes: (row: KeywordRow) => boolean,
): readonly Keyword[] {
  return ROWS.filter(([, row]) => passes(row)).map(([keyword]) => keyword);
}

/** The keywords of cleaned schemas whose rows pass a test, in the order of the table. */
export function cleanKeywordsWhere(
  passes: (row: KeywordRow) => boolean,
): readonly CleanKeyword[] {
  return keywordsWhere(
    (row) => row.role !== "dialect" && passes(row),
  ) as readonly CleanKeyword[];
}

function structure<Kind extends ValueKind>(
  value: Kind,
  merge: MergeWayOf<Kind>,
  details: Details = {},
): KeywordRow<"structure", Kind> {
  return { role: "structure", value, merge, ...details };
}

function limit<Kind extends ValueKind>(
  value: Kind,
  merge: MergeWayOf<Kind>,
  details: Details = {},
): KeywordRow<"limit", Kind> {
  return { role: "limit", value, merge, ...details };
}

function check<Kind extends ValueKind>(
  value: Kind,
  details: Details = {},
): KeywordRow<"check", Kind> {
  return { role: "check", value, ...details };
}

/** Of two annotations the first is taken. */
function annotation<Kind extends ValueKind>(
  value: Kind,
  details: Details = {},
): KeywordRow<"annotation", Kind> {
  return { role: "annotation", value, merge: "first", ...details };
}

function dialect<Kind extends ValueKind>(
  value: Kind,
  details: Details = {},
): KeywordRow<"dialect", Kind> {
  return { role: "dialect", value, ...details };
}
