/** The type and subtype, in lower case, without parameters: `image/tiff`. */
export function essenceOf(mediaType: string | undefined): string {
  return mediaType?.split(";", 1)[0]?.trim().toLowerCase() ?? "";
}

/** `application/json`, `application/geo+json`, `application/problem+json`: JSON by name (RFC 6839, section 3.1). */
export function isJsonMediaType(mediaType: string | undefined): boolean {
  const essence = essenceOf(mediaType);
  return (
    /^(application|text)\/(json|x-json|schema\+json)$/.test(essence) ||
    essence.endsWith("+json")
  );
}

/** Media types whose content is text, so that a JSON string holds it without base64. */
export function isTextMediaType(mediaType: string | undefined): boolean {
  const essence = essenceOf(mediaType);
  return (
    essence.startsWith("text/") ||
    isJsonMediaType(essence) ||
    /^application\/(xml|yaml|x-yaml|javascript|csv|sql|wkt)$/.test(essence) ||
    /\+(xml|yaml)$/.test(essence)
  );
}

/** `multipart/related`, `multipart/mixed` and their kin. */
export function isMultipart(mediaType: string | undefined): boolean {
  return essenceOf(mediaType).startsWith("multipart/");
}
