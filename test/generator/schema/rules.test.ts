import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../src/generator/json.js";
import { RuleTable } from "../../../src/generator/schema/rule-table.js";
import {
  SERVED_RULES,
  VIEW_RULES,
} from "../../../src/generator/schema/rules.js";
import {
  MARK_DISCRIMINATORS,
  TAG_DISCRIMINATED_BRANCHES,
} from "../../../src/generator/schema/rules/discriminators.js";
import { keepKnownKeywords } from "../../../src/generator/schema/rules/keywords.js";
import {
  ALIGN_ENUMERATION,
  TIDY_ENUMERATIONS,
} from "../../../src/generator/schema/rules/enumerations.js";
import {
  INFER_MISSING_TYPES,
  NAME_JSON_TYPES,
  TRANSLATE_NULLABLE,
} from "../../../src/generator/schema/rules/json-types.js";
import { TRANSLATE_PATTERNS } from "../../../src/generator/schema/rules/patterns.js";
import {
  LIST_NAMES_ONCE,
  TRANSLATE_DEPENDENCIES,
  TRANSLATE_DYNAMIC_REFERENCES,
  TRANSLATE_EXCLUSIVE_BOUNDS,
  TRANSLATE_ITEM_LISTS,
} from "../../../src/generator/schema/rules/values.js";
import {
  LEAVE_OUT_CHARACTER_SETS,
  NAME_BOUNDING_BOXES,
} from "../../../src/generator/schema/rules/view-content.js";
import { TAG } from "../../../src/generator/schema/tags.js";
import { LEAVE_OUT_CHECKS } from "../../../src/generator/schema/rules/view-keywords.js";
import {
  DISCRIMINATOR,
  type Discriminator,
} from "../../../src/generator/schema/discriminator.js";
import type {
  CleanSchema,
  SchemaRule,
  ServedContext,
  ViewContext,
} from "../../../src/generator/schema/json-schema.js";
import { INFERRED } from "../../../src/generator/schema/inferred-type.js";
import { dynamicReference } from "../../../src/generator/schema/dynamic-scope.js";
import { RUNTIME_TYPE } from "../../../src/generator/schema/runtime-type.js";
import {
  LEAVE_OUT_TEXT_BESIDE_WELL_KNOWN,
  NAME_WELL_KNOWN_FORMATS,
  REPLACE_WELL_KNOWN_REFERENCES,
} from "../../../src/generator/schema/well-known.js";

interface Row {
  readonly name: string;
  readonly given: unknown;
  readonly wanted: unknown;
  /** Codes of findings. */
  readonly codes?: readonly string[];
  /** Whether the result admits more values than the given schema. Default: no. */
  readonly weaker?: boolean;
}

/** The definitions that the references in the rows lead to, by key. */
const DEFINITIONS: Readonly<Record<string, CleanSchema>> = {
  cat: { properties: { kind: { enum: ["cat"] } } },
  dog: { properties: { bark: { type: "string" } } },
};

const parsed = (text: string): unknown => JSON.parse(text) as unknown;

const MALFORMED = ["schema-keyword-malformed"];

