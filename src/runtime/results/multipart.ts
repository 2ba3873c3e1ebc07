import { decodeText, percentDecoded } from "../base/text.js";
import { readParameters } from "../documents/links.js";

/** One part of a multipart body (RFC 2046, section 5.1). */
export interface Part {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The content, without the headers. */
  readonly bytes: Uint8Array;
}

const CARRIAGE_RETURN = 13;
const LINE_FEED = 10;
const DASH = 45;

/** A multipart body, taken apart. */
export interface Multipart {
  readonly parts: readonly Part[];
  /** Whether its last delimiter is missing, so that the last part, and more of them, may be. */
  readonly isCutOff: boolean;
}

/**
 * Splits a multipart body, of any subtype.
 * @returns undefined: the content type has no boundary, or the boundary is not in the body.
 */
export function readMultipart(
  contentType: string,
  body: Uint8Array,
): Multipart | undefined {
  const { boundary } = readParameters(contentType.replace(/^[^;]*/, ""));
  if (boundary === undefined || boundary === "") return undefined;
  const delimiter = new TextEncoder().encode(`--${boundary}`);
  const parts: Part[] = [];
  let found = indexOfDelimiter(body, delimiter, 0);
  if (found === undefined) return undefined;
  while (found !== undefined && !isLast(body, found + delimiter.length)) {
    const start = afterLine(body, found + delimiter.length);
    const next = indexOfDelimiter(body, delimiter, start);
    parts.push(parsePart(body.subarray(start, endOfPart(body, start, next))));
    found = next;
  }
  return { parts, isCutOff: found === undefined };
}

/**
 * The id of the output that a part holds: `Content-ID` without its brackets and without the `@job` that Weaver adds,
 * else the `name` of `Content-Disposition`.
 */
export function partName(part: Part): string | undefined {
  const id = part.headers["content-id"]?.trim();
  if (id !== undefined && id !== "") {
    return percentDecoded(id.replace(/^<|>$/g, "").replace(/@[^@]*$/, ""));
  }
  const disposition = part.headers["content-disposition"];
  return disposition === undefined
    ? undefined
    : readParameters(disposition.replace(/^[^;]*/, ""))["name"];
}

/** How the content of a part is encoded (RFC 2045, section 6.1), in lower case. Undefined: not at all. */
export function encodingOf(headers: Part["headers"]): string | undefined {
  return headers["content-transfer-encoding"]?.toLowerCase();
}

/** The index of the next delimiter that begins a line. */
function indexOfDelimiter(
  body: Uint8Array,
  delimiter: Uint8Array,
  from: number,
): number | undefined {
  let at = body.indexOf(DASH, from);
  while (at !== -1) {
    const startsLine = at === 0 || body[at - 1] === LINE_FEED;
    if (startsLine && matches(body, delimiter, at)) return at;
    at = body.indexOf(DASH, at + 1);
  }
  return undefined;
}

/** Whether the delimiter is here: followed by the end of the line, padding or `--`, not by the rest of a longer boundary. */
function matches(body: Uint8Array, delimiter: Uint8Array, at: number): boolean {
  const next = body[at + delimiter.length];
  return (
    delimiter.every((byte, index) => body[at + index] === byte) &&
    (next === undefined ||
      [CARRIAGE_RETURN, LINE_FEED, DASH, 32, 9].includes(next))
  );
}

/** The last delimiter of a body ends with `--`. */
function isLast(body: Uint8Array, at: number): boolean {
  return body[at] === DASH && body[at + 1] === DASH;
}

/** The index of the start of the next line. */
function afterLine(body: Uint8Array, from: number): number {
  const end = body.indexOf(LINE_FEED, from);
  return end === -1 ? body.length : end + 1;
}

/** The end of a part's content: the line break before a delimiter belongs to the delimiter. */
function endOfPart(
  body: Uint8Array,
  start: number,
  next: number | undefined,
): number {
  if (next === undefined) return body.length;
  const end = body[next - 2] === CARRIAGE_RETURN ? next - 2 : next - 1;
  return Math.max(start, end);
}

/** Splits a part into headers and content. A header may go on in lines that start with white space. */
function parsePart(content: Uint8Array): Part {
  const headers = new Map<string, string>();
  // The header of the line before, which the next one may go on.
  let last: string | undefined;
  let at = 0;
  while (at < content.length) {
    const next = afterLine(content, at);
    const line = decodeText(content.subarray(at, next)).trimEnd();
    const folded = /^[ \t]/.test(line);
    at = next;
    if (line === "") break;
    const colon = line.indexOf(":");
    if (folded && last !== undefined) {
      headers.set(last, `${headers.get(last) ?? ""} ${line.trim()}`);
    } else if (colon > 0) {
      last = line.slice(0, colon).trim().toLowerCase();
      headers.set(last, line.slice(colon + 1).trim());
    }
  }
  const part = {
    headers: Object.fromEntries(headers),
    bytes: content.subarray(at),
  };
  return encodingOf(part.headers) === "quoted-printable"
    ? { ...part, bytes: fromQuotedPrintable(part.bytes) }
    : part;
}

const EQUALS = 61;

/** Bytes without the encoding `quoted-printable` (RFC 2045, section 6.7): `=` and two digits, or at the end of a line. */
function fromQuotedPrintable(encoded: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(encoded.length);
  let length = 0;
  for (let at = 0; at < encoded.length; at += 1) {
    let byte = encoded[at] ?? 0;
    if (byte === EQUALS) {
      const escape = String.fromCharCode(...encoded.subarray(at + 1, at + 3));
      const lineEnd = /^\r?\n/.exec(escape)?.[0];
      if (lineEnd !== undefined) {
        at += lineEnd.length;
        continue;
      }
      if (/^[\da-f]{2}$/i.test(escape)) {
        byte = Number.parseInt(escape, 16);
        at += escape.length;
      }
    }
    bytes[length] = byte;
    length += 1;
  }
  return bytes.subarray(0, length);
}
