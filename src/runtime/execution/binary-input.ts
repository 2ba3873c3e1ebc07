import type { ResultFile } from "../results/result-file.js";
import type { LocalFile } from "./local-file.js";

/** Content that the server fetches itself. */
export interface RemoteFile {
  /** An absolute URL that the server can read. */
  readonly href: string;
  /** Media type. Default: the one that the process describes. */
  readonly type?: string;
}

/** Content with its media type, for an input that may have several formats (OGC 18-062r2, requirement 21). */
export interface QualifiedContent {
  /** Text, or with an encoding what encodes the content. */
  readonly value: string;
  readonly mediaType: string;
  readonly encoding?: "base64";
}

/**
 * What an input with a binary or other non-JSON media type accepts:
 * - bytes (`Uint8Array`, `ArrayBuffer`, `Blob`): sent inside the request as base64 (OGC 18-062r2, requirement 22), a
 *   `Blob` with the type of text or JSON as text or JSON;
 * - a `URL` or `{ href }`: sent as a link, which the server follows (requirement 18);
 * - `localFile(path)`: a file on this machine, read and sent inside the request. Node only;
 * - a {@link ResultFile} of another process: sent as a link where it has a URL, else as its bytes;
 * - a {@link QualifiedContent}: text or base64, and which of the input's formats it has;
 * - a string: sent as it is, so it must be what the server expects: base64, or text in the input's media type. Where the
 *   input may have other formats, it is sent with the first media type of text that the process describes.
 */
export type BinaryInput =
  | Uint8Array
  | ArrayBuffer
  | Blob
  | URL
  | RemoteFile
  | LocalFile
  | ResultFile
  | QualifiedContent
  | string;
