import { encodeBase64 } from "../base/base64.js";
import { isRecord } from "../base/json.js";
import { builtinModule } from "../base/platform.js";
import { InputError } from "../errors/errors.js";
import { ResultFile } from "../results/result-file.js";

/** A file on this machine. It is read when the process is executed. Node only. */
export interface LocalFile {
  /** Relative to the current directory, or absolute. */
  readonly path: string;
  /** Media type. Default: the one that the process describes. */
  readonly type?: string;
}

/** Content that the server fetches itself. */
export interface RemoteFile {
  /** An absolute URL that the server can read. */
  readonly href: string;
  /** Media type. Default: the one that the process describes. */
  readonly type?: string;
}

/**
 * What an input with a binary or other non-JSON media type accepts:
 * - bytes (`Uint8Array`, `ArrayBuffer`, `Blob`): sent inside the request as base64 (OGC 18-062r2, requirement 22);
 * - a `URL` or `{ href }`: sent as a link, which the server follows (requirement 18); a `file:` URL is read here;
 * - `{ path }`: a local file, read and sent inside the request. Node only;
 * - a {@link ResultFile} of another process: sent as a link where it has a URL, else as its bytes;
 * - a string: sent as it is, so it must be what the server expects: base64, or text in the input's media type.
 */
export type BinaryInput =
  | Uint8Array
  | ArrayBuffer
  | Blob
  | URL
  | RemoteFile
  | LocalFile
  | ResultFile
  | string;

const UNKNOWN_MEDIA_TYPE = "application/octet-stream";

/**
 * Encodes content as the standard requires it inside an execute request.
 * @param mediaType - The media type that the process describes.
 * @param pointer - JSON Pointer to the input, for errors.
 * @throws InputError: a local file cannot be read.
 */
export async function encodeBinary(
  value: unknown,
  mediaType: string | undefined,
  pointer: string,
): Promise<unknown> {
  if (value instanceof Uint8Array) return qualified(value, mediaType);
  if (value instanceof ArrayBuffer) {
    return qualified(new Uint8Array(value), mediaType);
  }
  if (value instanceof URL) return encodeUrl(value, mediaType, pointer);
  if (value instanceof ResultFile) return encodeResult(value);
  if (typeof Blob !== "undefined" && value instanceof Blob) {
    const bytes = new Uint8Array(await value.arrayBuffer());
    return qualified(bytes, value.type === "" ? mediaType : value.type);
  }
  if (!isRecord(value)) return value;
  const { path, href, type = mediaType } = value;
  const given = typeof type === "string" ? type : undefined;
  if (typeof path === "string" && href === undefined) {
    return qualified(await readLocal(path, pointer), given);
  }
  return typeof href === "string" && given !== undefined
    ? { ...value, type: given }
    : value;
}

/** A qualified value (OGC 18-062r2, schema `qualifiedInputValue.yaml`). */
function qualified(
  bytes: Uint8Array,
  mediaType: string = UNKNOWN_MEDIA_TYPE,
): unknown {
  return { value: encodeBase64(bytes), encoding: "base64", mediaType };
}

async function encodeUrl(
  url: URL,
  type: string | undefined,
  pointer: string,
): Promise<unknown> {
  if (url.protocol === "file:") {
    return qualified(await readLocal(url, pointer), type);
  }
  return type === undefined ? { href: url.href } : { href: url.href, type };
}

async function encodeResult(file: ResultFile): Promise<unknown> {
  if (file.href !== undefined) {
    return { href: file.href, type: file.mediaType };
  }
  return qualified(await file.bytes(), file.mediaType);
}

/** What is used of `node:fs/promises`. */
interface FileSystem {
  readFile(path: string | URL): Promise<Uint8Array>;
}

async function readLocal(
  path: string | URL,
  pointer: string,
): Promise<Uint8Array> {
  const files = builtinModule<FileSystem>("node:fs/promises");
  if (files === undefined) {
    throw new InputError(
      `${pointer}: ${String(path)} can't be read: there is no file system here; pass bytes or a Blob.`,
      { pointer },
    );
  }
  try {
    return await files.readFile(path);
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new InputError(
      `${pointer}: ${String(path)} can't be read: ${said}.`,
      {
        pointer,
        cause,
      },
    );
  }
}