const KNOWN_KEYWORDS: readonly Row[] = [
  { name: "nothing", given: {}, wanted: {} },
  {
    name: "keywords of JSON Schema",
    given: { type: "string", enum: ["a"], minLength: 1, format: "x" },
    wanted: { type: "string", enum: ["a"], minLength: 1, format: "x" },
  },
  {
    name: "keywords that a library would execute or follow are left out",
    given: {
      type: "string",
      tsType: "any",
      $id: "http://x",
      $anchor: "a",
      tsEnumNames: ["a"],
    },
    wanted: { type: "string" },
  },
  {
    name: "extensions, which forms use, also those that no table knows",
    given: { "x-runtime-type": "Link", "x-ui": { a: [null] }, xy: 1 },
    wanted: { "x-runtime-type": "Link", "x-ui": { a: [null] } },
  },
  {
    name: "an extension that JSON cannot express",
    given: { "x-a": Infinity },
    wanted: {},
  },
  {
    name: "the name of the prototype",
    given: parsed('{"__proto__":{"type":"string"},"constructor":1}'),
    wanted: {},
  },
  {
    name: "keywords that only validators use",
    given: { then: {}, if: {}, not: {}, dependentSchemas: {} },
    wanted: { then: {}, if: {}, not: {}, dependentSchemas: {} },
  },
  ...(
    [
      ["$ref", 1],
      ["$ref", ""],
      ["type", 1],
      ["type", [1]],
      ["type", ""],
      ["enum", "a"],
      ["enum", { a: 1 }],
      ["enum", [Infinity]],
      ["const", Infinity],
      ["const", [[-Infinity]]],
      ["properties", []],
      ["properties", "a"],
      ["required", "a"],
      ["required", [1]],
      ["additionalProperties", "a"],
      ["prefixItems", {}],
      ["items", 1],
      ["minItems", -1],
      ["minItems", 1.5],
      ["minItems", 1e300],
      ["maxLength", "1"],
      ["uniqueItems", 1],
      ["dependentRequired", { a: "b" }],
      ["if", 1],
      ["pattern", 1],
      ["minimum", "0"],
      ["minimum", Infinity],
      ["multipleOf", 0],
      ["multipleOf", -1],
      ["oneOf", []],
      ["anyOf", {}],
      ["allOf", "a"],
      ["discriminator", 1],
      ["nullable", "true"],
      ["format", {}],
    ] as const
  ).map(([keyword, value]): Row => ({
    name: `${keyword} that is ${text(value)}`,
    given: { [keyword]: value },
    wanted: {},
    codes: MALFORMED,
    weaker: true,
  })),
  ...(
    [
      ["examples", 1],
      ["deprecated", 1],
      ["default", { a: Infinity }],
      ["default", deep(65)],
    ] as const
  ).map(([keyword, value]): Row => ({
    name: `the annotation ${keyword} that is ${text(value)}`,
    given: { [keyword]: value },
    wanted: {},
    codes: MALFORMED,
  })),
  {
    name: "null, which says nothing",
    given: { type: null, enum: null, properties: null, description: null },
    wanted: {},
  },
  {
    name: "null where it is a value",
    given: { default: null, const: null },
    wanted: { default: null, const: null },
  },
  {
    name: "texts by language",
    given: {
      title: { fr: "Mois", en: "Month" },
      description: { fr: "Un mois" },
    },
    wanted: { title: "Month", description: "Un mois" },
  },
  {
    name: "an example of OpenAPI",
    given: { example: 1 },
    wanted: { examples: [1] },
  },
  {
    name: "an example that JSON cannot express",
    given: { example: [Infinity] },
    wanted: {},
  },
  {
    name: "units",
    given: { uom: "m", unit: "s" },
    wanted: { "x-unit": "s" },
  },
];

const JSON_TYPES: readonly Row[] = [
  { name: "no type", given: { format: "x" }, wanted: { format: "x" } },
  {
    name: "a type of JSON",
    given: { type: "object" },
    wanted: { type: "object" },
  },
  {
    name: "a name that only servers use",
    given: { type: "float" },
    wanted: { type: "number", format: "float" },
  },
  {
    name: "a name that only servers use, in capitals",
    given: { type: "DateTime" },
    wanted: { type: "string", format: "date-time" },
  },
  {
    name: "types of JSON in capitals",
    given: { type: ["String", "NULL"] },
    wanted: { type: ["string", "null"] },
  },
  {
    name: "a format of its own",
    given: { type: "time", format: "x" },
    wanted: { type: "string", format: "x" },
  },
  {
    name: "a list with repetitions",
    given: { type: ["int", "integer"] },
    wanted: { type: "integer" },
  },
  {
    name: "a list",
    given: { type: ["string", "null"] },
    wanted: { type: ["string", "null"] },
  },
  {
    name: "an unknown name",
    given: { type: "quark" },
    wanted: {},
    codes: ["schema-unknown-type"],
    weaker: true,
  },
  {
    name: "the name of a property of all objects",
    given: { type: "constructor" },
    wanted: {},
    codes: ["schema-unknown-type"],
    weaker: true,
  },
  {
    name: "the name of the prototype",
    given: { type: "__proto__" },
    wanted: {},
    codes: ["schema-unknown-type"],
    weaker: true,
  },
];

