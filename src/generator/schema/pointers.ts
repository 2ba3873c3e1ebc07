import { isJsonArray, isJsonObject } from "../json.js";

/**
 * The value that a JSON Pointer (RFC 6901) leads to; undefined where it leads
 * nowhere. Inherited properties do not count.
 *
 * @param onStep - told of each value on the way, the last one included.
 */
export function valueAt(
  document: unknown,
  pointer: string,
  onStep?: (value: unknown) => void,
): unknown {
  if (pointer === "") return document;
  if (!pointer.startsWith("/")) return undefined;
  let value = document;
  for (const token of pointer.slice(1).split("/")) {
    const name = token.replaceAll("~1", "/").replaceAll("~0", "~");
    if (isJsonArray(value)) value = value[Number(name)];
    else if (isJsonObject(value) && Object.hasOwn(value, name)) {
      value = value[name];
    } else return undefined;
    onStep?.(value);
  }
  return value;
}

/** A JSON Pointer in the fragment of a URL is percent-encoded (RFC 6901, section 6); malformed codes stay as they are. */
export function decodeFragment(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
