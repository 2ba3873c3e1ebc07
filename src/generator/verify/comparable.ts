import { isJsonArray, isJsonObject, type JsonObject } from "../json.js";
import type { PropertyModel, TypeExpression } from "../model/types.js";

/** Names and strings of a server, replaced one by one: none of them reaches the code that is compared. */
export class Pseudonyms {
  readonly #names = new Map<string, string>();
  readonly #strings = new Map<string, string>();

  /** A property name in the place of a server's. */
  name(name: string): string {
    return pseudonym(this.#names, name, "p");
  }

  /** A string value in the place of a server's. */
  string(text: string): string {
    return pseudonym(this.#strings, text, "s");
  }
}

function pseudonym(
  known: Map<string, string>,
  text: string,
  prefix: string,
): string {
  const found = known.get(text) ?? `${prefix}${known.size}`;
  known.set(text, found);
  return found;
}

/** Keywords with a schema, a list of schemas, or schemas by name. */
const SCHEMA = new Set(["items", "additionalProperties"]);
const SCHEMA_LISTS = new Set(["allOf", "anyOf", "oneOf", "prefixItems"]);
const COPIED = new Set(["$ref", "type"]);

/**
 * A cleaned schema with what its type depends on and nothing else: titles,
 * descriptions, patterns, defaults and formats are gone, and the server's names
 * and strings are replaced. json-schema-to-typescript is given only this.
 */
export function comparableSchema(
  schema: unknown,
  pseudonyms: Pseudonyms,
): JsonObject {
  if (!isJsonObject(schema)) return {};
  const entries = Object.entries(schema).flatMap(([keyword, value]) => {
    if (COPIED.has(keyword)) return [[keyword, copied(keyword, value)]];
    if (SCHEMA.has(keyword)) {
      const inner =
        typeof value === "boolean"
          ? value
          : comparableSchema(value, pseudonyms);
      return [[keyword, inner]];
    }
    if (SCHEMA_LISTS.has(keyword) && isJsonArray(value)) {
      return [
        [keyword, value.map((item) => comparableSchema(item, pseudonyms))],
      ];
    }
    switch (keyword) {
      case "properties":
        return [[keyword, renamed(value, pseudonyms)]];
      case "required":
        return [
          [keyword, (value as string[]).map((name) => pseudonyms.name(name))],
        ];
      case "enum":
        return [
          [
            keyword,
            (value as unknown[]).map((item) => literal(item, pseudonyms)),
          ],
        ];
      case "const":
        return [["enum", [literal(value, pseudonyms)]]];
      default:
        return [];
    }
  });
  const cleaned = Object.fromEntries(entries) as JsonObject;
  return withRequired(cleaned);
}

/** The library leaves out properties that are required and not described. */
function withRequired(schema: JsonObject): JsonObject {
  const { properties, required } = schema;
  if (!Array.isArray(required)) return schema;
  const named = isJsonObject(properties) ? properties : {};
  const missing = required.map(String).filter((name) => !(name in named));
  return {
    ...schema,
    properties: {
      ...named,
      ...Object.fromEntries(missing.map((name) => [name, {}])),
    },
  };
}

/** The library knows references into `definitions`. */
function copied(keyword: string, value: unknown): unknown {
  return keyword === "$ref" && typeof value === "string"
    ? value.replace("#/$defs/", "#/definitions/")
    : value;
}

function renamed(value: unknown, pseudonyms: Pseudonyms): JsonObject {
  return Object.fromEntries(
    Object.entries(isJsonObject(value) ? value : {}).map(([name, member]) => [
      pseudonyms.name(name),
      comparableSchema(member, pseudonyms),
    ]),
  );
}

function literal(value: unknown, pseudonyms: Pseudonyms): unknown {
  return typeof value === "string" ? pseudonyms.string(value) : value;
}

/** A type of the model with the same replacements. */
export function comparableType(
  type: TypeExpression,
  pseudonyms: Pseudonyms,
): TypeExpression {
  const inner = (other: TypeExpression) => comparableType(other, pseudonyms);
  switch (type.kind) {
    case "literal":
      return typeof type.value === "string"
        ? { kind: "literal", value: pseudonyms.string(type.value) }
        : type;
    case "array":
      return { kind: "array", element: inner(type.element) };
    case "tuple":
      return {
        ...type,
        elements: type.elements.map(inner),
        ...(type.rest === undefined ? {} : { rest: inner(type.rest) }),
      };
    case "union":
      return { kind: "union", members: type.members.map(inner) };
    case "object":
      return {
        ...type,
        properties: type.properties.map((property): PropertyModel => ({
          name: pseudonyms.name(property.name),
          type: inner(property.type),
          optional: property.optional,
          documentation: { tags: [] },
        })),
        ...(type.additional === undefined
          ? {}
          : { additional: inner(type.additional) }),
      };
    case "keyword":
    case "reference":
    case "runtime":
      return type;
  }
}