const ITEM_LISTS: readonly Row[] = [
  { name: "one schema", given: { items: {} }, wanted: { items: {} } },
  {
    name: "a list",
    given: { items: [{ a: 1 }] },
    wanted: { prefixItems: [{ a: 1 }] },
  },
  {
    name: "a list that is closed",
    given: { items: [{}], additionalItems: false },
    wanted: { prefixItems: [{}], items: false },
  },
  { name: "an empty list", given: { items: [] }, wanted: {} },
  {
    name: "an empty list of JSON Schema 2020-12",
    given: { prefixItems: [], items: {} },
    wanted: { items: {} },
  },
  {
    name: "an empty list and more",
    given: { items: [], additionalItems: {} },
    wanted: { items: {} },
  },
  {
    name: "further items without a list",
    given: { additionalItems: {} },
    wanted: {},
  },
];

const BOUNDS: readonly Row[] = [
  {
    name: "a number",
    given: { exclusiveMinimum: 1 },
    wanted: { exclusiveMinimum: 1 },
  },
  {
    name: "true beside a bound",
    given: { exclusiveMinimum: true, minimum: 1 },
    wanted: { exclusiveMinimum: 1 },
  },
  {
    name: "false beside a bound",
    given: { exclusiveMaximum: false, maximum: 1 },
    wanted: { maximum: 1 },
  },
  {
    name: "true without a bound",
    given: { exclusiveMinimum: true },
    wanted: {},
  },
  {
    name: "both",
    given: {
      exclusiveMinimum: true,
      minimum: 0,
      exclusiveMaximum: true,
      maximum: 1,
    },
    wanted: { exclusiveMinimum: 0, exclusiveMaximum: 1 },
  },
];

const DYNAMIC_REFERENCES: readonly Row[] = [
  {
    name: "one",
    given: { $dynamicRef: "#a", title: "b" },
    wanted: { title: "b", $ref: dynamicReference("#a") },
  },
  {
    name: "one of 2019-09",
    given: { $recursiveRef: "#" },
    wanted: { $ref: dynamicReference("#") },
  },
  {
    name: "one beside a reference and parts",
    given: { $ref: "#/$defs/b", $dynamicRef: "#a", allOf: [{}] },
    wanted: {
      $ref: "#/$defs/b",
      allOf: [{}, { $ref: dynamicReference("#a") }],
    },
  },
  { name: "none", given: { $ref: "#" }, wanted: { $ref: "#" } },
];

const DEPENDENCIES: readonly Row[] = [
  {
    name: "names and schemas",
    given: { dependencies: { a: ["b"], c: { required: ["d"] }, e: false } },
    wanted: {
      dependentRequired: { a: ["b"] },
      dependentSchemas: { c: { required: ["d"] }, e: false },
    },
  },
  {
    name: "the newer keywords beside it",
    given: {
      dependencies: { a: ["b"], c: true, d: "e" },
      dependentRequired: { a: ["c"], f: [] },
      dependentSchemas: { c: { minProperties: 2 } },
    },
    wanted: {
      dependentRequired: { a: ["c", "b"], f: [], d: ["e"] },
      dependentSchemas: { c: { allOf: [{ minProperties: 2 }, true] } },
    },
  },
  {
    name: "the names of the prototype",
    given: parsed('{"dependencies":{"__proto__":["a"],"constructor":{}}}'),
    wanted: parsed(
      '{"dependentRequired":{"__proto__":["a"]},"dependentSchemas":{"constructor":{}}}',
    ),
  },
  {
    name: "what is neither",
    given: { dependencies: { a: 1 } },
    wanted: {},
    weaker: true,
  },
];

const NAME_LISTS: readonly Row[] = [
  {
    name: "names that stand once",
    given: { required: ["a", "b"] },
    wanted: { required: ["a", "b"] },
  },
  {
    name: "repetitions",
    given: { required: ["a", "b", "a"], dependentRequired: { a: ["b", "b"] } },
    wanted: { required: ["a", "b"], dependentRequired: { a: ["b"] } },
  },
];

