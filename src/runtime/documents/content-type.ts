import { essenceOf, isJsonMediaType } from "./media-type.js";

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
