// Failures that servers send as if they were results: with the status 200, or behind a link that works.
import { nothing } from "../base/cancellation.js";
import { isRecord, isText, readJson } from "../base/json.js";
import { decodeText } from "../base/text.js";
import { essenceOf, isJsonMediaType } from "../documents/media-type.js";
import type { Answer, Connection, OpenAnswer } from "../http/connection.js";
import { parseJson } from "../http/parse-json.js";
import { loadUnit } from "../errors/errors.js";
import { startOfStream } from "./stream-chunks.js";

/** The beginning of a file that is looked at, in bytes: no exception is longer. */
const LONGEST_LOOK = 65_536;

/**
 * Whether a JSON value, which is not what its output is described as, is an exception: RFC 7807, `code` and
 * `description` of servers before 1.0, or what gateways and frameworks send.
 */
export function isException(value: unknown): boolean {
  if (Array.isArray(value)) {
    return (
      value.length > 0 &&
      value.every(
        (item) =>
          isRecord(item) && isText(item["Code"]) && isText(item["Text"]),
      )
    );
  }
  if (!isRecord(value)) return false;
  const {
    type,
    status,
    title,
    detail,
    code,
    description,
    message,
    error,
    exception,
  } = value;
  const says = [title, detail, description, message].some(isText);
  // The type of a problem is a URI; that of other values is a word, such as Feature.
  const isProblem =
    isText(type) &&
    /^[a-z][a-z+.-]*:/i.test(type) &&
    (isText(title) || isText(detail));
  const isKind = isText(code) || isFailureStatus(status);
  return (
    isProblem ||
    (says && isKind) ||
    isText(detail) ||
    [error, exception].some(
      (inner) =>
        isText(inner) ||
        isException(inner) ||
        (isRecord(inner) && isText(inner["message"])),
    )
  );
}

/** Whether a value that the description admits, because it admits any object, is an exception nevertheless. */
export function isClearException(value: unknown): boolean {
  if (!isException(value) || !isRecord(value)) return false;
  const { type, status, code } = value;
  return (
    isFailureStatus(status) ||
    (isText(type) &&
      (type === code ||
        /^about:blank$|\bexceptions?\b|\bproblems?\b/i.test(type)))
  );
}

function isFailureStatus(status: unknown): boolean {
  return typeof status === "number" && status >= 400 && status < 600;
}

/** Whether a text is a page of HTML, such as that of a login. */
export function isPage(text: string): boolean {
  return /^\s*(<\?xml[^>]*>\s*)?(<!--[^]{0,2000}?-->\s*)?<(!doctype\s+html|html|head|body)\b/i.test(
    text,
  );
}

/** Whether a media type is that of a page; AquaINFRA's processes call it `application/html`. */
export function isPageType(mediaType: string | undefined): boolean {
  return /^(text|application)\/(html|xhtml\+xml)$/.test(essenceOf(mediaType));
}

/** Whether a text begins as JSON and ends too early: a bracket or a string is not closed. */
export function isCutOff(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  let depth = 0;
  let isString = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (isString) {
      if (character === "\\") at += 1;
      else if (character === '"') isString = false;
    } else if (character === '"') isString = true;
    else if (character === "{" || character === "[") depth += 1;
    else if (character === "}" || character === "]") depth -= 1;
    if (depth < 0) return false;
  }
  return isString || depth > 0;
}

/** The error for an exception that came as a result: that of a failed request. */
export async function exceptionError(
  answer: Answer,
  connection: Connection,
): Promise<Error> {
  const response = { bytes: () => Promise.resolve(answer.bytes) };
  const unit = await loadUnit(import("../http/other-exchanges.js"));
  return unit.failureOf({ ...answer, response }, connection, {
    resource: "results",
  });
}

/**
 * Requires that the content of a file is not a failure.
 * @param expected - The media type that the description or the link promised. Undefined: any.
 * @param isComplete - Whether the bytes are the whole content, not its beginning.
 * @throws ResponseParseError: a page, or JSON that ends too early; ApiError: an exception.
 */
export async function requireFile(
  answer: Answer,
  expected: string | undefined,
  connection: Connection,
  isComplete = true,
): Promise<void> {
  const { headers, bytes } = answer;
  if (
    expected === undefined ||
    !isSuspicious(headers["content-type"], expected)
  )
    return;
  const text = decodeText(bytes.subarray(0, LONGEST_LOOK));
  if (!isPageType(expected) && isPage(text)) {
    throw connection.parseError(
      answer,
      `this is a page of HTML, not ${expected}`,
    );
  }
  const isWhole = isComplete && bytes.length <= LONGEST_LOOK;
  if (!isWhole || isJsonMediaType(expected)) return;
  const value = readJson(text);
  if (isException(value)) throw await exceptionError(answer, connection);
  if (value === undefined && isCutOff(text)) parseJson(connection, answer);
}

/**
 * The body of a file that is read bit by bit, once its beginning shows that it is no failure; see {@link requireFile}.
 * Only what is labelled as a page or JSON, and is neither by its promise, is looked at.
 */
export async function checkedStream(
  open: OpenAnswer,
  expected: string | undefined,
  connection: Connection,
): Promise<ReadableStream<Uint8Array>> {
  const { response, ...head } = open;
  const stream = response.stream();
  if (!isSuspicious(head.headers["content-type"], expected)) return stream;
  const { bytes, isWhole, all } = await startOfStream(stream, LONGEST_LOOK);
  try {
    await requireFile({ ...head, bytes }, expected, connection, isWhole);
  } catch (failure) {
    await all.cancel(failure).catch(nothing);
    throw failure;
  }
  return all;
}

/** Whether a file has a label that its promise contradicts, and that failures have. */
function isSuspicious(
  label: string | undefined,
  expected: string | undefined,
): boolean {
  if (expected === undefined || essenceOf(expected) === essenceOf(label))
    return false;
  return isJsonMediaType(label) || isPageType(label);
}
