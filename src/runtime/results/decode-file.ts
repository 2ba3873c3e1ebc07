import { decodeBase64 } from "../base/decode-base64.js";
import { isTextMediaType } from "../documents/content-type.js";
import { isJsonMediaType } from "../documents/media-type.js";
import type { OutputDefinition } from "../documents/process-definition.js";
import { memorySource } from "./file-sources.js";
import { fileOfLink } from "./linked-content.js";
import { kindOf } from "./misfit.js";
import type { OutputContext } from "./output-context.js";
import { ReceivedFile } from "./received-file.js";
import type { ResultFile } from "./result-file.js";
import { isBase64, type Opened } from "./value-forms.js";

/** Decodes an output whose schema describes content: the caller gets a file, however the server sent it. */
export function decodeFile(
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
      : jsonBytes(value, context),
    context.connection,
  );
  if (typeof value === "string" || isJsonMediaType(mediaType)) {
    return new ReceivedFile(mediaType ?? UNTYPED, source);
  }
  context.problems.add(
    `is ${kindOf(value)} where ${described(definition)} is described`,
  );
  return new ReceivedFile("application/json", source);
}

/**
 * A value as JSON.
 * @throws ResponseParseError: the value is nested deeper than JSON can be written.
 */
export function jsonBytes(
  value: unknown,
  { connection, base: url, name }: OutputContext,
): Uint8Array {
  try {
    return new TextEncoder().encode(JSON.stringify(value));
  } catch {
    const bytes = new TextEncoder().encode("{");
    throw connection.parseError(
      { bytes, url },
      `the output ${name} is nested too deep`,
    );
  }
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

/** What an output is described as, in a word. */
export function described({
  form,
  mediaType,
  shape,
}: OutputDefinition): string {
  if (form.endsWith("file")) return mediaType ?? "a file";
  return form === "link" ? "link" : (shape?.types?.join(" or ") ?? "value");
}
