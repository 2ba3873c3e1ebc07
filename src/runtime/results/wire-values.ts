import { isRecord } from "../base/json.js";
import { readLink } from "../documents/links.js";

/** A qualified value: a value with its media type and encoding (OGC 18-062r2, schema `qualifiedInputValue.yaml`). */
export interface Qualified {
  readonly value: unknown;
  readonly mediaType: string | undefined;
  readonly isBase64: boolean;
}

const LINK_MEMBERS = new Set([
  "href",
  "rel",
  "type",
  "hreflang",
  "title",
  "format",
  "length",
  "templated",
]);

/** The link that an object is, if it has no members besides those of links. */
export function wireLink(
  value: unknown,
): { readonly href: string; readonly type?: string } | undefined {
  if (!isRecord(value)) return undefined;
  const isLink = Object.keys(value).every((name) => LINK_MEMBERS.has(name));
  return isLink ? readLink(value) : undefined;
}

const QUALIFIED_MEMBERS = new Set([
  "value",
  "mediaType",
  "encoding",
  "schema",
  "format",
  "contentType",
]);

/**
 * The qualified value that an object is, if it has no members besides those of qualified values. ZOO-Project puts the
 * media type and encoding into a member `format`.
 */
export function readQualified(value: unknown): Qualified | undefined {
  if (!isRecord(value) || !("value" in value)) return undefined;
  const isQualified = Object.keys(value).every((name) =>
    QUALIFIED_MEMBERS.has(name),
  );
  if (!isQualified) return undefined;
  const format = isRecord(value["format"]) ? value["format"] : {};
  const mediaType =
    value["mediaType"] ?? format["mediaType"] ?? format["mimeType"];
  const encoding = value["encoding"] ?? format["encoding"];
  return {
    value: value["value"],
    mediaType: typeof mediaType === "string" ? mediaType : undefined,
    isBase64: typeof encoding === "string" && /^base64$/i.test(encoding),
  };
}

/** Whether an object is a wrapper of javaPS: `{"inlineValue": ...}`. */
export function isInlineValue(
  value: Readonly<Record<string, unknown>>,
): boolean {
  return "inlineValue" in value && Object.keys(value).length === 1;
}

/** The media type that a wire value declares; for base64 without one, that of unknown content. */
export function mediaTypeOfValue(value: unknown): string | undefined {
  const qualified = readQualified(value);
  if (qualified === undefined) return wireLink(value)?.type;
  return (
    qualified.mediaType ??
    (qualified.isBase64 ? "application/octet-stream" : undefined)
  );
}
