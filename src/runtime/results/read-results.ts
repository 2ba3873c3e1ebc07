import { arrayOf, isRecord, ownMember, readJson } from "../base/json.js";
import { decodeText } from "../base/text.js";
import { labelledText } from "../documents/labelled-text.js";
import { isMultipart } from "../documents/content-type.js";
import { essenceOf, isJsonMediaType } from "../documents/media-type.js";
import type { OutputDefinition } from "../documents/process-definition.js";
import type { Answer, Connection } from "../http/connection.js";
import { parseJson } from "../http/parse-json.js";
import { readBody, UNKNOWN_OUTPUT, type JudgedReading } from "./body-forms.js";
import {
  exceptionError,
  isClearException,
  isCutOff,
  isException,
  isPage,
  isPageType,
} from "./failures-in-results.js";
import { memorySource } from "./file-sources.js";
import { fits } from "./fits.js";
import { reportHazards } from "./json-hazards.js";
import { readMultipart } from "./multipart.js";
import type { Expectation, ReceivedResults } from "./received.js";
import { readLinkHeaders } from "./result-links.js";
import { readParts } from "./result-parts.js";
import type { JsonBody } from "./results.js";
import { isPlausible } from "./value-forms.js";

/**
 * Reads results from a whole answer, in each form that OGC 18-062r2 (sections 7.11.4 and 7.13) allows or a known server
 * uses. The body is looked at before its label is believed.
 * @param json - The body as JSON, if it was read as such already.
 * @throws ResponseParseError: it holds no results; ApiError: it is an exception.
 */
export async function readResults(
  answer: Answer,
  expectation: Expectation,
  connection: Connection,
  json?: JsonBody,
): Promise<ReceivedResults> {
  const contentType = answer.headers["content-type"] ?? "";
  const byHeader = readLinkHeaders(answer, expectation);
  if (byHeader !== undefined) return byHeader;
  if (answer.bytes.length === 0) return emptyResults(expectation);
  if (isMultipart(contentType)) {
    const multipart = readMultipart(contentType, answer.bytes);
    if (multipart === undefined) {
      throw connection.parseError(answer, "the multipart body is broken");
    }
    const { parts, isCutOff } = multipart;
    if (isCutOff) {
      const problem = "the multipart body ends before its last delimiter";
      throw Object.assign(connection.parseError(answer, problem), {
        truncated: true,
      });
    }
    return readParts(parts, expectation, answer, connection);
  }
  const body = json ?? jsonInside(answer);
  if (body?.value === undefined) {
    requireContent(answer, body?.text, expectation, connection);
    return contentOf(answer, expectation, connection, false);
  }
  const reading = readBody(body.value, expectation);
  if (isFailure(body.value, reading, expectation)) {
    throw await exceptionError(answer, connection);
  }
  if (isRaw(body.value, reading, expectation, contentType)) {
    return contentOf(answer, expectation, connection, true);
  }
  reportHazards(body.text, expectation.process, connection);
  return resultsOf(reading, body.value, expectation, () =>
    connection.parseError(answer, severalUnnamed(expectation)),
  );
}

