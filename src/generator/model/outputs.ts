import type { OutputDescription } from "../description/process-description.js";
import type { CleanSchema } from "../schema/json-schema.js";
import { nullApart, typedValue } from "./content-lists.js";
import { describesLink, encodedContent } from "./media-types.js";
import { nameOfValue, type SuggestedName } from "./suggested-name.js";
import type { PlaceOf, TypePlace } from "./type-place.js";
import type { SchemaTyper } from "./type-of-schema.js";
import type { OutputModel, TypeExpression } from "./service-model.js";
import { UNKNOWN, unionOf } from "./unions.js";
import {
  valueDocumentation,
  withValueDescription,
} from "./value-documentation.js";

const RESULT_FILE: TypeExpression = { kind: "runtime", name: "ResultFile" };

/** The model of one output, from its description and its cleaned schema. */
export function outputModel(
  output: OutputDescription,
  schema: CleanSchema,
  placeOf: PlaceOf,
  typer: SchemaTyper,
): OutputModel {
  const { type, form, many, mediaType } =
    namelessOutput(output, schema, typer) ??
    typedOutput(output, schema, placeOf(output, "output"), typer);
  return {
    name: output.name,
    type,
    form,
    many,
    ...(mediaType === undefined ? {} : { mediaType }),
    documentation: valueDocumentation(output, typer.documented(schema)),
  };
}

/** The type of an output, and how it comes. */
type TypedOutput = Pick<OutputModel, "form" | "many" | "mediaType" | "type">;

/** An output of scalars, which come as they are; undefined for any other. */
function namelessOutput(
  { maxOccurs }: OutputDescription,
  schema: CleanSchema,
  typer: SchemaTyper,
): TypedOutput | undefined {
  const type =
    encodedContent(schema) === undefined ? typer.nameless(schema) : undefined;
  if (type === undefined) return undefined;
  return maxOccurs > 1
    ? { type: { kind: "array", element: type }, form: "value", many: true }
    : { type, form: "value", many: false };
}

function typedOutput(
  output: OutputDescription,
  schema: CleanSchema,
  place: TypePlace,
  typer: SchemaTyper,
): TypedOutput {
  const described = withValueDescription(schema, output);
  const alternatives = typer
    .alternatives(described, place.pointer)
    .flatMap(nullApart);
  const { type, many, single, lists } = typedValue(
    alternatives,
    {
      repeats: output.maxOccurs > 1,
      isContent: isFile,
      typeOf: (some, at, title) =>
        outputType(byDelivery(some), at, typer, title),
      title: nameOfValue(output.title),
    },
    place,
    typer,
  );
  const sorted = [single, ...lists].map(byDelivery);
  const files = sorted.flatMap((some) => some.files);
  const mediaType = files[0]?.contentMediaType;
  return {
    type,
    form: outputForm(
      files,
      sorted.flatMap(({ values, texts }) => [...values, ...texts]),
    ),
    many,
    ...(mediaType === undefined ? {} : { mediaType }),
  };
}

/** Alternatives, separated by what the caller gets. */
interface SortedAlternatives {
  /** Content that the caller gets as a ResultFile. */
  readonly files: readonly CleanSchema[];
  /** JSON inside a string. */
  readonly texts: readonly CleanSchema[];
  /** Everything else. */
  readonly values: readonly CleanSchema[];
}

function byDelivery(alternatives: readonly CleanSchema[]): SortedAlternatives {
  const files = alternatives.filter(isFile);
  const texts = alternatives.filter(
    (alternative) => encodedContent(alternative) === "json-text",
  );
  const plain = alternatives.filter(
    (alternative) =>
      !files.includes(alternative) && !texts.includes(alternative),
  );
  // A link beside a file is another way to deliver that file: the runtime follows it.
  const values =
    files.length > 0 ? plain.filter((other) => !describesLink(other)) : plain;
  return { files, texts, values };
}

function outputType(
  { files, texts, values }: SortedAlternatives,
  place: TypePlace,
  typer: SchemaTyper,
  title?: SuggestedName,
): TypeExpression {
  return unionOf([
    ...(values.length > 0
      ? [typer.typeOfAlternatives(values, place, title)]
      : []),
    // JSON that is described as a string arrives parsed where the server sends a link to it.
    ...(texts.length > 0 && values.length === 0 ? [UNKNOWN] : []),
    ...(files.length > 0 ? [RESULT_FILE] : []),
  ]);
}

function isFile(schema: CleanSchema): boolean {
  return encodedContent(schema) === "file";
}

function outputForm(
  files: readonly CleanSchema[],
  values: readonly CleanSchema[],
): OutputModel["form"] {
  if (files.length > 0) return values.length > 0 ? "value-or-file" : "file";
  const notNull = values.filter((schema) => schema.type !== "null");
  return notNull.length > 0 && notNull.every(describesLink) ? "link" : "value";
}
