import {
  isJsonArray,
  isJsonObject,
  ownMember,
  type JsonObject,
  type Json,
} from "../json.js";
import { isJsonMediaType } from "../../runtime/documents/media-type.js";
import { structureOf } from "../model/structure.js";
import type {
  NamedType,
  ProcessModel,
  ProcessSchemas,
  PropertyModel,
  ServiceModel,
  TypeExpression,
} from "../model/service-model.js";
import { unionOf } from "../model/unions.js";
import type { StructureKeyword } from "../schema/keywords.js";
import { RUNTIME_WORDS } from "./runtime-declarations.js";

/**
 * The model with a pseudonym for each name and string of the server, without
 * documentation, and with only those keywords on which types depend. The code
 * that another program makes of it thus contains nothing that the server chose
 * when a compiler reads it. Processes, inputs and outputs keep their order.
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
      typeSchemas: schemas(process.typeSchemas, pseudonyms),
    })),
  };
}

/** Gives each name and string its pseudonym, the same every time. */
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
  return {
    ...process,
    enumerations: [],
    documentation: NO_TEXTS,
    schemas: { inputs: {}, outputs: {} },
  };
}

function value<Value extends { name: string; type: TypeExpression }>(
  described: Value,
  pseudonyms: Pseudonyms,
): Value {
  return {
    ...described,
    name: pseudonyms.name(described.name),
    type: typeWithPseudonyms(described.type, pseudonyms),
    documentation: NO_TEXTS,
  };
}

function namedTypes(
  types: readonly NamedType[],
  pseudonyms: Pseudonyms,
): readonly NamedType[] {
  return types.map(({ name, type }) => ({
    name,
    type: typeWithPseudonyms(type, pseudonyms),
    documentation: NO_TEXTS,
  }));
}

function typeWithPseudonyms(
  type: TypeExpression,
  pseudonyms: Pseudonyms,
): TypeExpression {
  const inner = (other: TypeExpression) =>
    typeWithPseudonyms(other, pseudonyms);
  switch (type.kind) {
    case "literal":
      return typeof type.value === "string"
        ? { kind: "literal", value: pseudonyms.string(type.value) }
        : type;
    case "array":
      return { kind: "array", element: inner(type.element) };
    case "tuple":
      // The other program does not tell outputs, of which the first item is promised, from inputs.
      if (isListWithFirst(type)) {
        return { kind: "array", element: inner(type.rest) };
      }
      return {
        ...type,
        elements: type.elements.map(inner),
        ...(type.rest === undefined ? {} : { rest: inner(type.rest) }),
      };
    case "union":
      return unionOf(type.members.map(inner));
    case "object":
      return {
        kind: "object",
        properties: type.properties.map((property): PropertyModel =>
          value(property, pseudonyms),
        ),
        ...(type.additional === undefined
          ? {}
          : { additional: inner(type.additional) }),
      };
    case "tagged":
      return {
        ...type,
        base: inner(type.base),
        property: pseudonyms.name(type.property),
        value: inner(type.value),
      };
    case "keyword":
    case "reference":
    case "runtime":
      return type;
  }
}

/** Whether a tuple is a list of one type that is never empty: `[T, ...T[]]`. */
function isListWithFirst(
  type: Extract<TypeExpression, { readonly kind: "tuple" }>,
): type is typeof type & { readonly rest: TypeExpression } {
  const { elements, required = elements.length, rest } = type;
  const [first, ...others] = elements;
  if (first === undefined || rest === undefined) return false;
  return (
    others.length === 0 &&
    required === 1 &&
    structureOf(first) === structureOf(rest)
  );
}

function schemas(
  { inputs, outputs }: ProcessSchemas,
  pseudonyms: Pseudonyms,
): ProcessSchemas {
  return {
    inputs: schemaWithPseudonyms(inputs, pseudonyms) as Json,
    outputs: schemaWithPseudonyms(outputs, pseudonyms) as Json,
  };
}

function schemaWithPseudonyms(
  schema: unknown,
  pseudonyms: Pseudonyms,
): unknown {
  if (!isJsonObject(schema)) return schema;
  const inner = (member: unknown) => schemaWithPseudonyms(member, pseudonyms);
  const entries = Object.entries(schema).flatMap(([keyword, value]) => {
    const read = ownMember(KEYWORD_READERS, keyword);
    const changed = read?.(value, inner, pseudonyms);
    return changed === undefined ? [] : [[keyword, changed]];
  });
  return Object.fromEntries(entries);
}

/** Makes pseudonyms in the value of a keyword; `inner` makes them in a schema. */
type KeywordReader = (
  value: unknown,
  inner: (schema: unknown) => unknown,
  pseudonyms: Pseudonyms,
) => unknown;

const unchanged: KeywordReader = (value) => value;
const inSchema: KeywordReader = (value, inner) => inner(value);
const inList: KeywordReader = (value, inner) =>
  isJsonArray(value) ? value.map(inner) : undefined;
const inMembers: KeywordReader = (value, inner, pseudonyms) =>
  mapNames(value, (name) => pseudonyms.name(name), inner);
const inLiteral: KeywordReader = (value, _inner, pseudonyms) =>
  literalWithPseudonyms(value, pseudonyms);

/** The keywords on which types depend; all others are left out. */
const KEYWORD_READERS: Readonly<
  Record<StructureKeyword | "$defs" | "required", KeywordReader>
> = {
  $defs: (value, inner, pseudonyms) =>
    mapNames(value, (key) => pseudonyms.definition(key), inner),
  $ref: (value, _inner, pseudonyms) =>
    `${DEFINITIONS}${pseudonyms.definition(String(value).slice(DEFINITIONS.length))}`,
  additionalProperties: inSchema,
  allOf: inList,
  anyOf: inList,
  const: inLiteral,
  // No type tells how content is encoded, only that it is content.
  contentEncoding: () => undefined,
  contentMediaType: (value) => mediaType(value),
  enum: inLiteral,
  items: inSchema,
  maxItems: unchanged,
  minItems: unchanged,
  not: inSchema,
  oneOf: inList,
  patternProperties: inMembers,
  prefixItems: inList,
  properties: inMembers,
  required: (value, _inner, pseudonyms) =>
    isJsonArray(value)
      ? value.map((name) => pseudonyms.name(String(name)))
      : undefined,
  type: unchanged,
};

/** Beginning of every reference. */
const DEFINITIONS = "#/$defs/";

function mapNames(
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

function literalWithPseudonyms(
  value: unknown,
  pseudonyms: Pseudonyms,
): unknown {
  if (typeof value === "string") return pseudonyms.string(value);
  if (isJsonArray(value))
    return value.map((item) => literalWithPseudonyms(item, pseudonyms));
  if (!isJsonObject(value)) return value;
  return mapNames(
    value,
    (name) => pseudonyms.name(name),
    (member) => literalWithPseudonyms(member, pseudonyms),
  );
}

/** The type depends only on whether the media type is JSON. */
function mediaType(value: unknown): string {
  return typeof value === "string" && isJsonMediaType(value)
    ? "application/json"
    : "application/octet-stream";
}
