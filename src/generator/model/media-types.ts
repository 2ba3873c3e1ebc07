import { isJsonMediaType } from "../../runtime/documents/media-type.js";
import type { CleanSchema } from "../schema/json-schema.js";
import { RUNTIME_TYPE } from "../schema/runtime-type.js";

/** How a value is encoded where it is not plain JSON: as a file, or as JSON inside a string. */
export type Encoded = "file" | "json-text";

/**
 * The encoding of the content that a schema describes (OGC 18-062r2, section
 * 7.10.1.4); undefined for plain JSON.
 */
export function encodedContent(schema: CleanSchema): Encoded | undefined {
  const { contentMediaType, contentEncoding, format } = schema;
  if (contentMediaType !== undefined && isJsonMediaType(contentMediaType)) {
    return schema.type === "string" ? "json-text" : undefined;
  }
  const binary =
    (contentEncoding !== undefined && !isCharset(contentEncoding)) ||
    format === "binary" ||
    format === "byte";
  return contentMediaType !== undefined || binary ? "file" : undefined;
}

/**
 * Whether a `contentEncoding` names a charset, as ZOO-Project writes it, or one of the encodings that leave a text as it
 * is (RFC 2045, section 6.2): the text stands in JSON as it is.
 */
export function isCharset(contentEncoding: string): boolean {
  return /^(utf-?(8|16|32)|us-ascii|ascii|iso-?8859|latin|windows-?\d|cp\d|ucs-?\d|[78]-?bit$|identity$|none$)/i.test(
    contentEncoding,
  );
}

/** Whether a schema describes a link: an object that requires `href`. */
export function describesLink(schema: CleanSchema): boolean {
  if (schema[RUNTIME_TYPE] === "Link") return true;
  const href = schema.properties?.["href"];
  return (
    schema.required?.includes("href") === true &&
    (href?.type === "string" || href?.format === "uri")
  );
}

/** Whether a schema describes a bounding box, by its reference or at length (OGC 18-062r2, schema bbox.yaml). */
export function describesBoundingBox(schema: CleanSchema): boolean {
  if (schema[RUNTIME_TYPE] === "BoundingBox") return true;
  const { properties = {} } = schema;
  const { bbox } = properties;
  const { type, items } = typeof bbox === "object" ? bbox : {};
  return (
    type === "array" &&
    typeof items === "object" &&
    (items.type === "number" || items.type === "integer") &&
    Object.keys(properties).every((name) => name === "bbox" || name === "crs")
  );
}
