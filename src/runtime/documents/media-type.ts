/** Type and subtype in lower case, without parameters: `image/tiff` (RFC 9110, section 8.3.1). Empty where there is no media type. */
export function essenceOf(mediaType: string | undefined): string {
  return mediaType?.split(";", 1)[0]?.trim().toLowerCase() ?? "";
}

/** Whether a media type is JSON by its name: `application/json`, `application/geo+json`, `model/gltf+json` (RFC 6839, section 3.1). */
export function isJsonMediaType(mediaType: string | undefined): boolean {
  const essence = essenceOf(mediaType);
  return /^(application|text)\/(x-)?json$|\+json$/.test(essence);
}
