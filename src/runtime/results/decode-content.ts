import { readJson } from "../base/json.js";
import { isTextMediaType } from "../documents/content-type.js";
import { isJsonMediaType } from "../documents/media-type.js";
import type { OutputDefinition } from "../documents/process-definition.js";
import type { Answer } from "../http/connection.js";
import { parseJson } from "../http/parse-json.js";
import {
  exceptionError,
  isClearException,
  isCutOff,
  isException,
  isPage,
  isPageType,
} from "./failures-in-results.js";
import { memorySource } from "./file-sources.js";
import { fits } from "./fits.js";
import { reportHazards } from "./json-hazards.js";
import { labelledText } from "../documents/labelled-text.js";
import type { OutputContext } from "./output-context.js";
import { ReceivedFile } from "./received-file.js";
import type { Received } from "./received.js";
import { isPlausible, shapeOf } from "./value-forms.js";

/** Content that was received outside of JSON, or as base64. */
export interface Content {
  readonly bytes: Uint8Array;
  /** As it is labelled. Empty: it is not. */
  readonly mediaType: string;
  /** Where it came from, for errors. */
  readonly url: URL;
  /** The answer with the content, if it was behind a link. */
  readonly answer?: Answer | undefined;
  /** The media type that the link promised. */
  readonly promised?: string | undefined;
}

/** Decodes content that was received outside of JSON: as a whole body, or as a part of a multipart body. */
export async function decodeContent(
  received: Received & { readonly kind: "content" },
  definition: OutputDefinition,
  context: OutputContext,
): Promise<unknown> {
  const { form, mediaType: described = "application/octet-stream" } =
    definition;
  const { source, href } = received;
  const mediaType = received.mediaType === "" ? described : received.mediaType;
  const file = new ReceivedFile(mediaType, source, href);
  const isValue =
    form === "value" ||
    form === "link" ||
    (form === "value-or-file" && isJsonMediaType(mediaType));
  if (isValue) {
    const bytes = await file.bytes();
    return valueOfContent(
      { bytes, mediaType, url: context.base },
      definition,
      context,
    );
  }
  if (
    form === "file" &&
    isJsonMediaType(mediaType) &&
    !isJsonMediaType(described)
  ) {
    context.problems.add(
      `is content of type ${mediaType} where ${described} is described`,
    );
  }
  return file;
}

/**
 * The value that content is: JSON, or a text, whichever fits. Content that is neither becomes a file, with a warning.
 * @throws ResponseParseError: a page of HTML, or what is labelled JSON and is not; ApiError: an exception.
 */
export async function valueOfContent(
  content: Content,
  definition: OutputDefinition,
  context: OutputContext,
): Promise<unknown> {
  const { bytes, mediaType, answer } = content;
  const { connection } = context;
  const text = labelledText(bytes, mediaType);
  const shape = shapeOf(definition);
  const isJson = isJsonMediaType(mediaType);
  const isText = mediaType === "" || isTextMediaType(mediaType);
  const isGuess =
    isText || /octet-stream/.test(mediaType) || /^\s*[[{]/.test(text);
  const value = isGuess ? readJson(text) : undefined;
  if (value === undefined && isGuess)
    requireText(content, text, definition, context);
  if (isException(value) && answer !== undefined) {
    const isSpecific = (shape.required?.length ?? 0) > 0;
    const isValue = isPlausible(value, definition);
    if (!isValue || (!isSpecific && isClearException(value))) {
      throw await exceptionError(answer, connection);
    }
  }
  if (value !== undefined) reportHazards(text, context.process, connection);
  const isOnlyText =
    shape.types?.every((type) => type === "string" || type === "null") === true;
  if (isText && !isJson && isOnlyText) return text;
  if (value !== undefined) {
    const isOther =
      !isPlausible(value, definition) &&
      definition.form === "value" &&
      isText &&
      fits(text, shape);
    return isOther ? text : value;
  }
  if (isText && definition.form !== "value-or-file" && fits(text, shape)) {
    return text;
  }
  if (definition.form !== "value-or-file") {
    context.problems.add(`is content of type ${mediaType}, which is no JSON`);
  }
  return new ReceivedFile(mediaType, memorySource(bytes, connection));
}

/** Requires that content which is not JSON may be a text. */
function requireText(
  content: Content,
  text: string,
  { form, shape }: OutputDefinition,
  { connection, problems, name }: OutputContext,
): void {
  const { bytes, mediaType, url, answer, promised } = content;
  const isJson = isJsonMediaType(mediaType);
  const isPromised = isPageType(promised) || (answer === undefined && !isJson);
  if (isPage(text) && !isPromised) {
    throw connection.parseError(
      { bytes, url },
      `this is a page of HTML, not the output ${name}`,
    );
  }
  const isTextual = fits("", shape) && !isCutOff(text);
  const isWrong = isJson && (answer !== undefined || !isTextual);
  const mustBeJson = form === "value" && !fits("", shape);
  if (isWrong || (isCutOff(text) && mustBeJson))
    parseJson(connection, { bytes, url });
  if (isJson) problems.add("is a text that is labelled as JSON");
}
