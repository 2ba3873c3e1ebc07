import type { OutputDescription } from "../description/process-description.js";
import type { CleanSchema } from "../schema/json-schema.js";
import { valueDocumentation, withValueDescription } from "./inputs.js";
import { occurrence, partContentLists } from "./content-lists.js";
import { describesLink, encodedContent } from "./media-types.js";
import { titleOfValue } from "./type-drafts.js";
import { itemPlace, type TypePlace } from "./type-place.js";
import type { SchemaTyper } from "./type-of-schema.js";
import type { OutputModel, TypeExpression } from "./service-model.js";
import { UNKNOWN, unionOf } from "./unions.js";

const RESULT_FILE: TypeExpression = { kind: "runtime", name: "ResultFile" };

/** The model of one output, from its description and its cleaned schema. */
export function outputModel(
  output: OutputDescription,
  schema: CleanSchema,
  place: TypePlace,
  typer: SchemaTyper,
): OutputModel {
  const described = withValueDescription(schema, output);
  const alternatives = typer.alternatives(described, place.pointer);
  const repeats = output.maxOccurs > 1;
  const parted = repeats
    ? { lists: [], single: alternatives }
    : partContentLists(alternatives, isFile, place, typer);
  const single = sorted(parted.single);
  const lists = parted.lists.map(sorted);
  const type = unionOf([
    outputType(single, place, typer, titleOfValue(output.title)),
    ...lists.map((items): TypeExpression => ({
      kind: "array",
      element: outputType(items, itemPlace(place), typer),
    })),
  ]);
  const all = [single, ...lists];
  const files = all.flatMap((part) => part.files);
  const mediaType = files[0]?.contentMediaType;
  return {
    name: output.name,
    type: repeats ? { kind: "array", element: type } : type,
    form: outputForm(
      files,
      all.flatMap(({ values, texts }) => [...values, ...texts]),
    ),
    many: repeats || occurrence(parted),
    ...(mediaType === undefined ? {} : { mediaType }),
    documentation: valueDocumentation(output, schema),
  };
}

/** Alternatives by what becomes of them. */
interface SortedAlternatives {
  readonly files: readonly CleanSchema[];
  /** JSON inside a string. */
  readonly texts: readonly CleanSchema[];
  readonly values: readonly CleanSchema[];
}

function sorted(alternatives: readonly CleanSchema[]): SortedAlternatives {
  const files = alternatives.filter(isFile);
  const texts = alternatives.filter(
    (alternative) => encodedContent(alternative) === "json-text",
  );
  const plain = alternatives.filter(
    (alternative) =>
      !files.includes(alternative) && !texts.includes(alternative),
  );
  // Beside a file, a link is another way to deliver it: the runtime follows it.
  const values =
    files.length > 0 ? plain.filter((other) => !describesLink(other)) : plain;
  return { files, texts, values };
}

function outputType(
  { files, texts, values }: SortedAlternatives,
  place: TypePlace,
  typer: SchemaTyper,
  title?: string,
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