const UNKNOWN_PATTERN = {
  codes: ["schema-pattern-unknown"],
  weaker: true,
} as const;

const PATTERNS: readonly Row[] = [
  {
    name: "patterns of ECMAScript",
    given: { pattern: "^a", patternProperties: { "^a": {} } },
    wanted: { pattern: "^a", patternProperties: { "^a": {} } },
  },
  {
    name: "patterns of Python",
    given: { pattern: "a\\Z", patternProperties: { "\\Aa": {}, "^a": true } },
    wanted: {
      pattern: "a$",
      patternProperties: { "^a": { allOf: [{}, true] } },
    },
  },
  {
    name: "a pattern that nobody knows",
    given: { type: "string", pattern: "(" },
    wanted: { type: "string" },
    ...UNKNOWN_PATTERN,
  },
  {
    name: "a key that is not a pattern: it may match any name",
    given: { patternProperties: { "(": { type: "string" }, a: {} } },
    wanted: { patternProperties: { "": {}, a: {} } },
    ...UNKNOWN_PATTERN,
  },
];

const tag = (property: string, ...values: string[]) => ({
  type: "object",
  properties: { [property]: { type: "string", enum: values } },
  required: [property],
  [TAG]: { property, values },
});
const CAT = { $ref: "#/$defs/cat" };
const DOG = { $ref: "#/$defs/dog" };

const marked = (
  property: string,
  values: Readonly<Record<string, readonly string[]>> = {},
): { readonly [DISCRIMINATOR]: Discriminator } => ({
  [DISCRIMINATOR]: { property, values: new Map(Object.entries(values)) },
});

/** As served: the rule for children has not changed the references yet. */
const SERVED_CAT = { $ref: "#/components/schemas/Cat" };
const SERVED_DOG = { $ref: "#/components/schemas/Dog" };

const MARKED_DISCRIMINATORS: readonly Row[] = [
  {
    name: "no mapping",
    given: { oneOf: [SERVED_CAT], discriminator: { propertyName: "kind" } },
    wanted: { oneOf: [SERVED_CAT], ...marked("kind") },
  },
  {
    name: "the name of the property alone",
    given: { oneOf: [SERVED_DOG], discriminator: "kind" },
    wanted: { oneOf: [SERVED_DOG], ...marked("kind") },
  },
  {
    name: "the prototype as the property",
    given: {
      oneOf: [SERVED_DOG],
      discriminator: { propertyName: "__proto__" },
    },
    wanted: { oneOf: [SERVED_DOG] },
  },
  {
    name: "a mapping to references and names",
    given: {
      anyOf: [SERVED_DOG],
      discriminator: {
        propertyName: "kind",
        mapping: {
          hound: "#/components/schemas/Dog",
          dog: "Dog",
          cat: "Cat",
          bird: "Bird",
        },
      },
    },
    wanted: {
      anyOf: [SERVED_DOG],
      ...marked("kind", { dog: ["hound", "dog"], cat: ["cat"] }),
    },
  },
  {
    name: "a mapping to values that are not texts",
    given: {
      oneOf: [SERVED_DOG],
      discriminator: { propertyName: "kind", mapping: { a: 1, b: null } },
    },
    wanted: { oneOf: [SERVED_DOG], ...marked("kind") },
  },
  {
    name: "no branches",
    given: { discriminator: "kind" },
    wanted: marked("kind"),
  },
];

const TAGGED_BRANCHES: readonly Row[] = [
  {
    name: "names of schemas, and values of their own that are not required",
    given: { oneOf: [CAT, DOG], ...marked("kind") },
    wanted: {
      oneOf: [
        { allOf: [CAT, tag("kind", "cat")] },
        { allOf: [DOG, tag("kind", "Dog")] },
      ],
      ...marked("kind"),
    },
  },
  {
    name: "a mapping",
    given: { anyOf: [DOG], ...marked("kind", { dog: ["hound", "dog"] }) },
    wanted: {
      anyOf: [{ allOf: [DOG, tag("kind", "hound", "dog")] }],
      ...marked("kind", { dog: ["hound", "dog"] }),
    },
  },
  {
    name: "branches in place",
    given: { oneOf: [{ type: "string" }], ...marked("kind") },
    wanted: { oneOf: [{ type: "string" }], ...marked("kind") },
  },
  { name: "no branches", given: marked("kind"), wanted: marked("kind") },
  {
    name: "more values than a type can have",
    given: { oneOf: [DOG], ...marked("kind", { dog: numbered(1001) }) },
    wanted: { oneOf: [DOG], ...marked("kind", { dog: numbered(1001) }) },
    codes: ["schema-discriminator-too-long"],
  },
];

