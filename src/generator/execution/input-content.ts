import mime from "mime";
import { isTextMediaType } from "../../runtime/documents/content-type.js";
import { essenceOf } from "../../runtime/documents/media-type.js";
import { contentsIn } from "../emit/value-shape.js";
import { UsageError } from "../errors.js";
import { isJsonObject } from "../json.js";
import type { ProcessModel } from "../model/service-model.js";
import type { InputJudge } from "./input-judge.js";
import { isHttpUrl, readingsOf, type Reading } from "./input-readings.js";

/** The media types of the content that an input takes, in the order of its description. */
export function mediaTypesOf(
  { typeSchemas }: Pick<ProcessModel, "typeSchemas">,
  name: string,
): readonly string[] {
  return contentsIn(typeSchemas.inputs, name).flatMap(
    ({ contentMediaType }) => contentMediaType ?? [],
  );
}

/**
 * A text for an input that takes content: the link to it, a JSON value that the input takes as well, or the content itself.
 */
export function contentOfText(text: string, judge: InputJudge): Reading {
  if (isHttpUrl(text)) return { value: new URL(text) };
  return jsonReading(text, judge) ?? { value: text };
}

/**
 * A file for an input that takes content: a JSON value that the input takes as well, text, or bytes. Where the input has
 * several formats, that of the file is told, which its name says.
 */
export function contentOfFile(
  bytes: Uint8Array,
  path: string,
  mediaTypes: readonly string[],
  judge: InputJudge,
): Reading {
  const text = utf8(bytes);
  const json = text === undefined ? undefined : jsonReading(text, judge);
  if (json !== undefined) return json;
  const named = mime.getType(path) ?? undefined;
  const type =
    mediaTypes.find((described) => essenceOf(described) === named) ??
    mediaTypes.find(
      (described) => isTextMediaType(described) === (text !== undefined),
    ) ??
    mediaTypes[0];
  if (mediaTypes.length > 1 && type !== undefined) {
    return { value: new Blob([copyOf(bytes)], { type }) };
  }
  const isText = text !== undefined && isTextMediaType(type);
  return { value: isText ? text : bytes };
}

/** What JSON says, where the input takes such a value, a link or a qualified value beside its content. */
function jsonReading(text: string, judge: InputJudge): Reading | undefined {
  return readingsOf(text).find(
    ({ value }) =>
      typeof value !== "string" && (judge.isOfType(value) || isWireForm(value)),
  );
}

/** Whether an object is a link, or content with its media type, as programs pass them. */
function isWireForm(value: unknown): boolean {
  if (!isJsonObject(value)) return false;
  const { href, mediaType } = value;
  return (
    typeof href === "string" ||
    (typeof mediaType === "string" && "value" in value)
  );
}

/**
 * The text of a file.
 *
 * @throws UsageError where it is none in UTF-8.
 */
export function requireText(bytes: Uint8Array, path: string): string {
  const text = utf8(bytes);
  if (text !== undefined) return text;
  throw new UsageError("The file is no text in UTF-8.", {
    where: path,
    hint: "Only inputs that have a media type of their own take other files.",
  });
}

/** The text of bytes. Undefined: they are none in UTF-8. */
function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The constructor of blobs takes no bytes of memory that is shared. */
function copyOf(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}
