import type { InputDescription } from "../description/process-description.js";
import type { CleanSchema } from "../schema/json-schema.js";
import { RUNTIME_TYPE } from "../schema/runtime-type.js";
import { occurrence, partContentLists } from "./content-lists.js";
import { schemaTags, withoutRepeatedTitle } from "./documentation.js";
import { describesLink, encodedContent } from "./media-types.js";
import { typesOf } from "../schema/value-types.js";
import { structureOf } from "./structure.js";
import { titleOfValue } from "./type-drafts.js";
import { itemPlace, type TypePlace } from "./type-place.js";
import type { SchemaTyper } from "./type-of-schema.js";
import type {
  Documentation,
  DocumentationTag,
  InputModel,
  TypeExpression,
} from "./service-model.js";
import { includesNull, unionOf } from "./unions.js";

/** It has `string` in it: text that is sent as it is. */
const BINARY_INPUT: TypeExpression = { kind: "runtime", name: "BinaryInput" };

/** The model of one input, from its description and its cleaned schema. */
export function inputModel(
  input: InputDescription,
  schema: CleanSchema,
  place: TypePlace,
  typer: SchemaTyper,
): InputModel {
  const described = withValueDescription(schema, input);
  const alternatives = typer.alternatives(described, place.pointer);
  const repeats = input.maxOccurs > 1;
  const parted = repeats
    ? { lists: [], single: withoutArrayForms(alternatives, place, typer) }
    : partContentLists(alternatives, isEncoded, place, typer);
  const { lists, single } = parted;
  const type = unionOf([
    inputType(single, place, typer, titleOfValue(input.title)),
    ...lists.map((items): TypeExpression => ({
      kind: "array",
      element: inputType(items, itemPlace(place), typer),
    })),
  ]);
  const encoded = [...alternatives, ...lists.flat()].filter(isEncoded);
  const mediaType = encoded[0]?.contentMediaType;
  const form =
    encoded.length > 0 ? "binary" : inputForm(alternatives.filter(isNotNull));
  return {
    name: input.name,
    type: repeats ? { kind: "array", element: type } : type,
    ...optionality(input, schema, type),
    many: repeats || occurrence(parted),
    ...(form === undefined ? {} : { form }),
    ...(mediaType === undefined ? {} : { mediaType }),
    documentation: valueDocumentation(input, schema, occurrenceTags(input)),
  };
}

/** The type of one value: content in any of its forms, or what else the schema describes. */
function inputType(
  alternatives: readonly CleanSchema[],
  place: TypePlace,
  typer: SchemaTyper,
  title?: string,
): TypeExpression {
  const plain = alternatives.filter((alternative) => !isEncoded(alternative));
  return unionOf([
    ...(plain.length < alternatives.length ? [BINARY_INPUT] : []),
    typer.typeOfAlternatives(plain, place, title),
  ]);
}

function isEncoded(schema: CleanSchema): boolean {
  return encodedContent(schema) !== undefined;
}

/**
 * An input may be left out where `minOccurs` is 0 or the schema has a default.
 * A nullable one with neither may be left out too, and is then sent as `null`:
 * the reference server drops `default: null` from its descriptions, and refuses
 * a request without such an input only where it has no default.
 */
function optionality(
  input: InputDescription,
  schema: CleanSchema,
  type: TypeExpression,
): { readonly optional: boolean; readonly nullWhenOmitted: boolean } {
  const hasDefault = schema.default !== undefined && schema.default !== null;
  if (input.minOccurs === 0 || hasDefault) {
    return { optional: true, nullWhenOmitted: false };
  }
  const nullable = includesNull(type) && input.minOccurs === undefined;
  return { optional: nullable, nullWhenOmitted: nullable };
}

/** How the value goes on the wire, where that is not as it is (OGC 18-062r2, Requirement 20). */
function inputForm(
  alternatives: readonly CleanSchema[],
): "bbox" | "link" | "object" | undefined {
  if (alternatives.length === 0) return undefined;
  const isBoundingBox = (schema: CleanSchema) =>
    schema[RUNTIME_TYPE] === "BoundingBox";
  if (alternatives.every(isBoundingBox)) return "bbox";
  if (alternatives.every(describesLink)) return "link";
  return alternatives.some(maybeObject) ? "object" : undefined;
}

function maybeObject(schema: CleanSchema): boolean {
  if (schema.$ref !== undefined) return true;
  if (schema.enum !== undefined || schema.const !== undefined) return false;
  return schema.type === undefined || typesOf(schema.type).includes("object");
}

function isNotNull(schema: CleanSchema): boolean {
  return schema.type !== "null";
}

/** Weaver describes a repeatable input as one item or a list of them; the list is what `maxOccurs` says already. */
function withoutArrayForms(
  alternatives: readonly CleanSchema[],
  place: TypePlace,
  typer: SchemaTyper,
): readonly CleanSchema[] {
  const items = alternatives.filter((schema) => schema.type !== "array");
  if (items.length === 0) return alternatives;
  const itemType = structureOf(typer.typeOfAlternatives(items, place));
  return alternatives.filter((schema) => {
    if (schema.type !== "array" || typeof schema.items !== "object")
      return true;
    return structureOf(typer.typeOf(schema.items, place)) !== itemType;
  });
}

function occurrenceTags(input: InputDescription): readonly DocumentationTag[] {
  if (input.maxOccurs <= 1 || !Number.isFinite(input.maxOccurs)) return [];
  return [{ name: "maxItems", text: String(input.maxOccurs) }];
}

/** A schema named by its input's title is described by its input's description. */
export function withValueDescription(
  schema: CleanSchema,
  value: { readonly title?: string; readonly description?: string },
): CleanSchema {
  const named = titleOfValue(value.title) !== undefined;
  return named &&
    schema.description === undefined &&
    value.description !== undefined
    ? { ...schema, description: value.description }
    : schema;
}

/** What the description of an input or output says, completed by its schema. */
export function valueDocumentation(
  value: {
    readonly name: string;
    readonly title?: string;
    readonly description?: string;
  },
  schema: CleanSchema,
  tags: readonly DocumentationTag[] = [],
): Documentation {
  const title = value.title ?? schema.title;
  const description = value.description ?? schema.description;
  const documentation = {
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    tags: [...schemaTags(schema), ...tags],
  };
  // A title that names the value's type stands in the type already.
  const typeName = titleOfValue(title);
  return withoutRepeatedTitle(documentation, [
    value.name,
    ...(typeName === undefined ? [] : [typeName]),
  ]);
}
