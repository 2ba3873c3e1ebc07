import type { Schema } from "../documents.js";
import { fromBase64 } from "../http/base64.js";
import { MediaValue } from "../process.js";
import {
  formatsOf,
  isJsonMediaType,
  mediaTypeOf,
  sameMediaType,
} from "./media-type.js";
import { isBinary, validatorOf } from "./schema.js";

/** What was read from a value of an input. The value is valid if there are no faults. */
export interface ReadValue {
  readonly value: unknown;
  readonly faults: readonly string[];
}

/** A value that cannot be read. */
export function fault(text: string): ReadValue {
  return { value: undefined, faults: [text] };
}

/**
 * Validates an inline value against one of its schema's formats, and decodes it.
 * @param mediaType - Only formats of this media type are tried. Default: the first that fits is chosen.
 * @param encoding - `base64`: the value is decoded first, even if its format is not binary.
 */
export function readFormat(
  name: string,
  value: unknown,
  schema: Schema,
  mediaType: string | undefined,
  encoding?: string,
): ReadValue {
  const formats = formatsOf(schema);
  const candidates =
    mediaType === undefined
      ? formats
      : formats.filter((format) => allows(format, mediaType));
  if (candidates.length === 0) {
    return fault(`${name}: media type "${mediaType ?? ""}" is not accepted`);
  }
  let faults: readonly string[] = [];
  for (const format of candidates) {
    const content = withoutBase64(value, format, encoding);
    const found = validatorOf(format)(content);
    if (found.length === 0) {
      return { value: asMediaValue(content, format), faults: [] };
    }
    if (faults.length === 0) faults = found;
  }
  return { value, faults: faults.map((one) => `${name} ${one}`) };
}

function allows(format: Schema, mediaType: string): boolean {
  const own = mediaTypeOf(format);
  return own === undefined
    ? isJsonMediaType(mediaType) || format["type"] === "string"
    : sameMediaType(own, mediaType);
}

/** Text and JSON may be sent in base64 as well, if the qualified value says so. */
function withoutBase64(
  value: unknown,
  format: Schema,
  encoding: string | undefined,
): unknown {
  const isEncoded = encoding?.toLowerCase() === "base64" && !isBinary(format);
  if (!isEncoded || typeof value !== "string") return value;
  const text = new TextDecoder().decode(fromBase64(value));
  if (format["type"] === "string") return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return value;
  }
}

function asMediaValue(value: unknown, format: Schema): unknown {
  const own = mediaTypeOf(format);
  if (typeof value !== "string" || own === undefined) return value;
  return new MediaValue(own, isBinary(format) ? fromBase64(value) : value);
}