/** The JSON that a body is in spite of its label: pygeoapi sends documents as text/html, text/plain and text/csv. */
function jsonInside(answer: Answer): JsonBody | undefined {
  const start = decodeText(answer.bytes.subarray(0, 64));
  return /^\s*[[{]/.test(start) ? labelledJson(answer) : undefined;
}

/** The JSON of an answer, in the character set of its label where it is not UTF-8. */
export function labelledJson({ bytes, headers }: Answer): JsonBody {
  const text = labelledText(bytes, headers["content-type"]);
  return { text, value: readJson(text) };
}

/** Whether a JSON body is an exception: it is not what the outputs are described as, or they admit any object. */
function isFailure(
  body: unknown,
  reading: JudgedReading | undefined,
  expectation: Expectation,
): boolean {
  const { requested } = expectation;
  const { isFitting = false, isBare = false, values } = reading ?? {};
  const isNamed = !isBare && requested.some((name) => values?.has(name));
  if (isNamed) return false;
  if (!isFitting) return isException(body);
  const { required = [] } = onlyOutput(expectation)?.shape ?? {};
  return required.length === 0 && isClearException(body);
}

/** Whether a JSON body is itself the content of the only output: a file, or a text. */
function isRaw(
  body: unknown,
  reading: JudgedReading | undefined,
  expectation: Expectation,
  label: string,
): boolean {
  const output = onlyOutput(expectation);
  if (output === undefined || reading?.isBare !== true) return false;
  if (reading.isFitting) return false;
  const isSeveral = isRecord(body)
    ? false
    : arrayOf(body).some(isRecord) &&
      arrayOf(body).every((item) => isPlausible(item, output));
  return (
    !isSeveral && (output.form.endsWith("file") || !isJsonMediaType(label))
  );
}

/** The results of a JSON body. @param unnamed - Makes the error for one value without a name where several outputs were requested. */
function resultsOf(
  reading: JudgedReading | undefined,
  body: unknown,
  { requested }: Expectation,
  unnamed: () => Error,
): ReceivedResults {
  let values = reading?.values;
  if (values === undefined) {
    if (body === null) return new Map();
    if (requested.length > 0) throw unnamed();
    values = new Map([[UNNAMED, body]]);
  }
  return new Map(
    [...values].map(([name, value]) => [name, { kind: "json", value }]),
  );
}

/**
 * Requires that a body which is not JSON may be the content of the only output.
 * @param text - The body as text, if it begins as JSON.
 * @throws ResponseParseError.
 */
function requireContent(
  answer: Answer,
  text: string | undefined,
  expectation: Expectation,
  connection: Connection,
): void {
  const { requested, response } = expectation;
  const label = answer.headers["content-type"];
  const output = onlyOutput(expectation);
  const isFile = output?.form.endsWith("file") === true;
  const start = decodeText(answer.bytes.subarray(0, LONGEST_START));
  if (isPageType(label) ? /^\s*</.test(start) : isPage(start)) {
    const { mediaType } = output ?? {};
    const isPromised = isFile
      ? essenceOf(mediaType ?? label) === essenceOf(label)
      : response === "raw" && requested.length === 1;
    if (!isPromised) {
      throw connection.parseError(
        answer,
        `this is a page of HTML, not ${isFile && mediaType !== undefined ? mediaType : "results"}`,
      );
    }
  }
  const isText = output?.form === "value" && fits("", output.shape);
  const isOther = isJsonMediaType(label) && !isFile && !isText;
  // This throws, as what it parses is not JSON.
  if (isOther || (text !== undefined && isCutOff(text)))
    parseJson(connection, answer);
  if (requested.length > 1) {
    throw connection.parseError(answer, severalUnnamed(expectation));
  }
}

/** The start of a body that tells a page, in bytes. */
const LONGEST_START = 4096;

/** The name of a result that has none, where no output is known. */
const UNNAMED = "result";

/** A body as the content of the only output. A label that the content contradicts says nothing of it. */
function contentOf(
  { headers, bytes }: Answer,
  expectation: Expectation,
  connection: Connection,
  isJson: boolean,
): ReceivedResults {
  const label = headers["content-type"] ?? "";
  const { mediaType: described } = onlyOutput(expectation) ?? {};
  const isWrong = !isJson && isJsonMediaType(label);
  const isPageLabel = isPageType(label) && !isPageType(described);
  const mediaType = isWrong || isPageLabel ? (described ?? label) : label;
  const [name = UNNAMED] = expectation.requested;
  return new Map([
    [
      name,
      { kind: "content", mediaType, source: memorySource(bytes, connection) },
    ],
  ]);
}

/** The only output that was requested. */
function onlyOutput({
  process,
  requested,
}: Expectation): OutputDefinition | undefined {
  const [name, ...more] = requested;
  if (name === undefined || more.length > 0) return undefined;
  return ownMember(process?.outputs ?? {}, name) ?? UNKNOWN_OUTPUT;
}

/** What is wrong with one value where several outputs were requested. */
function severalUnnamed({ requested }: Expectation): string {
  return `one value came where the outputs ${requested.join(", ")} were asked for`;
}

/** The results of an empty body: an empty file where one file was requested, else no results. */
function emptyResults({ requested, response }: Expectation): ReceivedResults {
  const [name] = requested;
  return response === "raw" && requested.length === 1 && name !== undefined
    ? new Map([
        [
          name,
          {
            kind: "content",
            mediaType: "",
            source: memorySource(new Uint8Array()),
          },
        ],
      ])
    : new Map();
}
