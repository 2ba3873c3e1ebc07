// What is loaded when an input is not JSON as it is: bytes, files, links and qualified values, and the faults of values
// that JSON cannot hold.
import { encodeBase64 } from "../base/base64.js";
import { isRecord, readJson } from "../base/json.js";
import { builtinModule } from "../base/platform.js";
import { isTextMediaType } from "../documents/content-type.js";
import type { ExecuteRequest } from "../documents/documents.js";
import { isJsonMediaType } from "../documents/media-type.js";
import type { InputDefinition } from "../documents/process-definition.js";
import { isCallersFailure } from "../errors/callers-failure.js";
import { InputError, messageOf, S2gosError } from "../errors/errors.js";
import { ResultFile } from "../results/result-file.js";
import { isContent } from "./content.js";
import { escapePointer, isJson } from "./execute-request.js";
import { isLocalFile, type LocalFile } from "./local-file.js";

const UNKNOWN_MEDIA_TYPE = "application/octet-stream";

/**
 * Encodes an input that is content, or an object for a server that wants these qualified.
 * @param isQualified - Whether objects are sent as qualified values (OGC 18-062r2, requirement 20).
 * @param pointer - JSON Pointer to the input, for errors.
 * @throws InputError: a local file cannot be read, or is not named by `localFile`.
 */
export async function encodeOther(
  value: unknown,
  definition: InputDefinition,
  isQualified: boolean,
  pointer: string,
): Promise<unknown> {
  const { form, mediaType, textMediaType } = definition;
  if (form === "link" && value instanceof URL) {
    return encodeUrl(value, undefined, pointer);
  }
  if (form === "binary" || isContent(value)) {
    if (typeof value === "string" && textMediaType !== undefined) {
      return { value, mediaType: textMediaType };
    }
    const encoded = await encodeBinary(value, mediaType, pointer);
    const isValue = encoded === value && isQualified && !isWireForm(value);
    return isValue ? { value } : encoded;
  }
  return isQualified &&
    form !== "bbox" &&
    form !== "link" &&
    isPlainObject(value)
    ? { value, mediaType }
    : value;
}

/** Whether a value has the form in which it is sent: a link, a qualified value, or no object. */
function isWireForm(value: unknown): boolean {
  return (
    !isPlainObject(value) ||
    !isRecord(value) ||
    typeof value["href"] === "string" ||
    "value" in value
  );
}

/** Whether a value becomes an object in JSON: not a Date and the like, which become text. */
function isPlainObject(value: unknown): boolean {
  if (!isRecord(value) || "toJSON" in value) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/**
 * Encodes content as the standard requires it inside an execute request.
 * @param mediaType - The media type that the process describes.
 * @param pointer - JSON Pointer to the input, for errors.
 * @throws InputError: see {@link encodeOther}.
 */
async function encodeBinary(
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
    return value.type === ""
      ? qualified(bytes, mediaType)
      : (qualifiedText(bytes, value.type) ?? qualified(bytes, value.type));
  }
  if (isLocalFile(value)) {
    const bytes = await readLocal(value, pointer);
    return qualified(bytes, value.type ?? mediaType);
  }
  if (!isRecord(value)) return value;
  const { path, href, type } = value;
  if (typeof href === "string") {
    return typeof type === "string" || mediaType === undefined
      ? value
      : { ...value, type: mediaType };
  }
  // With other members, it is a value that the process describes beside the content.
  const isOnlyPath = Object.keys(value).every((name) =>
    /^(path|type)$/.test(name),
  );
  if (typeof path === "string" && isOnlyPath) throw unnamedFile(path, pointer);
  return value;
}

/** What names a file of this machine may have come from a server, so that it is not read. */
function unnamedFile(path: string, pointer: string): InputError {
  return new InputError(
    `${pointer}: ${path} is not read from this machine, because a server may have named it; pass localFile(path) where you mean that file.`,
    { pointer },
  );
}

/** A qualified value (OGC 18-062r2, schema `qualifiedInputValue.yaml`). */
function qualified(
  bytes: Uint8Array,
  mediaType: string = UNKNOWN_MEDIA_TYPE,
): unknown {
  return { value: encodeBase64(bytes), encoding: "base64", mediaType };
}

/**
 * Text as a qualified value, without base64; JSON as the value that it is. Undefined: the media type is not that of text,
 * or the bytes are not UTF-8, which JSON could not hold.
 */
function qualifiedText(bytes: Uint8Array, mediaType: string): unknown {
  if (!isTextMediaType(mediaType)) return undefined;
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
  const json = isJsonMediaType(mediaType) ? readJson(text) : undefined;
  return { value: json === undefined ? text : json, mediaType };
}

function encodeUrl(
  url: URL,
  type: string | undefined,
  pointer: string,
): unknown {
  if (url.protocol === "file:") throw unnamedFile(url.href, pointer);
  return type === undefined ? { href: url.href } : { href: url.href, type };
}

