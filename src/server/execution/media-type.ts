import { isJsonObject, type Schema } from "../documents.js";

const JSON_MEDIA_TYPE = "application/json";

/** Whether two media types are equal, regardless of case, spaces and the order of parameters: RFC 9110, 8.3.1. */
export function sameMediaType(a: string, b: string): boolean {
  return normalised(a) === normalised(b);
}

function normalised(mediaType: string): string {
  const [type = "", ...parameters] = mediaType
    .toLowerCase()
    .split(";")
    .map((part) => part.trim());
  return [type, ...parameters.map(parameter).sort()].join(";");
}

/** A parameter without spaces around its `=`, and without the quotes that its value may have. */
function parameter(text: string): string {
  const at = text.indexOf("=");
  if (at === -1) return text;
  const value = text.slice(at + 1).trim();
  const bare = value.startsWith('"') && value.endsWith('"') && value.length > 1;
  return `${text.slice(0, at).trim()}=${bare ? value.slice(1, -1) : value}`;
}

const MEDIA_TYPE =
  /^[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+(?: *; *[\w!#$%&'*+.^`|~-]+=(?:[\w!#$%&'*+.^`|~-]+|"[^"\r\n]*"))*$/;

/** Whether a text has the syntax of a media type, so that it can be sent in a header: RFC 9110, 8.3.1. */
export function isMediaType(text: string | null | undefined): text is string {
  return MEDIA_TYPE.test(text ?? "");
}

/** Whether a media type is `application/json`, or has the suffix `+json` (RFC 6839). */
export function isJsonMediaType(mediaType: string): boolean {
  return /^application\/(json|[^;]+\+json)\s*(;|$)/i.test(mediaType);
}

/** Whether content of this media type can be put into a JSON string without base64. */
export function isTextMediaType(mediaType: string): boolean {
  return (
    isJsonMediaType(mediaType) ||
    /^(text\/|application\/(xml|[^;]+\+xml|yaml|x-yaml))/i.test(mediaType)
  );
}

/** The schemas of the formats that a value may have: the members of `oneOf` or `anyOf`, of which the first is the default (OGC 18-062r2, requirement 51). */
export function formatsOf(schema: Schema): readonly Schema[] {
  const alternatives = schema["oneOf"] ?? schema["anyOf"];
  return Array.isArray(alternatives)
    ? alternatives.filter(isJsonObject)
    : [schema];
}

/** The media type that a schema requires; undefined if the value is plain JSON. */
export function mediaTypeOf(schema: Schema): string | undefined {
  const mediaType = schema["contentMediaType"];
  if (typeof mediaType === "string") return mediaType;
  return schema["contentEncoding"] === undefined
    ? undefined
    : "application/octet-stream";
}

/** All media types that values of a schema may have. */
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
