import { isJsonObject, type JsonObject } from "../json.js";
import type { SchemaRule } from "./json-schema.js";
import { keywordsWhere } from "./keywords.js";
import { RUNTIME_TYPE } from "./runtime-type.js";
import type { RuntimeTypeName } from "./runtime-type-names.js";

/**
 * References to schemas that everybody knows, by the end of their address:
 * servers write them with http or https, from any version, or as a path
 * relative to a repository that no client has. They are never fetched.
 */
const KNOWN_REFERENCES: readonly (readonly [RegExp, RuntimeTypeName])[] = [
  [/(^|\/)bbox\.(yaml|json)$/i, "BoundingBox"],
  [/(^|\/)link\.(yaml|json)$/i, "Link"],
  [/(^|\/)featureCollection(GeoJSON)?\.(yaml|json)$/i, "FeatureCollection"],
  [/(^|\/)feature(GeoJSON)?\.(yaml|json)$/i, "Feature"],
  [/(^|\/)(geometry|geometryGeoJSON)\.(yaml|json)$/i, "Geometry"],
];

/** Hints of OGC 18-062r2, section 8 ("format"), for schemas of objects. */
const KNOWN_FORMATS: Readonly<Record<string, RuntimeTypeName>> = {
  "geojson-feature": "Feature",
  "geojson-feature-collection": "FeatureCollection",
  "geojson-geometry": "Geometry",
  "ogc-bbox": "BoundingBox",
};

/** What is left of a well-known schema for validators: enough to tell its instances. */
const STRUCTURES: Partial<Record<RuntimeTypeName, object>> = {
  BoundingBox: {
    type: "object",
    properties: {
      bbox: { type: "array", items: { type: "number" } },
      crs: { type: "string" },
    },
    required: ["bbox"],
  },
  Feature: tagged(["Feature"], ["geometry", "properties"]),
  FeatureCollection: tagged(["FeatureCollection"], ["features"]),
  Geometry: tagged([
    "GeometryCollection",
    "LineString",
    "MultiLineString",
    "MultiPoint",
    "MultiPolygon",
    "Point",
    "Polygon",
  ]),
  Link: {
    type: "object",
    properties: { href: { type: "string" } },
    required: ["href"],
  },
};

function tagged(types: readonly string[], others: readonly string[] = []) {
  return {
    type: "object",
    properties: { type: { type: "string", enum: types } },
    required: ["type", ...others],
  };
}

/** The runtime's type for a reference, if everybody knows its schema. */
export function wellKnownReference(
  reference: string,
): RuntimeTypeName | undefined {
  if (reference.startsWith("#")) return undefined;
  const [address = ""] = reference.split(/[?#]/, 1);
  return KNOWN_REFERENCES.find(([pattern]) => pattern.test(address))?.[1];
}

/** Replaces references and formats of well-known schemas by the runtime's types. */
export const NAME_WELL_KNOWN_SCHEMAS: SchemaRule = {
  name: "a well-known schema is the runtime's type",
  apply(schema) {
    const byReference = knownReference(schema["$ref"]);
    const byFormat = knownFormat(schema["format"]);
    if (byReference === undefined && byFormat === undefined) return schema;
    const { $ref: reference, format: _, ...rest } = schema;
    if (byReference !== undefined) return structured(rest, byReference);
    const open = rest["type"] === undefined || rest["type"] === "object";
    if (byFormat === undefined || !open || reference !== undefined) {
      return schema;
    }
    // Features may have properties of their own; the others have but one form.
    const specific = byFormat.startsWith("Feature") && !isPlainFeature(rest);
    return specific ? schema : structured(rest, byFormat);
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

/** Keywords that say no more of such a member than its name does. */
const PLAIN_KEYWORDS: ReadonlySet<string> = new Set(
  keywordsWhere(({ plain }) => plain === true),
);

/** Whether a schema says nothing of a feature, or of a collection, that is not true of all of them. */
function isPlainFeature(schema: JsonObject): boolean {
  const { properties } = schema;
  return (
    properties === undefined ||
    (isJsonObject(properties) &&
      Object.entries(properties).every(
        ([name, member]) => FEATURE_MEMBERS.has(name) && isPlain(member),
      ))
  );
}

function isPlain(schema: unknown): boolean {
  return (
    !isJsonObject(schema) ||
    (Object.keys(schema).every((keyword) => PLAIN_KEYWORDS.has(keyword)) &&
      isPlain(schema["items"]))
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

function structured(
  rest: Readonly<Record<string, unknown>>,
  name: RuntimeTypeName,
): Readonly<Record<string, unknown>> {
  return { ...rest, ...STRUCTURES[name], [RUNTIME_TYPE]: name };
}
