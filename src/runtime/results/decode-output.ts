import { decodeBase64 } from "../base/decode-base64.js";
import { isTextMediaType } from "../documents/content-type.js";
import { readLink } from "../documents/links.js";
import { isJsonMediaType } from "../documents/media-type.js";
import type { OutputDefinition } from "../documents/process-definition.js";
import { absoluteUrl } from "../http/urls.js";
import { decodeContent, valueOfContent } from "./decode-content.js";
import { memorySource } from "./file-sources.js";
import { fits } from "./fits.js";
import { fetchLinked, fileOfLink } from "./linked-content.js";
import { kindOf, misfit } from "./misfit.js";
import type { OutputContext } from "./output-context.js";
import type { Received } from "./received.js";
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
  if (received.kind === "content") {
    const found = await decodeContent(received, definition, context);
    return found instanceof ResultFile
      ? found
      : decodeValue(found, definition, context);
  }
  const wire = received.kind === "link" ? received.link : received.value;
  return decodeValue(wire, definition, context);
}

/** Decodes a value of JSON, or a link to it. */
export async function decodeValue(
  wire: unknown,
  definition: OutputDefinition,
  context: OutputContext,
  said: Omit<Opened, "href" | "value"> = {},
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
    return decodeItems(value, definition, opened, context);
  if (form === "link") return decodeLink(value, context);
  if (form === "file") return decodeFile(opened, definition, context);
  if (href !== undefined) return decodeLinked(opened, definition, context);
  return form === "value-or-file" && isFile(opened, definition)
    ? decodeFile(opened, definition, context)
    : decodeJson(opened, definition, context);
}

/** An array: one value, or several of which each came by itself. */
async function decodeItems(
  items: readonly unknown[],
  definition: OutputDefinition,
  said: Opened,
  context: OutputContext,
): Promise<unknown> {
  const isDescribed = isArrayOf(definition);
  if (!isDescribed) {
    context.problems.add(
      `is an array where one ${described(definition)} is described`,
    );
  }
  const item = itemDefinition(definition);
  const { value: _, ...quality } = said;
  if (item !== undefined) {
    // An array of many plain values is not gone through twice.
    if (item.form === "value" && fits(items, { items: item.shape ?? {} }, true))
      return items;
    return Promise.all(
      items.map((each) => decodeValue(each, item, context, quality)),
    );
  }
  // Nothing describes the items, so only links, which are never values, are something else than they are.
  return Promise.all(
    items.map((each) =>
      readLink(each) === undefined
        ? each
        : decodeValue(each, { form: "value" }, context),
    ),
  );
}

/** What an output is described as, in a word. */
function described({ form, mediaType, shape }: OutputDefinition): string {
  if (form.endsWith("file")) return mediaType ?? "a file";
  return form === "link" ? "link" : (shape?.types?.join(" or ") ?? "value");
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

/** Decodes an output whose schema describes a link: the caller gets that link, with an absolute URL. */
function decodeLink(value: unknown, context: OutputContext): unknown {
  const link = readLink(value);
  if (link !== undefined)
    return { ...link, href: absoluteUrl(link.href, context.base) };
  if (typeof value === "string")
    return { href: absoluteUrl(value, context.base) };
  context.problems.add(`is ${kindOf(value)}, and no link`);
  return value;
}

/** Decodes an output whose schema describes content: the caller gets a file, however the server sent it. */
function decodeFile(
  opened: Opened,
  definition: OutputDefinition,
  context: OutputContext,
): ResultFile {
  const { value, href, encoding } = opened;
  const mediaType = opened.mediaType ?? definition.mediaType;
  if (href !== undefined) return fileOfLink(href, mediaType, context);
  const source = memorySource(
    typeof value === "string"
      ? bytesOf(value, mediaType, encoding ?? definition.encoding, context)
      : new TextEncoder().encode(JSON.stringify(value)),
  );
  if (typeof value === "string" || isJsonMediaType(mediaType)) {
    return new ResultFile(mediaType ?? UNTYPED, source);
  }
  context.problems.add(
    `is ${kindOf(value)} where ${described(definition)} is described`,
  );
  return new ResultFile("application/json", source);
}

/** The media type of content whose type nobody says. */
const UNTYPED = "application/octet-stream";

/**
 * The bytes of a file that was sent inside JSON: base64 where the server says so, and for content that JSON could not
 * hold otherwise (OGC 18-062r2, requirement 22).
 */
function bytesOf(
  text: string,
  mediaType: string = UNTYPED,
  encoding: string | undefined,
  context: OutputContext,
): Uint8Array {
  const isSaid = isBase64(encoding);
  const mayBe =
    isSaid ||
    encoding === "binary" ||
    (encoding === undefined && !isTextMediaType(mediaType));
  const bytes = mayBe ? decodeBase64(text) : undefined;
  if (isSaid && bytes === undefined) {
    context.problems.add("is said to be base64 and is not");
  }
  return bytes ?? new TextEncoder().encode(text);
}

/** Decodes a value that is somewhere else: the content that the link leads to. */
async function decodeLinked(
  { value, href = "", mediaType }: Opened,
  definition: OutputDefinition,
  context: OutputContext,
): Promise<unknown> {
  const isLeft =
    definition.form === "value-or-file" &&
    mediaType !== undefined &&
    !isJsonMediaType(mediaType);
  if (isLeft) return fileOfLink(href, mediaType, context);
  const found = await fetchLinked(href, mediaType, context);
  if (found === undefined) {
    context.problems.add("is a link that this client can't read");
    return value;
  }
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
