import { decodeBase64 } from "../base/decode-base64.js";
import { readLink } from "../documents/links.js";
import { isJsonMediaType } from "../documents/media-type.js";
import type { OutputDefinition } from "../documents/process-definition.js";
import { absoluteUrl } from "./absolute-url.js";
import { UNKNOWN_OUTPUT } from "./body-forms.js";
import { decodeContent, valueOfContent } from "./decode-content.js";
import { decodeFile, described, jsonBytes } from "./decode-file.js";
import { fits } from "./fits.js";
import { fetchLinked, fileOfLink } from "./linked-content.js";
import { kindOf, misfit } from "./misfit.js";
import type { OutputContext } from "./output-context.js";
import type { Received, ReceivedOne } from "./received.js";
import { ResultFile } from "./result-file.js";
import {
  isArrayOf,
  isBase64,
  itemDefinition,
  openValue,
  shapeOf,
  type Opened,
} from "./value-forms.js";

/** Turns what was received for one output into what its type says: never a wire form. */
export async function decodeOutput(
  received: Received,
  definition: OutputDefinition,
  context: OutputContext,
): Promise<unknown> {
  const decoded = await decodeReceived(received, definition, context);
  const isOne = definition.many === true && !Array.isArray(decoded);
  return isOne && decoded !== null ? [decoded] : decoded;
}

async function decodeReceived(
  received: Received,
  definition: OutputDefinition,
  context: OutputContext,
): Promise<unknown> {
  if (received.kind === "list") {
    return decodeList(received.items, definition, context);
  }
  if (received.kind === "content") {
    const found = await decodeContent(received, definition, context);
    return found instanceof ResultFile
      ? found
      : decodeValue(found, definition, context);
  }
  const wire = received.kind === "link" ? received.link : received.value;
  return decodeValue(wire, definition, context);
}

/** Decodes what came one by one under one name. */
async function decodeList(
  items: readonly ReceivedOne[],
  definition: OutputDefinition,
  context: OutputContext,
): Promise<unknown> {
  requireArray(definition, context);
  const item = itemDefinition(definition) ?? definition;
  return Promise.all(items.map((each) => decodeReceived(each, item, context)));
}

/** Decodes a value of JSON, or a link to it. */
export async function decodeValue(
  wire: unknown,
  definition: OutputDefinition,
  context: OutputContext,
  said: Omit<Opened, "href" | "value"> = {},
  depth = 0,
): Promise<unknown> {
  const opened = openValue(wire, definition, said);
  const { value, href } = opened;
  const { form, shape } = definition;
  if (value === null) {
    if (!fits(null, shape ?? (form === "value" ? {} : { types: [] }))) {
      context.problems.add(
        `is null where ${described(definition)} is described`,
      );
    }
    return null;
  }
  if (Array.isArray(value))
    return decodeItems(value, definition, opened, context, depth);
  if (form === "link") return decodeLink(value, context);
  if (form === "file") return decodeFile(opened, definition, context);
  if (href !== undefined) return decodeLinked(opened, definition, context);
  return form === "value-or-file" && isFile(opened, definition)
    ? decodeFile(opened, definition, context)
    : decodeJson(opened, definition, context);
}

/** Most arrays in arrays of which the items are looked at one by one. */
const DEEPEST_ARRAY = 8;

/** An array: one value, or several of which each came by itself. */
async function decodeItems(
  items: readonly unknown[],
  definition: OutputDefinition,
  said: Opened,
  context: OutputContext,
  depth: number,
): Promise<unknown> {
  if (depth > DEEPEST_ARRAY) {
    context.problems.add("has arrays in arrays that nothing describes");
    return items;
  }
  requireArray(definition, context);
  const item = itemDefinition(definition);
  const { value: _, ...quality } = said;
  if (item !== undefined) {
    // An array of many plain values is not gone through twice.
    if (item.form === "value" && fits(items, { items: item.shape ?? {} }, true))
      return items;
    return Promise.all(
      items.map((each) => decodeValue(each, item, context, quality, depth + 1)),
    );
  }
  // Nothing describes the items, so only links, which are never values, are something else than they are.
  return Promise.all(
    items.map((each) =>
      readLink(each) === undefined
        ? each
        : decodeValue(
            each,
            isUnknown(definition) ? definition : { form: "value" },
            context,
          ),
    ),
  );
}

function requireArray(
  definition: OutputDefinition,
  { problems }: OutputContext,
): void {
  if (isArrayOf(definition)) return;
  problems.add(`is an array where one ${described(definition)} is described`);
}

/** Whether an output that is a value or a file came as a file: by its media type, else because it is no such value. */
function isFile(
  { value, mediaType, encoding }: Opened,
  definition: OutputDefinition,
): boolean {
  if (mediaType !== undefined) return !isJsonMediaType(mediaType);
  return (
    isBase64(encoding) ||
    (typeof value === "string" && !fits(value, shapeOf(definition)))
  );
}

/**
 * Decodes an output whose schema describes a link: the caller gets that link, with an absolute URL.
 * @throws ResponseParseError: it is no link.
 */
function decodeLink(value: unknown, context: OutputContext): unknown {
  const { connection, base, name } = context;
  const link = readLink(value);
  if (link !== undefined)
    return { ...link, href: absoluteUrl(link.href, base, connection) };
  if (typeof value === "string")
    return { href: absoluteUrl(value, base, connection) };
  throw connection.parseError(
    { bytes: jsonBytes(value, context), url: base },
    `the output ${name} is ${kindOf(value)} without href, and no link`,
  );
}

/** Whether an output is not described. Nothing is promised of its links, so they stay links, and no other host is asked. */
function isUnknown(definition: OutputDefinition): boolean {
  return definition === UNKNOWN_OUTPUT;
}

/** Decodes a value that is somewhere else: the content that the link leads to. */
async function decodeLinked(
  { value, href = "", mediaType }: Opened,
  definition: OutputDefinition,
  context: OutputContext,
): Promise<unknown> {
  if (isUnknown(definition)) return decodeLink(value, context);
  const isFileType = mediaType !== undefined && !isJsonMediaType(mediaType);
  if (definition.form === "value-or-file" && isFileType) {
    return fileOfLink(href, mediaType, context);
  }
  const found = await fetchLinked(href, mediaType, context);
  if (found === undefined) return value;
  const content = await valueOfContent(found, definition, context);
  if (content instanceof ResultFile) return content;
  const opened = openValue(content, definition);
  // A link behind a link is not followed: it could lead back.
  return decodeJson(
    opened.href === undefined ? opened : { value: content },
    definition,
    context,
  );
}

/** Decodes an output whose schema describes a JSON value. */
async function decodeJson(
  { value, mediaType, encoding }: Opened,
  definition: OutputDefinition,
  context: OutputContext,
): Promise<unknown> {
  if (isBase64(encoding) && typeof value === "string") {
    const bytes = decodeBase64(value);
    if (bytes !== undefined) {
      const { base: url } = context;
      const content = { bytes, mediaType: mediaType ?? "", url };
      const found = await valueOfContent(content, definition, context);
      if (!(found instanceof ResultFile))
        noteMisfit(found, definition, context);
      return found;
    }
    context.problems.add("is said to be base64 and is not");
    return value;
  }
  noteMisfit(value, definition, context);
  return value;
}

function noteMisfit(
  value: unknown,
  definition: OutputDefinition,
  { problems }: OutputContext,
): void {
  const problem = misfit(value, shapeOf(definition));
  if (problem !== undefined) problems.add(problem);
}