async function encodeResult(file: ResultFile): Promise<unknown> {
  if (file.href !== undefined) {
    return { href: file.href, type: file.mediaType };
  }
  return qualified(await file.bytes(), file.mediaType);
}

/** What is used of `node:fs/promises` to read a file. */
interface FileReading {
  readFile(path: string | URL): Promise<Uint8Array>;
}

async function readLocal(
  { path }: LocalFile,
  pointer: string,
): Promise<Uint8Array> {
  // A number would be an open file of this process.
  if (typeof path !== "string" && !((path as unknown) instanceof URL)) {
    throw new InputError(
      `${pointer}: localFile needs a path or a file: URL, not ${kindOfInput(path)}.`,
      { pointer },
    );
  }
  const files = builtinModule<FileReading>("node:fs/promises");
  if (files === undefined) {
    throw new InputError(
      `${pointer}: ${String(path)} can't be read: there is no file system here; pass bytes or a Blob.`,
      { pointer },
    );
  }
  try {
    return await files.readFile(path);
  } catch (cause) {
    throw new InputError(
      `${pointer}: ${String(path)} can't be read: ${messageOf(cause)}.`,
      { pointer, cause },
    );
  }
}

/**
 * A copy of inputs that are no plain object.
 * @throws InputError: they are not an object with inputs by name, or cannot be read.
 */
export function copyOfOther(
  inputs: unknown,
): Readonly<Record<string, unknown>> {
  const copy: Record<string, unknown> = {};
  let pointer = "";
  try {
    if (!isRecord(inputs) || !hasOnlyMembers(inputs)) {
      throw new InputError(
        `The inputs must be an object with the inputs by name, not ${kindOfInput(inputs)}.`,
        { pointer },
      );
    }
    for (const name of Object.keys(inputs)) {
      pointer = `/${escapePointer(name)}`;
      copy[name] = inputs[name];
    }
  } catch (cause) {
    throw unreadable(cause, pointer);
  }
  return copy;
}

/**
 * The error for what cannot be read.
 * @param cause - What reading it threw. An error of this package, or one of a function of the caller, stays as it is.
 * @param pointer - JSON Pointer to it. Empty: the inputs themselves.
 */
export function unreadable(cause: unknown, pointer: string): unknown {
  return cause instanceof S2gosError || isCallersFailure(cause)
    ? cause
    : new InputError(
        `${pointer || "The inputs"} can't be read: ${messageOf(cause)}.`,
        { pointer, cause },
      );
}

/**
 * Writes a request as JSON that holds other values than plain ones.
 * @throws InputError, with the place of the value that JSON cannot hold.
 */
export function writeOther(request: ExecuteRequest): string {
  const path: object[] = [];
  const names: string[] = [];
  try {
    return JSON.stringify(
      request,
      function (this: Record<string, unknown>, name, value: unknown) {
        while (path.length > 0 && path[path.length - 1] !== this) {
          path.pop();
          names.pop();
        }
        const what = wrongIn(this[name], value, path);
        if (what !== undefined) throw badValue([...names, name], what);
        if (typeof value === "object" && value !== null) {
          path.push(value);
          names.push(name);
        }
        return value;
      },
    );
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    throw new InputError(
      `The inputs can't be written as JSON: ${messageOf(cause)}.`,
      { cause },
    );
  }
}

/**
 * What is wrong with a value. Undefined: nothing.
 * @param given - The value before its method `toJSON`, if it has one.
 */
function wrongIn(
  given: unknown,
  value: unknown,
  path: readonly object[],
): string | undefined {
  // Its text is a link, for whoever wants one.
  if (isContent(given) && !(given instanceof URL)) {
    return "content inside a value";
  }
  // Its JSON is null.
  if (given instanceof Date && value === null) return "invalid date";
  if (path.includes(value as object)) return "a circle";
  if (isJson(value)) return undefined;
  return isRecord(value) && hasOnlyMembers(value)
    ? undefined
    : kindOfInput(value);
}

/** The kind of a value, such as `[object Map]`. */
function tagOf(value: unknown): string {
  return Object.prototype.toString.call(value);
}

/** Whether the members of an object are all that it holds: not of a Map, a Promise or an array of bytes. */
function hasOnlyMembers(value: object): boolean {
  return (
    tagOf(value) === "[object Object]" ||
    (Object.keys(value).length > 0 && !ArrayBuffer.isView(value))
  );
}

/** What a value is, such as `NaN`, `function` or `Map`. */
function kindOfInput(value: unknown): string {
  return /^(number|bigint)$/.test(typeof value)
    ? String(value)
    : typeof value === "object"
      ? tagOf(value).slice("[object ".length, -1)
      : typeof value;
}

function badValue(names: readonly string[], what: string): InputError {
  const pointer = names
    // Below the request and its member `inputs`.
    .slice(2)
    .map((name) => `/${escapePointer(name)}`)
    .join("");
  return new InputError(`${pointer} can't be sent: JSON has no ${what}.`, {
    pointer,
  });
}