const BOUNDING_BOX = {
  type: "object",
  properties: {
    bbox: { type: "array", items: { type: "number" } },
    crs: { type: "string" },
  },
  required: ["bbox"],
  [RUNTIME_TYPE]: "BoundingBox",
};

const WELL_KNOWN_REFERENCES: readonly Row[] = [
  ...[
    "bbox.yaml",
    "https://schemas.opengis.net/ogcapi/processes/part1/1.0/openapi/schemas/bbox.yaml",
    "http://schemas.opengis.net/x/bbox.yaml#/",
    "../schemas/bbox.json?a=b",
  ].map((reference): Row => ({
    name: reference,
    given: { $ref: reference },
    wanted: BOUNDING_BOX,
    weaker: true,
  })),
  {
    name: "a reference inside",
    given: { $ref: "#/bbox.yaml" },
    wanted: { $ref: "#/bbox.yaml" },
  },
  {
    name: "a longer file name",
    given: { $ref: "mybbox.yaml" },
    wanted: { $ref: "mybbox.yaml" },
  },
  {
    name: "annotations beside a well-known reference",
    given: { $ref: "bbox.yaml", title: "Box" },
    wanted: { title: "Box", ...BOUNDING_BOX },
    weaker: true,
  },
];

const FEATURES = { $ref: "https://geojson.org/schema/FeatureCollection.json" };

const TEXT_BESIDE_WELL_KNOWN: readonly Row[] = [
  {
    name: "a part that is a string, beside a well-known object",
    given: { allOf: [{ type: "string", format: "x" }, FEATURES] },
    wanted: { allOf: [{ format: "x" }, FEATURES] },
    weaker: true,
  },
  {
    name: "a string that is a well-known object",
    given: {
      type: "string",
      title: "A",
      allOf: [FEATURES, { type: "string" }],
    },
    wanted: { title: "A", allOf: [FEATURES, {}] },
    weaker: true,
  },
  {
    name: "a part that says nothing of its type",
    given: { type: "object", allOf: [{ format: "x" }, FEATURES] },
    wanted: { type: "object", allOf: [{ format: "x" }, FEATURES] },
  },
  ...[
    { allOf: [{ type: "string" }, { $ref: "#/FeatureCollection.json" }] },
    { anyOf: [{ type: "string" }, FEATURES] },
    { type: "string", allOf: "a" },
  ].map((schema): Row => ({
    name: `no well-known object in ${JSON.stringify(schema)}`,
    given: schema,
    wanted: schema,
  })),
];

const WELL_KNOWN_FORMATS: readonly Row[] = [
  { name: "a format", given: { format: "ogc-bbox" }, wanted: BOUNDING_BOX },
  {
    name: "a format of a string",
    given: { type: "string", format: "ogc-bbox" },
    wanted: { type: "string", format: "ogc-bbox" },
  },
  {
    name: "a format beside members that all values of the format have",
    given: {
      type: "object",
      format: "geojson-feature-collection",
      properties: {
        type: { enum: ["FeatureCollection"] },
        features: { type: "array", items: { type: "object" } },
      },
    },
    wanted: {
      type: "object",
      properties: { type: { type: "string", enum: ["FeatureCollection"] } },
      required: ["type", "features"],
      [RUNTIME_TYPE]: "FeatureCollection",
    },
  },
  ...[
    { properties: { type: "object", properties: { name: {} } } },
    { name: { type: "string" } },
  ].map((members): Row => ({
    name: `a format beside ${Object.keys(members).join()} of its own`,
    given: { format: "geojson-feature", properties: members },
    wanted: { format: "geojson-feature", properties: members },
  })),
  {
    name: "the name of a property of all objects as a format",
    given: { format: "constructor" },
    wanted: { format: "constructor" },
  },
];

