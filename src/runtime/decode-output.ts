import { decodeBase64 } from "./base64.js";
import type { Cancellation } from "./cancellation.js";
import type { Connection } from "./connection.js";
import { isRecord } from "./json.js";
import { fileOfLink, isReadable } from "./linked-file.js";
import { readLink } from "./links.js";
import { isJsonMediaType, isTextMediaType } from "./media-type.js";
import { outputShape } from "./output-schema.js";
import type { OutputShape } from "./output-schema.js";
import type {
  OutputDefinition,
  ProcessDefinition,
} from "./process-definition.js";
import type { Received } from "./received.js";
import { ResultFile } from "./result-file.js";
import { decodeText } from "./text.js";
import { absoluteUrl } from "./urls.js";
import type { Warning } from "./warnings.js";
import {
  isInlineValue,
  mediaTypeOfValue,
  readQualified,
  wireLink,
} from "./wire-values.js";
import type { Qualified } from "./wire-values.js";

/** What decoding an output needs besides what arrived. */
export interface OutputContext {
  readonly connection: Connection;
  readonly cancellation: Cancellation;
  /** The document that links are relative to. */
  readonly base: URL;
  readonly process: ProcessDefinition | undefined;
  readonly name: string;
}

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

/** The schema describes a JSON value: the caller gets it without wrappers, fetched where it was only linked to. */
async function decodeJson(
  value: unknown,
  definition: OutputDefinition,
  context: OutputContext,
): Promise<unknown> {
  if (Array.isArray(value)) return decodeItems(value, context);
  if (!isRecord(value)) return value;
  const link = wireLink(value);
  if (link !== undefined) {
    const shape = await shapeOf(definition, context);
    return shape.properties.has("href")
      ? value
      : fetchValue(link.href, link.type, value, context);
  }
  if (isInlineValue(value)) return value["inlineValue"];
  const qualified = readQualified(value);
  if (qualified === undefined) return value;
  const shape = await shapeOf(definition, context);
  if (shape.properties.has("value") && !wrapsOwnValue(qualified, shape)) {
    return value;
  }
  return decodeQualified(qualified, context);
}

/**
 * An array is one value, and its items are what the schema says. Some servers
 * qualify each of them: they are unwrapped where the schema rules out that the
 * wrapper is the item itself.
 */
async function decodeItems(
  items: readonly unknown[],
  context: OutputContext,
): Promise<unknown> {
  if (items.every((item) => readQualified(item) === undefined)) return items;
  const { process, name } = context;
  const { properties, types } = await outputShape(process, name, "items");
  const admitsWrapper =
    properties.has("value") ||
    (properties.size === 0 && (types.size === 0 || types.has("object")));
  if (admitsWrapper) return items;
  return Promise.all(
    items.map((item) => {
      const qualified = readQualified(item);
      return qualified === undefined
        ? item
        : decodeQualified(qualified, context);
    }),
  );
}

/** Where the schema itself describes a `value`, only an object that again has one was wrapped. */
function wrapsOwnValue({ value }: Qualified, { types }: OutputShape): boolean {
  if (value === null) return types.has("null");
  return isRecord(value) && "value" in value;
}

function decodeQualified(
  { value, mediaType, isBase64 }: Qualified,
  context: OutputContext,
): unknown {
  if (!isBase64 || typeof value !== "string") return value;
  const bytes = decodeBase64(value);
  if (bytes === undefined) {
    warnForm(context, "is said to be base64 and is not");
    return value;
  }
  return contentAsValue(bytes, mediaType, context);
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

async function fetchValue(
  href: string,
  type: string | undefined,
  wire: unknown,
  context: OutputContext,
): Promise<unknown> {
  const { connection, cancellation, base } = context;
  const target = absoluteUrl(href, base);
  if (!isReadable(target)) {
    warnForm(context, "is a link that this client can't read");
    return wire;
  }
  const url = new URL(target);
  if (url.protocol === "data:") {
    const file = fileOfLink(target, type, context);
    return contentAsValue(await file.bytes(), file.mediaType, context);
  }
  const call = { method: "GET", url, kind: "download", cancellation } as const;
  const answer = await connection.fetch(call, (received) => received);
  const mediaType = answer.headers["content-type"] ?? type;
  return contentAsValue(answer.bytes, mediaType, context);
}

/** Content where a JSON value was promised: JSON, else text; anything else is a file, with a warning. */
async function contentAsValue(
  bytes: Uint8Array,
  mediaType: string | undefined,
  context: OutputContext,
): Promise<unknown> {
  const text = decodeText(bytes);
  if (isJsonMediaType(mediaType) || /^\s*[[{]/.test(text)) return parsed(text);
  if (mediaType === undefined || isTextMediaType(mediaType)) return text;
  warnForm(context, `is content of type ${mediaType}, which is no JSON`);
  return Promise.resolve(new ResultFile(mediaType, { kind: "memory", bytes }));
}

async function shapeOf(
  { many }: OutputDefinition,
  { process, name }: OutputContext,
): Promise<OutputShape> {
  if (many === undefined) return outputShape(process, name, "value");
  return outputShape(process, name, many === true ? "items" : "either");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function warnForm(context: OutputContext, problem: string): void {
  const processId = context.process?.id ?? "unknown";
  const warning: Warning = {
    code: "output-form",
    message: `Output ${context.name} of ${processId} ${problem}; it is returned as it came.`,
    processId,
    output: context.name,
  };
  context.connection.warn(warning);
}
