import { isJsonObject, type JsonObject } from "../documents.js";
import { fromBase64 } from "../http/base64.js";
import { MediaValue, Reference } from "../process.js";
import { isMediaType, isTextMediaType } from "./media-type.js";

/**
 * Reads the inputs of a process whose description does not say which it has: all that a request holds, without a check.
 * Nothing tells a value from its form then, so only what cannot be anything else is taken for a form: content with a
 * media type becomes a {@link MediaValue}, a link a {@link Reference} (OGC 18-062r2, requirements 18 to 22).
 */
export function readUndescribed(
  given: JsonObject,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, readValue(value)]),
  );
}

function readValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(readValue);
  if (!isJsonObject(value)) return value;
  const { href, encoding } = value;
  if (typeof href === "string") return new Reference({ ...value, href });
  const format = isJsonObject(value["format"]) ? value["format"] : value;
  const mediaType = format["mediaType"];
  const content = value["value"];
  if (typeof content !== "string" || typeof mediaType !== "string") {
    return value;
  }
  if (!isMediaType(mediaType)) return value;
  const isText = encoding === undefined && isTextMediaType(mediaType);
  return new MediaValue(mediaType, isText ? content : fromBase64(content));
}
