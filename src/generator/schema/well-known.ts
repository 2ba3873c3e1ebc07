import { isJsonArray, isJsonObject, type JsonObject } from "../json.js";
import { annotationsOf } from "./keyword-roles.js";
import type { SchemaRule, ServedContext } from "./json-schema.js";
import { keywordsWhere } from "./keywords.js";
import { RUNTIME_TYPE } from "./runtime-type.js";
import { GEOMETRY_NAMES, type RuntimeTypeName } from "./runtime-type-names.js";

/**
 * References to well-known schemas, by the end of their address: servers write
 * them with http or https, with any version, or as a path relative to a
 * repository that clients do not have. They are never fetched.
 */
const KNOWN_REFERENCES: readonly (readonly [RegExp, RuntimeTypeName])[] = [
  [/(^|\/)(bbox|boundingBoxData)\.(yaml|json)$/i, "BoundingBox"],
  [/(^|\/)link\.(yaml|json)$/i, "Link"],
  [/(^|\/)featureCollection(GeoJSON)?\.(yaml|json)$/i, "FeatureCollection"],
  [/(^|\/)feature(GeoJSON)?\.(yaml|json)$/i, "Feature"],
  [/(^|\/)(geometry|geometryGeoJSON)\.(yaml|json)$/i, "Geometry"],
  // Other schemas may be called `point.json`, too: the address must say that it is GeoJSON's.
  ...GEOMETRY_NAMES.map(
    (name) =>
      [
        new RegExp(
          `(^|/)(geojson\\.org/schema/${name}|${name}GeoJSON)\\.(yaml|json)$`,
          "i",
        ),
        name,
      ] as const,
  ),
];

/** Values of `format` for schemas of objects (OGC 18-062r2, section 8). */
const KNOWN_FORMATS: Readonly<Record<string, RuntimeTypeName>> = {
  "geojson-feature": "Feature",
  "geojson-feature-collection": "FeatureCollection",
  "geojson-geometry": "Geometry",
  "ogc-bbox": "BoundingBox",
};

/** The part of each well-known schema that validators get: enough to recognise its values. */
const STRUCTURES: Partial<Record<RuntimeTypeName, object>> = {
  BoundingBox: {
    type: "object",
    properties: {
      bbox: { type: "array", items: { type: "number" } },
      crs: { type: "string" },
    },
    required: ["bbox"],
  },
  Feature: objectWithTag(["Feature"], ["geometry", "properties"]),
  FeatureCollection: objectWithTag(["FeatureCollection"], ["features"]),
  Geometry: objectWithTag(GEOMETRY_NAMES),
  ...Object.fromEntries(
    GEOMETRY_NAMES.map((name) => [
      name,
      objectWithTag(
        [name],
        [name === "GeometryCollection" ? "geometries" : "coordinates"],
      ),
    ]),
  ),
  Link: {
    type: "object",
    properties: { href: { type: "string" } },
    required: ["href"],
  },
};

function objectWithTag(
  types: readonly string[],
  others: readonly string[] = [],
) {
  return {
    type: "object",
    properties: { type: { type: "string", enum: types } },
    required: ["type", ...others],
  };
}

