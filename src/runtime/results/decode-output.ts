import { decodeBase64 } from "../base/decode-base64.js";
import { isRecord } from "../base/json.js";
import { readLink } from "../documents/links.js";
import { isTextMediaType } from "../documents/content-type.js";
import { isJsonMediaType } from "../documents/media-type.js";
import type { OutputDefinition } from "../documents/process-definition.js";
import { absoluteUrl } from "../http/urls.js";
import { decodeJson, jsonOrText } from "./decode-json.js";
import { fileOfLink } from "./linked-file.js";
import { shapeOf, warnForm, type OutputContext } from "./output-context.js";
import type { Received } from "./received.js";
import { memorySource } from "./file-sources.js";
import { ResultFile } from "./result-file.js";
import { mediaTypeOfValue, readQualified, wireLink } from "./wire-values.js";

/** Decodes a value that was received inside JSON, or a link to it. */
export async function decodeValue(
  value: unknown,
  definition: OutputDefinition,
  context: OutputContext,
): Promise<unknown> {
  if (value === null || value === undefined) return null;
  if (definition.many !== undefined && Array.isArray(value)) {
    return Promise.all(
      value.map((item) => decodeValue(item, definition, context)),
    );
  }
  switch (definition.form) {
    case "link":
      return decodeLink(value, context);
    case "file":
      return decodeFile(value, definition, context);
    case "value":
      return decodeJson(value, definition, context);
    case "value-or-file": {
      const type = mediaTypeOfValue(value);
      return type === undefined || isJsonMediaType(type)
        ? decodeJson(value, definition, context)
        : decodeFile(value, definition, context);
    }
  }
}

/** Decodes an output whose schema describes a link: the caller gets that link, with an absolute URL. */
function decodeLink(value: unknown, context: OutputContext): unknown {
  const link = readLink(value);
  if (link !== undefined)
    return { ...link, href: absoluteUrl(link.href, context.base) };
  if (typeof value === "string")
    return { href: absoluteUrl(value, context.base) };
  if (isRecord(value) && "value" in value) {
    return value["value"] === null ? null : decodeLink(value["value"], context);
  }
  warnForm(context, "is no link");
  return value;
}

/** Decodes an output whose schema describes content: the caller gets a file, however the server sent it. */
function decodeFile(
  value: unknown,
  definition: OutputDefinition,
  context: OutputContext,
): unknown {
  const link = wireLink(value);
  if (link !== undefined) {
    return fileOfLink(link.href, link.type ?? definition.mediaType, context);
  }
  const qualified = readQualified(value);
  const inner = qualified === undefined ? value : qualified.value;
  if (inner === null) return null;
  const mediaType =
    qualified?.mediaType ?? definition.mediaType ?? "application/octet-stream";
  return new ResultFile(
    mediaType,
    memorySource(bytesOf(inner, mediaType, qualified?.isBase64 === true)),
  );
}

/**
 * The bytes of a file that was sent inside JSON: base64 where the server says so, and for content that JSON could not
 * hold otherwise (OGC 18-062r2, requirement 22).
 */
function bytesOf(
  value: unknown,
  mediaType: string,
  isBase64: boolean,
): Uint8Array {
  const encoder = new TextEncoder();
  if (typeof value !== "string") return encoder.encode(JSON.stringify(value));
  const mayBeBase64 = isBase64 || !isTextMediaType(mediaType);
  return (
    (mayBeBase64 ? decodeBase64(value) : undefined) ?? encoder.encode(value)
  );
}

/** Decodes content that was received outside of JSON: as a whole body, or as a part of a multipart body. */
export async function decodeContent(
  received: Received & { readonly kind: "content" },
  definition: OutputDefinition,
  context: OutputContext,
): Promise<unknown> {
  const { form } = definition;
  const mediaType =
    received.mediaType === ""
      ? (definition.mediaType ?? "application/octet-stream")
      : received.mediaType;
  const isValue =
    form === "value" ||
    form === "link" ||
    (form === "value-or-file" && isJsonMediaType(mediaType));
  const file = new ResultFile(mediaType, received.source, received.href);
  if (!isValue) return filesOf(file, definition, context);
  if (!isJsonMediaType(mediaType) && !isTextMediaType(mediaType)) {
    warnForm(context, `is content of type ${mediaType}, which is no JSON`);
    return file;
  }
  const text = await file.text();
  const { types = [] } = shapeOf(definition);
  const isText = types.length === 1 && types[0] === "string";
  const value = isText && !isJsonMediaType(mediaType) ? text : jsonOrText(text);
  return decodeValue(value, definition, context);
}

/** The file, or an array of files where the server put all of them into one JSON document. */
async function filesOf(
  file: ResultFile,
  definition: OutputDefinition,
  context: OutputContext,
): Promise<unknown> {
  const { many, mediaType } = definition;
  const isList =
    many !== undefined &&
    isJsonMediaType(file.mediaType) &&
    !isJsonMediaType(mediaType);
  const items = isList ? jsonOrText(await file.text()) : undefined;
  return Array.isArray(items) ? decodeValue(items, definition, context) : file;
}
