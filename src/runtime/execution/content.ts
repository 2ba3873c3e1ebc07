import { ResultFile } from "../results/result-file.js";
import { isLocalFile, type LocalFile } from "./local-file.js";

/** Whether a value is content, which JSON cannot hold, inside an object either. */
export function isContent(
  value: unknown,
): value is Uint8Array | ArrayBuffer | Blob | URL | ResultFile | LocalFile {
  return (
    value instanceof Uint8Array ||
    value instanceof ArrayBuffer ||
    value instanceof URL ||
    value instanceof ResultFile ||
    isLocalFile(value) ||
    (typeof Blob !== "undefined" && value instanceof Blob)
  );
}
