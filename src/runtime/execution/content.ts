import { ResultFile } from "../results/result-file.js";

/** Whether a value is content, which JSON cannot hold, inside an object either. */
export function isContent(
  value: unknown,
): value is Uint8Array | ArrayBuffer | Blob | URL | ResultFile {
  return (
    value instanceof Uint8Array ||
    value instanceof ArrayBuffer ||
    value instanceof URL ||
    value instanceof ResultFile ||
    (typeof Blob !== "undefined" && value instanceof Blob)
  );
}
