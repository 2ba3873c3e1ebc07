import { isRecord } from "../base/json.js";

/** Also of another copy of this package. No JSON has it, so that nothing that came from a server is ever taken for a file of this machine. */
export const LOCAL_FILE: unique symbol = Symbol.for(
  "s2gos.local-file",
) as never;

/** A file on this machine, as {@link localFile} makes it. */
export interface LocalFile {
  readonly [LOCAL_FILE]: true;
  readonly path: string | URL;
  readonly type?: string | undefined;
}

/**
 * A file on this machine, as an input: it is read when the process is executed, and sent inside the request. Node, Bun
 * and Deno only. An object that merely has a `path`, such as a result of a server, is never read.
 * @param path - Relative to the current directory, absolute, or a `file:` URL.
 * @param options - `type`: the media type. Default: the one that the process describes.
 */
export function localFile(
  path: string | URL,
  options: { readonly type?: string | undefined } = {},
): LocalFile {
  return { [LOCAL_FILE]: true, path, type: options.type };
}

/** Whether a value is what {@link localFile} made. */
export function isLocalFile(value: unknown): value is LocalFile {
  return isRecord(value) && LOCAL_FILE in value;
}
