import { isTextMediaType } from "../../runtime/documents/content-type.js";
import { isCharset } from "../model/media-types.js";
import type { InputModel, ProcessSchemas } from "../model/service-model.js";
import type { CleanSchema } from "../schema/json-schema.js";
import { contentsIn, valueShape } from "./value-shape.js";

/**
 * The media type that the server has to be told for a text, because the input
 * may have other formats as well (OGC 18-062r2, Requirement 21): the first one
 * of text. Undefined: there is one format only, or a text may be a plain string.
 *
 * @param inputs - JSON Schema of all inputs of the process, as types are made from it.
 */
export function textMediaType(
  inputs: ProcessSchemas["inputs"],
  { name, form }: Pick<InputModel, "form" | "name">,
): string | undefined {
  if (form !== "binary") return undefined;
  const contents = contentsIn(inputs, name);
  const others = otherTypes(inputs, name);
  if (others === undefined || others.includes("string")) return undefined;
  return contents.length + others.length > 1
    ? contents.find(isText)?.contentMediaType
    : undefined;
}

/** The types of values that are no files; items of an array come one by one, and null is no format. Undefined: any. */
function otherTypes(
  inputs: ProcessSchemas["inputs"],
  name: string,
): readonly string[] | undefined {
  const shape = valueShape(inputs, name);
  if (shape === undefined) return [];
  const types = shape.types?.flatMap((type) =>
    type === "array" && shape.items !== undefined
      ? (shape.items.types ?? ["string"])
      : [type],
  );
  return types?.filter((type) => type !== "null");
}

function isText({ contentMediaType, contentEncoding }: CleanSchema): boolean {
  return (
    contentMediaType !== undefined &&
    isTextMediaType(contentMediaType) &&
    (contentEncoding === undefined || isCharset(contentEncoding))
  );
}
