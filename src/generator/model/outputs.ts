import type { OutputDescription } from "../description/types.js";
import type { CleanSchema } from "../schema/types.js";
import { valueDocumentation, withValueDescription } from "./inputs.js";
import { describesLink, encodedContent } from "./media-types.js";
import { titleOfValue } from "./type-drafts.js";
import type { TypePlace } from "./type-place.js";
import type { SchemaTyper } from "./type-of-schema.js";
import type { OutputModel, TypeExpression } from "./types.js";
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
  const files = alternatives.filter(
    (alternative) => encodedContent(alternative) === "file",
  );
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
  const type = unionOf([
    ...(values.length > 0
      ? [typer.typeOfAlternatives(values, place, titleOfValue(output.title))]
      : []),
    // JSON that is described as a string arrives parsed where the server sends a link to it.
    ...(texts.length > 0 && values.length === 0 ? [UNKNOWN] : []),
    ...(files.length > 0 ? [RESULT_FILE] : []),
  ]);
  const many = output.maxOccurs > 1;
  const mediaType = files[0]?.contentMediaType;
  return {
    name: output.name,
    type: many ? { kind: "array", element: type } : type,
    form: outputForm(files, [...values, ...texts]),
    many,
    ...(mediaType === undefined ? {} : { mediaType }),
    documentation: valueDocumentation(output, schema),
  };
}

function outputForm(
  files: readonly CleanSchema[],
  values: readonly CleanSchema[],
): OutputModel["form"] {
  if (files.length > 0) return values.length > 0 ? "value-or-file" : "file";
  const notNull = values.filter((schema) => schema.type !== "null");
  return notNull.length > 0 && notNull.every(describesLink) ? "link" : "value";
}
