import { decodeBase64 } from "../base/decode-base64.js";
import { isRecord, readJson } from "../base/json.js";
import { decodeText } from "../base/text.js";
import { isTextMediaType } from "../documents/content-type.js";
import { isJsonMediaType } from "../documents/media-type.js";
import type {
  OutputDefinition,
  ValueShape,
} from "../documents/process-definition.js";
import { absoluteUrl } from "../http/urls.js";
import { memorySource } from "./file-sources.js";
import { fileOfLink, isReadable } from "./linked-file.js";
import { shapeOf, warnForm, type OutputContext } from "./output-context.js";
import { outputShape } from "./output-schema.js";
import { ResultFile } from "./result-file.js";
import {
  isInlineValue,
  readQualified,
  wireLink,
  type Qualified,
} from "./wire-values.js";

/** Decodes an output whose schema describes a JSON value: the value without wrappers, fetched where the server sent a link. */
export async function decodeJson(
  value: unknown,
  definition: OutputDefinition,
  context: OutputContext,
): Promise<unknown> {
  if (Array.isArray(value)) return decodeItems(value, definition, context);
  if (!isRecord(value)) return value;
  const link = wireLink(value);
  if (link !== undefined) {
    return shapeOf(definition).members?.includes("href") === true
      ? value
      : fetchValue(link.href, link.type, value, context);
  }
  if (isInlineValue(value)) return value["inlineValue"];
  const qualified = readQualified(value);
  if (qualified === undefined) return value;
  const shape = shapeOf(definition);
  const isOwn =
    shape.members?.includes("value") === true &&
    !wrapsOwnValue(qualified, shape);
  return isOwn ? value : decodeQualified(qualified, context);
}

/**
 * An array is one value, whose items the schema describes. Some servers send each item as a qualified value; the items
 * are unwrapped where the schema excludes that the wrapper itself is the item.
 */
async function decodeItems(
  items: readonly unknown[],
  definition: OutputDefinition,
  context: OutputContext,
): Promise<unknown> {
  if (items.every((item) => readQualified(item) === undefined)) return items;
  const { members, types } = outputShape(definition, "items");
  const admitsWrapper =
    members?.includes("value") ??
    (types === undefined || types.includes("object"));
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

/**
 * Whether a qualified value is a wrapper although the schema itself describes a member `value`: the value inside is
 * an object that has such a member, or null where the schema allows null.
 */
function wrapsOwnValue({ value }: Qualified, { types }: ValueShape): boolean {
  if (value === null) return types?.includes("null") === true;
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

/** The value that a link leads to. `wire` is returned, with a warning, where it cannot be fetched. */
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

/** Content where the type says JSON value: JSON, else text; anything else becomes a file, with a warning. */
async function contentAsValue(
  bytes: Uint8Array,
  mediaType: string | undefined,
  context: OutputContext,
): Promise<unknown> {
  const text = decodeText(bytes);
  if (isJsonMediaType(mediaType) || /^\s*[[{]/.test(text)) {
    return jsonOrText(text);
  }
  if (mediaType === undefined || isTextMediaType(mediaType)) return text;
  warnForm(context, `is content of type ${mediaType}, which is no JSON`);
  return Promise.resolve(new ResultFile(mediaType, memorySource(bytes)));
}

/** The value of a JSON text; a text that is not JSON is itself the value. */
export function jsonOrText(text: string): unknown {
  const value = readJson(text);
  return value === undefined ? text : value;
}
