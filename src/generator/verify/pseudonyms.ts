import {
  isJsonArray,
  isJsonObject,
  type JsonObject,
  type Json,
} from "../json.js";
import { isJsonMediaType } from "../../runtime/documents/media-type.js";
import type {
  NamedType,
  ProcessModel,
  ProcessSchemas,
  PropertyModel,
  ServiceModel,
  TypeExpression,
} from "../model/service-model.js";
import { unionOf } from "../model/unions.js";
import { RUNTIME_WORDS } from "./runtime-types.js";

/**
 * The model with a pseudonym for each name and string of a server, without
 * texts, and with those keywords alone on which types depend: what stands in
 * the code that another program makes of it and a compiler reads is ours.
 * Processes, inputs and outputs keep their order.
 */
export function withPseudonyms(model: ServiceModel): ServiceModel {
  const pseudonyms = new Pseudonyms();
  return {
    types: namedTypes(model.types, pseudonyms),
    processes: model.processes.map((process) => ({
      ...withoutTexts(process),
      inputs: process.inputs.map((input) => value(input, pseudonyms)),
      outputs: process.outputs.map((output) => value(output, pseudonyms)),
      types: namedTypes(process.types, pseudonyms),
      schemas: schemas(process.schemas, pseudonyms),
    })),
  };
}

class Pseudonyms {
  readonly #definitions = new Map<string, string>();
  readonly #names = new Map<string, string>();
  readonly #strings = new Map<string, string>();

  definition(key: string): string {
    return pseudonym(this.#definitions, key, "Definition");
  }

  name(name: string): string {
    return pseudonym(this.#names, name, "p");
  }

  string(text: string): string {
    return pseudonym(this.#strings, text, "s");
  }
}

function pseudonym(
  known: Map<string, string>,
  text: string,
  prefix: string,
): string {
  if (RUNTIME_WORDS.has(text)) return text;
  const found = known.get(text) ?? `${prefix}${known.size}`;
  known.set(text, found);
  return found;
}

const NO_TEXTS = { tags: [] } as const;

function withoutTexts(process: ProcessModel): ProcessModel {
  return { ...process, enumerations: [], documentation: NO_TEXTS };
}

function value<Value extends { name: string; type: TypeExpression }>(
  described: Value,
  pseudonyms: Pseudonyms,
): Value {
  return {
    ...described,
    name: pseudonyms.name(described.name),
    type: typeOf(described.type, pseudonyms),
    documentation: NO_TEXTS,
  };
}

function namedTypes(
  types: readonly NamedType[],
  pseudonyms: Pseudonyms,
): readonly NamedType[] {
  return types.map(({ name, type }) => ({
    name,
    type: typeOf(type, pseudonyms),
    documentation: NO_TEXTS,
  }));
}

function typeOf(type: TypeExpression, pseudonyms: Pseudonyms): TypeExpression {
  const inner = (other: TypeExpression) => typeOf(other, pseudonyms);
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
      return unionOf(type.members.map(inner));
    case "object":
      return {
        ...type,
        properties: type.properties.map((property): PropertyModel =>
          value(property, pseudonyms),
        ),
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

function schemas(
  { inputs, outputs }: ProcessSchemas,
  pseudonyms: Pseudonyms,
): ProcessSchemas {
  return {
    inputs: schemaOf(inputs, pseudonyms) as Json,
    outputs: schemaOf(outputs, pseudonyms) as Json,
  };
}

function schemaOf(schema: unknown, pseudonyms: Pseudonyms): unknown {
  if (!isJsonObject(schema)) return schema;
  const inner = (member: unknown) => schemaOf(member, pseudonyms);
  const entries = Object.entries(schema).flatMap(([keyword, member]) => {
    const changed = keywordOf(keyword, member, inner, pseudonyms);
    return changed === undefined ? [] : [[keyword, changed]];
  });
  return Object.fromEntries(entries);
}

/** What is left of a keyword; undefined where no type depends on it. */
function keywordOf(
  keyword: string,
  member: unknown,
  inner: (schema: unknown) => unknown,
  pseudonyms: Pseudonyms,
): unknown {
  switch (keyword) {
    case "type":
    case "minItems":
    case "maxItems":
      return member;
    case "items":
    case "additionalProperties":
    case "not":
      return inner(member);
    case "allOf":
    case "anyOf":
    case "oneOf":
    case "prefixItems":
      return isJsonArray(member) ? member.map(inner) : undefined;
    case "properties":
    case "patternProperties":
      return members(member, (name) => pseudonyms.name(name), inner);
    case "$defs":
      return members(member, (key) => pseudonyms.definition(key), inner);
    case "$ref":
      return `${DEFINITIONS}${pseudonyms.definition(String(member).slice(DEFINITIONS.length))}`;
    case "required":
      return isJsonArray(member)
        ? member.map((name) => pseudonyms.name(String(name)))
        : undefined;
    case "enum":
    case "const":
      return json(member, pseudonyms);
    case "contentMediaType":
      return mediaType(member);
    default:
      return undefined;
  }
}

const DEFINITIONS = "#/$defs/";

function members(
  value: unknown,
  rename: (name: string) => string,
  change: (member: unknown) => unknown,
): JsonObject {
  return Object.fromEntries(
    Object.entries(isJsonObject(value) ? value : {}).map(([name, member]) => [
      rename(name),
      change(member),
    ]),
  );
}

function json(value: unknown, pseudonyms: Pseudonyms): unknown {
  if (typeof value === "string") return pseudonyms.string(value);
  if (isJsonArray(value)) return value.map((item) => json(item, pseudonyms));
  if (!isJsonObject(value)) return value;
  return members(
    value,
    (name) => pseudonyms.name(name),
    (member) => json(member, pseudonyms),
  );
}

/** All that a type depends on is whether the text is JSON. */
function mediaType(value: unknown): string {
  return typeof value === "string" && isJsonMediaType(value)
    ? "application/json"
    : "application/octet-stream";
}
