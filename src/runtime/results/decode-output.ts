import { decodeBase64 } from "../base/base64.js";
import { decodeJson, parsed } from "./decode-json.js";
import { isRecord } from "../base/json.js";
import { fileOfLink } from "./linked-file.js";
import { readLink } from "../documents/links.js";
import { isJsonMediaType, isTextMediaType } from "../documents/media-type.js";
import { shapeOf, warnForm, type OutputContext } from "./output-context.js";
import type { OutputDefinition } from "../documents/process-definition.js";
import type { Received } from "./received.js";
import { ResultFile } from "./result-file.js";
import { absoluteUrl } from "../http/urls.js";
import { mediaTypeOfValue, readQualified, wireLink } from "./wire-values.js";

/** Turns what arrived for one output into what the caller was promised: never a wire form. */
export async function decodeOutput(
  received: Received,
  definition: OutputDefinition,
  context: OutputContext,
): Promise<unknown> {
  const decoded =
    received.kind === "content"
      ? await decodeContent(received, definition, context)
      : await decodeValue(wireValue(received, definition), definition, context);
  const isOne = definition.many === true && !Array.isArray(decoded);
  return isOne && decoded !== null ? [decoded] : decoded;
}

/** A server may qualify a whole array instead of its items. */
function wireValue(
  received: Exclude<Received, { readonly kind: "content" }>,
  { many }: OutputDefinition,
): unknown {
  if (received.kind === "link") return received.link;
  const { value } = received;
  return many !== undefined && isRecord(value) && Array.isArray(value["value"])
    ? value["value"]
    : value;
}

async function decodeValue(
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

/** The schema describes a link: the caller gets that link. */
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

/** The schema describes content: the caller gets a file, however it was delivered. */
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
  return new ResultFile(mediaType, {
    kind: "memory",
    bytes: bytesOf(inner, mediaType, qualified?.isBase64 === true),
  });
}

/** Base64 where the server says so, and for content that JSON could not hold otherwise (requirement 22). */
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

/** Content that came by itself, in a part of its own or at the end of a link. */
async function decodeContent(
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
  const { types } = await shapeOf(definition, context);
  const isText = types.has("string") && types.size === 1;
  const value = isText && !isJsonMediaType(mediaType) ? text : parsed(text);
  return decodeValue(value, definition, context);
}

/** A file, or an array of files where the server put them all into one document. */
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
  const items = isList ? parsed(await file.text()) : undefined;
  return Array.isArray(items) ? decodeValue(items, definition, context) : file;
}