const BOX_AT_LENGTH = {
  type: "object",
  properties: {
    bbox: { type: "array", items: { type: "number" }, oneOf: [{}] },
    crs: { type: "string", default: "a" },
  },
  required: ["bbox", "crs"],
};

const BOXES_AT_LENGTH: readonly Row[] = [
  {
    name: "a bounding box at length",
    given: BOX_AT_LENGTH,
    wanted: { ...BOX_AT_LENGTH, [RUNTIME_TYPE]: "BoundingBox" },
  },
  ...[
    { ...BOX_AT_LENGTH, required: ["crs"] },
    { ...BOX_AT_LENGTH, additionalProperties: { type: "string" } },
    {
      ...BOX_AT_LENGTH,
      properties: { ...BOX_AT_LENGTH.properties, layer: {} },
    },
    {
      ...BOX_AT_LENGTH,
      properties: { ...BOX_AT_LENGTH.properties, bbox: { type: "array" } },
    },
    { ...BOX_AT_LENGTH, properties: { bbox: { type: "string" }, crs: {} } },
  ].map((schema, index): Row => ({
    name: `another object ${index}`,
    given: schema,
    wanted: schema,
  })),
];

const CHARACTER_SETS: readonly Row[] = [
  ...["utf-8", "UTF8", "iso-8859-1", "8bit"].map((contentEncoding): Row => ({
    name: contentEncoding,
    given: { contentEncoding, contentMediaType: "text/xml" },
    wanted: { type: "string", contentMediaType: "text/xml" },
  })),
  {
    name: "an encoding",
    given: { type: "string", contentEncoding: "base64" },
    wanted: { type: "string", contentEncoding: "base64" },
  },
];

const MISSING_TYPES: readonly Row[] = [
  {
    name: "properties",
    given: { properties: {} },
    wanted: { properties: {}, type: "object", [INFERRED]: true },
  },
  {
    name: "additional properties",
    given: { additionalProperties: false },
    wanted: { additionalProperties: false, type: "object", [INFERRED]: true },
  },
  {
    name: "items",
    given: { items: {} },
    wanted: { items: {}, type: "array", [INFERRED]: true },
  },
  {
    name: "items by place",
    given: { prefixItems: [{}] },
    wanted: { prefixItems: [{}], type: "array", [INFERRED]: true },
  },
  {
    name: "a media type",
    given: { contentMediaType: "image/png" },
    wanted: { contentMediaType: "image/png", type: "string", [INFERRED]: true },
  },
  {
    name: "a composition",
    given: { title: "a", oneOf: [{}] },
    wanted: { title: "a", oneOf: [{}] },
  },
  {
    name: "a type",
    given: { type: "string", properties: {} },
    wanted: { type: "string", properties: {} },
  },
  { name: "nothing", given: { title: "a" }, wanted: { title: "a" } },
];

const LISTED_VALUES: readonly Row[] = [
  {
    name: "values of the type",
    given: { type: "string", enum: ["a", "b"] },
    wanted: { type: "string", enum: ["a", "b"] },
  },
  {
    name: "repetitions",
    given: { enum: [1, 1, "1", [1], [1]] },
    wanted: { enum: [1, "1", [1]] },
  },
  {
    name: "numbers as text",
    given: { type: "number", enum: ["1", "0x10", "b"] },
    wanted: { type: "number", enum: [1, 16, "b"] },
  },
  {
    name: "text that is not a number of JSON",
    given: { type: "number", enum: ["1e999", "Infinity", "NaN", " "] },
    wanted: { type: "number", enum: ["1e999", "Infinity", "NaN", " "] },
  },
  {
    name: "numbers as text beside strings",
    given: { type: ["number", "string"], enum: ["1"] },
    wanted: { type: ["number", "string"], enum: ["1"] },
  },
  {
    name: "numbers as text beside numbers: only these are meant",
    given: { type: "integer", enum: ["1", 2] },
    wanted: { type: "integer", enum: ["1", 2] },
  },
  {
    name: "no values",
    given: { type: "string", enum: [] },
    wanted: { type: "string", not: {} },
  },
  {
    name: "no values, and what is excluded",
    given: { enum: [], not: { type: "null" }, allOf: [{}] },
    wanted: { not: {}, allOf: [{}, { not: { type: "null" } }] },
  },
];

