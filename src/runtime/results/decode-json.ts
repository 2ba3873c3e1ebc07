import { decodeBase64 } from "../base/base64.js";
import { isRecord } from "../base/json.js";
import { fileOfLink, isReadable } from "./linked-file.js";
import { isJsonMediaType, isTextMediaType } from "../documents/media-type.js";
import { shapeOf, warnForm, type OutputContext } from "./output-context.js";
import { outputShape, type OutputShape } from "./output-schema.js";
import type { OutputDefinition } from "../documents/process-definition.js";
import { ResultFile } from "./result-file.js";
import { decodeText } from "../base/text.js";
import { absoluteUrl } from "../http/urls.js";
import {
  isInlineValue,
  readQualified,
  wireLink,
  type Qualified,
} from "./wire-values.js";

/** The schema describes a JSON value: the caller gets it without wrappers, fetched where it was only linked to. */
export async function decodeJson(
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

/** The value of JSON text; a text that is none is the value itself. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