/** The runtime's type for a reference to a well-known schema; undefined for any other. */
export function wellKnownReference(
  reference: string,
): RuntimeTypeName | undefined {
  if (reference.startsWith("#")) return undefined;
  const [address = ""] = reference.split(/[?#]/, 1);
  return KNOWN_REFERENCES.find(([pattern]) => pattern.test(address))?.[1];
}

/**
 * Weaver says of GeoJSON that it is a string, in which it stands, and in the next part that it is a
 * collection of features. No value is both, and none could be sent.
 */
export const LEAVE_OUT_TEXT_BESIDE_WELL_KNOWN: SchemaRule<ServedContext> = {
  name: "what is also a well-known object is no string",
  concerns: ["allOf"],
  apply(schema, context) {
    const { allOf } = schema;
    const isWellKnown =
      isJsonArray(allOf) &&
      allOf.some((part) => isJsonObject(part) && knownReference(part["$ref"]));
    if (!isWellKnown || ![schema, ...allOf].some(isString)) return schema;
    context.weaken();
    return {
      ...withoutString(schema),
      allOf: allOf.map((part) => (isString(part) ? withoutString(part) : part)),
    };
  },
};

function isString(schema: unknown): schema is JsonObject {
  return isJsonObject(schema) && schema["type"] === "string";
}

function withoutString(schema: JsonObject): JsonObject {
  if (!isString(schema)) return schema;
  const { type: _, ...rest } = schema;
  return rest;
}

/** Puts schemas that validators can use, with marks, in place of references to well-known schemas. */
export const REPLACE_WELL_KNOWN_REFERENCES: SchemaRule<ServedContext> = {
  name: "a reference to a well-known schema is the runtime's type",
  concerns: ["$ref"],
  apply(schema, context) {
    const name = knownReference(schema["$ref"]);
    if (name === undefined) return schema;
    // What stands in its place is enough to recognise its values, and admits others.
    context.weaken();
    const { $ref: _reference, format: _format, ...rest } = schema;
    return wellKnownSchema(rest, name);
  },
};

/** A format says what a value is only to those who know it: exported schemas keep it as it is. */
export const NAME_WELL_KNOWN_FORMATS: SchemaRule = {
  name: "a well-known format is the runtime's type",
  concerns: ["format"],
  apply(schema) {
    const name = knownFormat(schema["format"]);
    if (name === undefined || schema["$ref"] !== undefined) return schema;
    const { format: _, ...rest } = schema;
    const { type, ...others } = rest;
    const types = isJsonArray(type) ? type : [type ?? "object"];
    const isOpen = types.every((one) => one === "object" || one === "null");
    // A feature may have properties of its own; the other types have one form each.
    const isSpecific = name.startsWith("Feature") && !isGeneralFeature(rest);
    if (!isOpen || isSpecific || !types.includes("object")) return schema;
    if (!types.includes("null")) return wellKnownSchema(rest, name);
    const annotations = annotationsOf(rest);
    return {
      ...annotations,
      anyOf: [wellKnownSchema(others, name), { type: "null" }],
    };
  },
};

/** Members of features and their collections (RFC 7946, sections 3.2 and 3.3). */
const FEATURE_MEMBERS: ReadonlySet<string> = new Set([
  "type",
  "id",
  "bbox",
  "geometry",
  "properties",
  "features",
]);

/** Keywords that say no more about such a member than its name does. */
const PLAIN_KEYWORDS: ReadonlySet<string> = new Set(
  keywordsWhere(({ plain }) => plain === true),
);

/** Whether a schema says nothing about features, or collections, that is not true for all of them. */
function isGeneralFeature(schema: JsonObject): boolean {
  const { properties } = schema;
  return (
    properties === undefined ||
    (isJsonObject(properties) &&
      Object.entries(properties).every(
        ([name, member]) =>
          FEATURE_MEMBERS.has(name) && isGeneralMember(member),
      ))
  );
}

function isGeneralMember(schema: unknown): boolean {
  return (
    !isJsonObject(schema) ||
    (Object.keys(schema).every((keyword) => PLAIN_KEYWORDS.has(keyword)) &&
      isGeneralMember(schema["items"]))
  );
}

function knownReference(reference: unknown): RuntimeTypeName | undefined {
  return typeof reference === "string"
    ? wellKnownReference(reference)
    : undefined;
}

function knownFormat(format: unknown): RuntimeTypeName | undefined {
  return typeof format === "string" && Object.hasOwn(KNOWN_FORMATS, format)
    ? KNOWN_FORMATS[format]
    : undefined;
}

function wellKnownSchema(
  rest: Readonly<Record<string, unknown>>,
  name: RuntimeTypeName,
): Readonly<Record<string, unknown>> {
  return { ...rest, ...STRUCTURES[name], [RUNTIME_TYPE]: name };
}