const ENUMERATIONS: readonly Row[] = [
  {
    name: "values of the type",
    given: { type: "string", enum: ["a", "b"] },
    wanted: { type: "string", enum: ["a", "b"] },
  },
  {
    name: "some of the type",
    given: { type: "string", enum: ["a", 1] },
    wanted: { type: "string", enum: ["a"] },
  },
  {
    name: "no value of the type",
    given: { type: "boolean", enum: ["a"] },
    wanted: { enum: ["a"] },
    codes: ["schema-enumeration-contradicts-type"],
  },
  {
    name: "no value of the type but null",
    given: { type: ["boolean", "null"], enum: ["a", null] },
    wanted: { enum: ["a", null] },
    codes: ["schema-enumeration-contradicts-type"],
  },
  {
    name: "null alone",
    given: { type: ["boolean", "null"], enum: [null] },
    wanted: { type: ["boolean", "null"], enum: [null] },
  },
  {
    name: "the values of a type that is missing",
    given: { enum: [null, {}] },
    wanted: { enum: [null, {}] },
  },
  {
    name: "a thousand values",
    given: { enum: [...Array(1000).keys()] },
    wanted: { enum: [...Array(1000).keys()] },
  },
  {
    name: "more values",
    given: { enum: [...Array(1001).keys()] },
    wanted: { type: ["number"] },
    codes: ["schema-enumeration-too-long"],
  },
  {
    name: "few values with many parts",
    given: { type: "array", enum: [[...Array(1001).keys()]] },
    wanted: { type: "array" },
    codes: ["schema-enumeration-too-long"],
  },
];

const IGNORED = "schema-keyword-ignored";

const CHECKS: readonly Row[] = [
  {
    name: "keywords of types",
    given: { type: "object", minProperties: 1 },
    wanted: { type: "object", minProperties: 1 },
  },
  {
    name: "keywords of validators",
    given: {
      type: "object",
      if: {},
      then: {},
      dependentSchemas: {},
      contains: {},
      unevaluatedProperties: false,
    },
    wanted: { type: "object" },
    codes: [IGNORED, IGNORED, IGNORED],
  },
  {
    name: "what is excluded",
    given: { type: "string", not: { const: "a" } },
    wanted: { type: "string" },
    codes: [IGNORED],
  },
  { name: "no value at all", given: { not: {} }, wanted: { not: {} } },
];

const NULLABLES: readonly Row[] = [
  {
    name: "false",
    given: { type: "string", nullable: false },
    wanted: { type: "string" },
  },
  {
    name: "a type",
    given: { type: "string", nullable: true },
    wanted: { type: ["string", "null"] },
  },
  {
    name: "a list of types",
    given: { type: ["string", "null"], nullable: true },
    wanted: { type: ["string", "null"] },
  },
  {
    name: "an enumeration",
    given: { type: "string", enum: ["a"], nullable: true },
    wanted: { type: ["string", "null"], enum: ["a", null] },
  },
  {
    name: "an enumeration with null",
    given: { enum: [null], nullable: true },
    wanted: { enum: [null] },
  },
  {
    name: "a reference",
    given: { ...DOG, title: "a", nullable: true },
    wanted: { title: "a", anyOf: [DOG, { type: "null" }] },
  },
  {
    name: "a composition",
    given: { oneOf: [{}], nullable: true },
    wanted: { anyOf: [{ oneOf: [{}] }, { type: "null" }] },
  },
  { name: "nothing", given: { nullable: true }, wanted: {} },
  {
    name: "keywords from which a type follows",
    given: { properties: {}, title: "a", nullable: true },
    wanted: { title: "a", anyOf: [{ properties: {} }, { type: "null" }] },
  },
];

