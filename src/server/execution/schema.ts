import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import { fullFormats } from "ajv-formats/dist/formats.js";
import { isJsonObject, type Schema } from "../documents.js";

/** Returns the faults of a value, one sentence for each; an empty list if the value is valid. */
export type Validator = (value: unknown) => readonly string[];

const POSITION = { type: "array", minItems: 2, items: { type: "number" } };
const GEOMETRY_TYPES = [
  "Point",
  "MultiPoint",
  "LineString",
  "MultiLineString",
  "Polygon",
  "MultiPolygon",
  "GeometryCollection",
];

/** The schemas for the standard's `format` hints (OGC 18-062r2, table 13), so that none is fetched. */
const HINTED_SCHEMAS: Readonly<Record<string, Schema>> = {
  "ogc-bbox": {
    type: "object",
    required: ["bbox"],
    properties: {
      bbox: {
        type: "array",
        items: { type: "number" },
        anyOf: [
          { minItems: 4, maxItems: 4 },
          { minItems: 6, maxItems: 6 },
        ],
      },
      crs: { type: "string" },
    },
  },
  "geojson-geometry": {
    type: "object",
    required: ["type"],
    properties: { type: { enum: GEOMETRY_TYPES } },
    if: { properties: { type: { const: "Point" } } },
    then: { required: ["coordinates"], properties: { coordinates: POSITION } },
    else: {
      anyOf: [{ required: ["coordinates"] }, { required: ["geometries"] }],
      properties: {
        coordinates: { type: "array", minItems: 1 },
        geometries: { type: "array" },
      },
    },
  },
  "geojson-feature": {
    type: "object",
    required: ["type", "geometry", "properties"],
    properties: { type: { const: "Feature" } },
  },
  "geojson-feature-collection": {
    type: "object",
    required: ["type", "features"],
    properties: {
      type: { const: "FeatureCollection" },
      features: { type: "array", items: { type: "object" } },
    },
  },
};

/** Without its white space: RFC 4648, section 4. */
const BASE64 =
  /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

const AJV = new Ajv({
  strict: false,
  allErrors: true,
  logger: false,
  formats: {
    ...fullFormats,
    base64: (text: string) => BASE64.test(text.replaceAll(/\s+/g, "")),
    // The standard's own examples have no time zone.
    "date-time":
      /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[+-]\d\d:?\d\d)?$/,
  },
});
const COMPILED = new WeakMap<Schema, ValidateFunction>();

/** Compiles a schema in the OpenAPI 3.0 dialect, once for each schema object. */
export function validatorOf(schema: Schema): Validator {
  let validate = COMPILED.get(schema);
  if (validate === undefined) {
    validate = AJV.compile(toJsonSchema(schema));
    COMPILED.set(schema, validate);
  }
  const check = validate;
  return (value) => {
    void check(value);
    return (check.errors ?? []).map(sentence);
  };
}

function sentence(error: ErrorObject): string {
  const where = error.instancePath === "" ? "" : `${error.instancePath} `;
  const allowed: unknown = error.params["allowedValues"];
  const hint = Array.isArray(allowed) ? `: ${JSON.stringify(allowed)}` : "";
  return `${where}${error.message ?? error.keyword}${hint}`;
}

/** Translates a schema from the OpenAPI 3.0 dialect to JSON Schema. The result is for validation only. */
export function toJsonSchema(schema: Schema): Schema {
  const { nullable, exclusiveMinimum, exclusiveMaximum, ...rest } = schema;
  const hint = rest["format"];
  const known = typeof hint === "string" ? HINTED_SCHEMAS[hint] : undefined;
  const result: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(rest)) {
    // References point to other documents, which are not fetched; the `format` beside them is used instead.
    if (keyword === "$ref" || keyword === "discriminator") continue;
    // Several formats may match one value: two kinds of image are both strings.
    result[keyword === "oneOf" ? "anyOf" : keyword] = translated(
      keyword,
      value,
    );
  }
  if (isBinary(schema)) result["format"] = "base64";
  bound(result, "exclusiveMinimum", "minimum", exclusiveMinimum);
  bound(result, "exclusiveMaximum", "maximum", exclusiveMaximum);
  const own = known === undefined ? result : { allOf: [known] };
  return nullable === true ? { anyOf: [own, { type: "null" }] } : own;
}

/** Whether values are base64 in a JSON string: OGC 18-062r2, requirement 22. */
export function isBinary(schema: Schema): boolean {
  return ["base64", "binary"].includes(String(schema["contentEncoding"]));
}

function translated(keyword: string, value: unknown): unknown {
  if (["oneOf", "anyOf", "allOf"].includes(keyword) && Array.isArray(value)) {
    return value.map((one: unknown) =>
      isJsonObject(one) ? toJsonSchema(one) : one,
    );
  }
  if (["items", "not", "additionalProperties"].includes(keyword)) {
    return isJsonObject(value) ? toJsonSchema(value) : value;
  }
  if (keyword === "properties" && isJsonObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [
        name,
        isJsonObject(one) ? toJsonSchema(one) : one,
      ]),
    );
  }
  return value;
}

/** `exclusiveMinimum: true` refers to the `minimum` beside it, and has no meaning without one. */
function bound(
  schema: Record<string, unknown>,
  exclusive: string,
  inclusive: string,
  value: unknown,
): void {
  if (typeof value === "number") schema[exclusive] = value;
  if (value === true && schema[inclusive] !== undefined) {
    schema[exclusive] = schema[inclusive];
  }
}
