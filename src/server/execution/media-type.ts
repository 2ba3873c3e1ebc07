import { isJsonObject, type Schema } from "../documents.js";

const JSON_MEDIA_TYPE = "application/json";

/** Whether two media types are the same, whatever their case and spacing: RFC 9110, 8.3.1. */
export function sameMediaType(a: string, b: string): boolean {
  return normalised(a) === normalised(b);
}

function normalised(mediaType: string): string {
  const [type = "", ...parameters] = mediaType
    .toLowerCase()
    .split(";")
    .map((part) => part.trim().replace(/\s*=\s*"?([^"]*)"?$/, "=$1"));
  return [type, ...parameters.sort()].join(";");
}

/** Whether a text is a media type, such as can stand in a header: RFC 9110, 8.3.1. */
export function isMediaType(text: string | null | undefined): text is string {
  const token = "[\\w!#$%&'*+.^`|~-]+";
  const pattern = `^${token}/${token}( *; *${token}=(${token}|"[^"\\r\\n]*"))*$`;
  return new RegExp(pattern).test(text ?? "");
}

/** `application/json` and everything that is JSON by its suffix (RFC 6839). */
export function isJsonMediaType(mediaType: string): boolean {
  return /^application\/(json|[^;]+\+json)\s*(;|$)/i.test(mediaType);
}

/** Whether content of this media type can stand in a JSON string as it is. */
export function isTextMediaType(mediaType: string): boolean {
  return (
    isJsonMediaType(mediaType) ||
    /^(text\/|application\/(xml|[^;]+\+xml|yaml|x-yaml))/i.test(mediaType)
  );
}

/** The schemas of the formats that a value may come in: a `oneOf`'s members, the first being the default (requirement 51). */
export function formatsOf(schema: Schema): readonly Schema[] {
  const alternatives = schema["oneOf"] ?? schema["anyOf"];
  return Array.isArray(alternatives)
    ? alternatives.filter(isJsonObject)
    : [schema];
}

/** The media type that a schema demands, or undefined where the value is plain JSON. */
export function mediaTypeOf(schema: Schema): string | undefined {
  const mediaType = schema["contentMediaType"];
  if (typeof mediaType === "string") return mediaType;
  return schema["contentEncoding"] === undefined
    ? undefined
    : "application/octet-stream";
}

/** Every media type that values of a schema may have. */
export function offeredMediaTypes(schema: Schema): readonly string[] {
  const types = formatsOf(schema).map(
    (format) => mediaTypeOf(format) ?? jsonTypeOf(format),
  );
  return [...new Set(types)];
}

function jsonTypeOf(format: Schema): string {
  const hints = JSON.stringify(format);
  return hints.includes('"geojson-') ? "application/geo+json" : JSON_MEDIA_TYPE;
}
