import type {
  OutputDefinition,
  ValueShape,
} from "../../runtime/documents/process-definition.js";
import { isCharset } from "../model/media-types.js";
import type { OutputModel, ProcessSchemas } from "../model/service-model.js";
import { contentsIn, valueShape } from "./value-shape.js";

/**
 * What the schema of an output says, as far as it decides how the runtime reads
 * an answer. Undefined: anything, or for a file and a link, nothing but that.
 *
 * @param outputs - JSON Schema of all outputs of the process, as types are made from it.
 */
export function outputShape(
  outputs: ProcessSchemas["outputs"],
  { name, form }: Pick<OutputModel, "form" | "name">,
): ValueShape | undefined {
  const shape = valueShape(outputs, name) ?? {};
  if (form === "value" || form === "value-or-file") {
    return Object.keys(shape).length === 0 ? undefined : shape;
  }
  // Files and links are recognised without a shape; only null may stand in their place.
  return shape.types?.includes("null") === true
    ? { types: ["null"] }
    : undefined;
}

/**
 * The media types of an output that is a file, where its schema lists several
 * of which a call may ask for one. Empty: there is no choice.
 *
 * @param outputs - JSON Schema of all outputs of the process, as it is exported.
 */
export function outputMediaTypes(
  outputs: ProcessSchemas["outputs"],
  { name, form }: Pick<OutputModel, "form" | "name">,
): readonly string[] {
  // What may be JSON as well has a media type that no schema names.
  if (form !== "file") return [];
  const listed = contentsIn(outputs, name).flatMap(
    ({ contentMediaType }) => contentMediaType ?? [],
  );
  const mediaTypes = [...new Set(listed)];
  return mediaTypes.length > 1 ? mediaTypes : [];
}

/**
 * `text` where every file of an output stands in JSON as text, because its
 * schema names a charset as its encoding.
 *
 * @param outputs - JSON Schema of all outputs of the process, as it is exported.
 */
export function outputEncoding(
  outputs: ProcessSchemas["outputs"],
  { name, form }: Pick<OutputModel, "form" | "name">,
): OutputDefinition["encoding"] {
  if (form !== "file" && form !== "value-or-file") return undefined;
  const contents = contentsIn(outputs, name);
  const areTexts = contents.every(({ contentEncoding = "" }) =>
    isCharset(contentEncoding),
  );
  return contents.length > 0 && areTexts ? "text" : undefined;
}
