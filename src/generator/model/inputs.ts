import type { InputDescription } from "../description/process-description.js";
import type { CleanSchema } from "../schema/json-schema.js";
import {
  describesBoundingBox,
  describesLink,
  encodedContent,
} from "./media-types.js";
import { nullApart, typedValue } from "./content-lists.js";
import { typesOf } from "../schema/value-types.js";
import type {
  DocumentationTag,
  InputModel,
  TypeExpression,
} from "./service-model.js";
import { structureOf } from "./structure.js";
import { nameOfValue, type SuggestedName } from "./suggested-name.js";
import type { SchemaTyper } from "./type-of-schema.js";
import type { PlaceOf, TypePlace } from "./type-place.js";
import { includesNull, unionOf } from "./unions.js";
import {
  valueDocumentation,
  withValueDescription,
} from "./value-documentation.js";

/** It includes `string`: text that is sent as it is. */
const BINARY_INPUT: TypeExpression = { kind: "runtime", name: "BinaryInput" };

/** The model of one input, from its description and its cleaned schema. */
export function inputModel(
  input: InputDescription,
  schema: CleanSchema,
  placeOf: PlaceOf,
  typer: SchemaTyper,
): InputModel {
  const repeats = input.maxOccurs > 1;
  const { type, typeOfOne, many, form, mediaType } =
    namelessInput(schema, repeats, typer) ??
    typedInput(input, schema, placeOf(input, "input"), typer);
  const documented = typer.documented(schema);
  return {
    name: input.name,
    type,
    ...optionality(input, schema, typeOfOne),
    many,
    ...(form === undefined ? {} : { form }),
    ...(mediaType === undefined ? {} : { mediaType }),
    documentation: valueDocumentation(
      input,
      repeats ? withoutLengths(documented) : documented,
      occurrenceTags(input),
    ),
  };
}

/** The type of an input, and how it goes over the wire. */
type TypedInput = Pick<InputModel, "form" | "many" | "mediaType" | "type"> & {
  /** The type of one occurrence. */
  readonly typeOfOne: TypeExpression;
};

/** An input of scalars, which are sent as they are; undefined for any other. Most inputs are so. */
function namelessInput(
  schema: CleanSchema,
  repeats: boolean,
  typer: SchemaTyper,
): TypedInput | undefined {
  const typeOfOne = isEncoded(schema) ? undefined : typer.nameless(schema);
  if (typeOfOne === undefined) return undefined;
  const type: TypeExpression = repeats
    ? { kind: "array", element: typeOfOne }
    : typeOfOne;
  return { type, typeOfOne, many: repeats };
}

function typedInput(
  input: InputDescription,
  schema: CleanSchema,
  place: TypePlace,
  typer: SchemaTyper,
): TypedInput {
  const described = withValueDescription(schema, input);
  const alternatives = typer
    .alternatives(described, place.pointer)
    .flatMap(nullApart);
  const repeats = input.maxOccurs > 1;
  const { type, typeOfOne, many, lists } = typedValue(
    repeats ? withoutArrayForms(alternatives, place, typer) : alternatives,
    {
      repeats,
      isContent: isEncoded,
      typeOf: (some, at, title) => inputType(some, at, typer, title),
      title: nameOfValue(input.title),
    },
    place,
    typer,
  );
  const encoded = [...alternatives, ...lists.flat()].filter(isEncoded);
  const mediaType = encoded[0]?.contentMediaType;
  const form =
    encoded.length > 0 ? "binary" : inputForm(alternatives.filter(isNotNull));
  return {
    type,
    typeOfOne,
    many,
    ...(form === undefined ? {} : { form }),
    ...(mediaType === undefined ? {} : { mediaType }),
  };
}

/** The type of one value: content in any of its forms, or whatever else the schema describes. */
function inputType(
  alternatives: readonly CleanSchema[],
  place: TypePlace,
  typer: SchemaTyper,
  title?: SuggestedName,
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
 * An input may be left out if `minOccurs` is 0 or the schema has a default.
 * A nullable input with neither may be left out too, and is then sent as
 * `null`: the reference server drops `default: null` from its descriptions, so
 * such an input may have that default. If it has none, the server refuses a
 * request without the input, but takes an explicit `null`.
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

/** How the value goes over the wire; undefined where it is sent as it is (OGC 18-062r2, Requirement 20). */
function inputForm(
  alternatives: readonly CleanSchema[],
): "bbox" | "link" | "object" | undefined {
  if (alternatives.length === 0) return undefined;
  if (alternatives.every(describesBoundingBox)) return "bbox";
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

/** Weaver describes a repeatable input as one item or an array of items; `maxOccurs` makes that array already. */
function withoutArrayForms(
  alternatives: readonly CleanSchema[],
  place: TypePlace,
  typer: SchemaTyper,
): readonly CleanSchema[] {
  const items = alternatives.filter((schema) => schema.type !== "array");
  if (items.length === 0) return alternatives;
  const itemType = structureOf(typer.typeOfAlternatives(items, place));
  return alternatives.filter((schema) => {
    if (schema.type !== "array" || typeof schema.items !== "object") {
      return true;
    }
    return structureOf(typer.typeOf(schema.items, place)) !== itemType;
  });
}

/** The lengths in the schema of an input that repeats are not those of the array that callers write. */
function withoutLengths({
  minItems: _minimum,
  maxItems: _maximum,
  ...rest
}: CleanSchema): CleanSchema {
  return rest;
}

function occurrenceTags({
  minOccurs = 0,
  maxOccurs,
}: InputDescription): readonly DocumentationTag[] {
  if (maxOccurs <= 1) return [];
  const tags: DocumentationTag[] = [];
  if (minOccurs > 1) tags.push({ name: "minItems", text: String(minOccurs) });
  if (Number.isFinite(maxOccurs)) {
    tags.push({ name: "maxItems", text: String(maxOccurs) });
  }
  return tags;
}