const SERVED_TABLES: readonly (readonly [
  SchemaRule<ServedContext>,
  readonly Row[],
])[] = [
  [TRANSLATE_DYNAMIC_REFERENCES, DYNAMIC_REFERENCES],
  [NAME_JSON_TYPES, JSON_TYPES],
  [TRANSLATE_ITEM_LISTS, ITEM_LISTS],
  [TRANSLATE_EXCLUSIVE_BOUNDS, BOUNDS],
  [TRANSLATE_DEPENDENCIES, DEPENDENCIES],
  [LIST_NAMES_ONCE, NAME_LISTS],
  [TRANSLATE_PATTERNS, PATTERNS],
  [TIDY_ENUMERATIONS, LISTED_VALUES],
  [MARK_DISCRIMINATORS, MARKED_DISCRIMINATORS],
  [LEAVE_OUT_TEXT_BESIDE_WELL_KNOWN, TEXT_BESIDE_WELL_KNOWN],
  [REPLACE_WELL_KNOWN_REFERENCES, WELL_KNOWN_REFERENCES],
  [TRANSLATE_NULLABLE, NULLABLES],
];

const VIEW_TABLES: readonly (readonly [
  SchemaRule<ViewContext>,
  readonly Row[],
])[] = [
  [LEAVE_OUT_CHECKS, CHECKS],
  [TAG_DISCRIMINATED_BRANCHES, TAGGED_BRANCHES],
  [NAME_WELL_KNOWN_FORMATS, WELL_KNOWN_FORMATS],
  [NAME_BOUNDING_BOXES, BOXES_AT_LENGTH],
  [LEAVE_OUT_CHARACTER_SETS, CHARACTER_SETS],
  [INFER_MISSING_TYPES, MISSING_TYPES],
  [ALIGN_ENUMERATION, ENUMERATIONS],
];

/** What the rows' references and keys lead to. */
const LOOK_UPS: Omit<ServedContext & ViewContext, "report" | "weaken"> = {
  definitionKey: (reference) =>
    /^#\/components\/schemas\/(Cat|Dog)$/.exec(reference)?.[1]?.toLowerCase(),
  definition: (key) => DEFINITIONS[key],
  servedName: (key) => `${key.slice(0, 1).toUpperCase()}${key.slice(1)}`,
};

type Context = ServedContext & ViewContext;

/** A rule is applied by a table, so that its rows also show which keywords concern it. */
const APPLIED: readonly {
  readonly name: string;
  readonly apply: (schema: JsonObject, context: Context) => JsonObject;
  readonly rows: readonly Row[];
}[] = [
  {
    name: "only keywords of JSON Schema with values of their kind, and extensions remain",
    apply: keepKnownKeywords,
    rows: KNOWN_KEYWORDS,
  },
  ...[...SERVED_TABLES, ...VIEW_TABLES].map(([rule, rows]) => {
    const table = new RuleTable<Context>([rule]);
    return {
      name: rule.name,
      apply: (schema: JsonObject, context: Context) =>
        table.apply(schema, context),
      rows,
    };
  }),
];

describe.each(APPLIED)("$name", ({ apply, rows }) => {
  it.each(rows)("$name", ({ given, wanted, codes = [], weaker = false }) => {
    const before = JSON.stringify(given);
    const found: string[] = [];
    let isWeaker = false;
    const result = apply(given as JsonObject, {
      ...LOOK_UPS,
      report: (_severity, code) => found.push(code),
      weaken: () => {
        isWeaker = true;
      },
    });
    expect(result).toEqual(wanted);
    expect(isWeaker).toBe(weaker);
    expect(found).toEqual(codes);
    expect(JSON.stringify(given)).toBe(before);
  });
});

it("every rule of the tables has its rows here", () => {
  expect(SERVED_TABLES.map(([rule]) => rule)).toEqual(SERVED_RULES.rules);
  expect(VIEW_TABLES.map(([rule]) => rule)).toEqual(VIEW_RULES.rules);
});

function numbered(count: number): readonly string[] {
  return [...Array(count).keys()].map((value) => `v${value}`);
}

function deep(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = [value];
  return value;
}

function text(value: unknown): string {
  return value === Infinity ? "Infinity" : JSON.stringify(value).slice(0, 20);
}
