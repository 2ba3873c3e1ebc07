/** Type and subtype in lower case, without parameters: `image/tiff` (RFC 9110, section 8.3.1). Empty where there is no media type. */
export function essenceOf(mediaType: string | undefined): string {
  return mediaType?.split(";", 1)[0]?.trim().toLowerCase() ?? "";
}

/** Whether a media type is JSON by its name: `application/json`, `application/geo+json`, `model/gltf+json` (RFC 6839, section 3.1). */
export function isJsonMediaType(mediaType: string | undefined): boolean {
  const essence = essenceOf(mediaType);
  return (
    /^(application|text)\/(json|x-json|schema\+json)$/.test(essence) ||
    essence.endsWith("+json")
  );
}

/** Whether content of a media type is text, so that a JSON string can hold it without base64. */
export function isTextMediaType(mediaType: string | undefined): boolean {
  const essence = essenceOf(mediaType);
  return (
    essence.startsWith("text/") ||
    isJsonMediaType(essence) ||
    /^application\/(xml|yaml|x-yaml|javascript|csv|sql|wkt)$/.test(essence) ||
    /\+(xml|yaml)$/.test(essence)
  );
}

/** Whether a media type is `multipart/related`, `multipart/mixed` or another multipart type. */
export function isMultipart(mediaType: string | undefined): boolean {
  return essenceOf(mediaType).startsWith("multipart/");
}
