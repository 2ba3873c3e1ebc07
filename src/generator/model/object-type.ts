import type { Json } from "../json.js";
import type { CleanSchema } from "../schema/json-schema.js";
import { schemaDocumentation } from "./documentation.js";
import { memberPlace, type TypePlace } from "./type-place.js";
import type { PropertyModel, TypeExpression } from "./service-model.js";
import { UNKNOWN, unionOf } from "./unions.js";

/** What the types of objects and arrays need to know of schemas in them. */
export interface SchemaReader {
  /** The type of a schema. */
  typeOf(schema: CleanSchema, place: TypePlace): TypeExpression;
  /** The type of a schema that needs no place, because nothing in it gets a name; undefined for any other: see {@link namelessType}. */
  nameless(schema: CleanSchema): TypeExpression | undefined;
  /** Adds what is said elsewhere of the values of a schema: see {@link documentedSchema}. */
  documented(schema: CleanSchema): CleanSchema;
  /** The values that a schema lists, itself or through what it refers to; undefined where it admits others. */
  listed(schema: CleanSchema): readonly Json[] | undefined;
}

/** The type of an object, without a name. */
export function objectType(
  schema: CleanSchema,
  place: TypePlace,
  reader: SchemaReader,
): TypeExpression {
  const map = mapOfListedNames(schema, place, reader);
  if (map !== undefined) return map;
  const required = new Set(schema.required);
  const described = schema.properties ?? {};
  const rest = additionalType(schema, place, reader);
  const propertyOf = (
    name: string,
    type: TypeExpression,
    property: CleanSchema,
  ): PropertyModel => ({
    name,
    type,
    optional: !required.has(name),
    documentation: schemaDocumentation(reader.documented(property), name),
  });
  const properties = Object.keys(described).map((name) => {
    const property = described[name] ?? {};
    const type =
      reader.nameless(property) ??
      reader.typeOf(property, memberPlace(place, name));
    return propertyOf(name, type, property);
  });
  for (const name of required) {
    if (Object.hasOwn(described, name)) continue;
    properties.push(propertyOf(name, rest ?? UNKNOWN, {}));
  }
  if (rest === undefined) {
    return properties.length > 0 || schema.additionalProperties === false
      ? { kind: "object", properties }
      : { kind: "object", properties, additional: UNKNOWN };
  }
  return {
    kind: "object",
    properties,
    additional: widened(rest, properties),
  };
}

/** The type of a map whose names the schema lists; undefined for any other schema. */
function mapOfListedNames(
  schema: CleanSchema,
  place: TypePlace,
  reader: SchemaReader,
): TypeExpression | undefined {
  const { propertyNames } = schema;
  if (propertyNames === undefined || !isMap(schema)) return undefined;
  const names = reader
    .listed(propertyNames)
    ?.filter((name) => typeof name === "string");
  if (names === undefined || names.length > MAXIMUM_NAMES) return undefined;
  const type = additionalType(schema, place, reader) ?? UNKNOWN;
  return {
    kind: "object",
    properties: names.map((name) => ({
      name,
      type,
      optional: true,
      documentation: { tags: [] },
    })),
    ...(names.length === 0
      ? {}
      : { names: reader.typeOf(propertyNames, place) }),
  };
}

/** A map of more names is one of any name: nobody reads its type. */
const MAXIMUM_NAMES = 1000;

/** The type of properties that are not named; undefined where there are none, or the schema does not mention them. */
function additionalType(
  schema: CleanSchema,
  place: TypePlace,
  reader: SchemaReader,
): TypeExpression | undefined {
  const { additionalProperties, patternProperties } = schema;
  if (
    patternProperties === undefined &&
    typeof additionalProperties !== "object"
  ) {
    return additionalProperties === true ? UNKNOWN : undefined;
  }
  const at = { ...place, name: `${place.name}Value` };
  const types = Object.values(patternProperties ?? {}).map((pattern) =>
    reader.typeOf(pattern, at),
  );
  if (additionalProperties === true) return UNKNOWN;
  if (typeof additionalProperties === "object") {
    types.push(
      reader.typeOf(additionalProperties, {
        ...at,
        pointer: `${place.pointer}/additionalProperties`,
      }),
    );
  } else if (types.length > 0 && additionalProperties === undefined) {
    // A map by patterns is of what they say, although other names may have any value.
    return schema.properties === undefined && isMap(schema)
      ? unionOf(types)
      : UNKNOWN;
  }
  return types.length === 0 ? undefined : unionOf(types);
}

/** Whether a schema names no property. */
function isMap({ properties = {}, required = [] }: CleanSchema): boolean {
  return Object.keys(properties).length === 0 && required.length === 0;
}

const UNDEFINED: TypeExpression = { kind: "keyword", name: "undefined" };

/** The type of an index signature, which TypeScript wants to admit the types of all named properties. */
function widened(
  rest: TypeExpression,
  properties: readonly PropertyModel[],
): TypeExpression {
  if (properties.length === 0 || rest === UNKNOWN) return rest;
  const types = properties.map((property) => property.type);
  const optional = properties.some((property) => property.optional);
  return unionOf([rest, ...types, ...(optional ? [UNDEFINED] : [])]);
}
