// What is loaded when results are not a JSON document that is keyed by output: every other form in which servers
// send results, and every output that is not the JSON value that it is described as.
import { isRecord } from "../base/json.js";
import { isMultipart } from "../documents/content-type.js";
import { essenceOf } from "../documents/media-type.js";
import type { OutputDefinition } from "../documents/process-definition.js";
import type { Answer, Connection, OpenAnswer } from "../http/connection.js";
import { decodeContent, decodeValue } from "./decode-output.js";
import { answerSource, remoteSource } from "./file-sources.js";
import type { OutputContext } from "./output-context.js";
import { emptyResults, readResults } from "./read-results.js";
import type { Expectation, Received, ReceivedResults } from "./received.js";
import { resultsByName, severalUnnamed } from "./results-by-name.js";

/** Content up to this size is read at once; larger content is left on the server until the caller reads it. */
const IN_MEMORY_BYTES = 4 * 1024 * 1024;

/**
 * Reads an answer with results that is not JSON. A single large file is not read yet.
 * @param canRepeat - Whether the same results can be requested again at the answer's URL.
 */
export async function receiveOtherResults(
  open: OpenAnswer,
  canRepeat: boolean,
  expectation: Expectation,
  connection: Connection,
): Promise<ReceivedResults> {
  const contentType = open.headers["content-type"];
  const length = Number(open.headers["content-length"] ?? Number.NaN);
  const mustRead =
    isMultipart(contentType) ||
    open.status === 204 ||
    expectation.requested.length !== 1 ||
    /^(|text\/html|text\/plain)$/.test(essenceOf(contentType)) ||
    length <= IN_MEMORY_BYTES;
  if (mustRead) {
    const answer = await connection.whole(open);
    return readResults(answer, expectation, connection);
  }
  const [name = ""] = expectation.requested;
  const mediaType = contentType ?? "";
  if (!canRepeat) {
    const source = answerSource(open.response, connection.maxBytes);
    return new Map([[name, { kind: "content", mediaType, source }]]);
  }
  await open.response.discard();
  const { url } = open;
  const source = remoteSource(connection, url);
  return new Map([
    [name, { kind: "content", mediaType, source, href: url.href }],
  ]);
}

/**
 * Reads results from JSON that is not keyed by output.
 * @param document - The JSON of the answer; undefined where its body is empty.
 */
export function readOtherDocument(
  document: unknown,
  answer: Answer,
  expectation: Expectation,
  connection: Connection,
): ReceivedResults {
  if (document === undefined) return emptyResults(expectation);
  return resultsByName(document, expectation, () =>
    connection.parseError(answer, severalUnnamed(expectation)),
  );
}

/** Turns what was received for one output into what its type says: never a wire form. */
export async function decodeOutput(
  received: Received,
  definition: OutputDefinition,
  context: OutputContext,
): Promise<unknown> {
  const decoded =
    received.kind === "content"
      ? await decodeContent(received, definition, context)
      : await decodeValue(wireValue(received, definition), definition, context);
  const isOne = definition.many === true && !Array.isArray(decoded);
  return isOne && decoded !== null ? [decoded] : decoded;
}

/** The value to decode. Some servers send a whole array as one qualified value instead of each item. */
function wireValue(
  received: Exclude<Received, { readonly kind: "content" }>,
  { many }: OutputDefinition,
): unknown {
  if (received.kind === "link") return received.link;
  const { value } = received;
  return many !== undefined && isRecord(value) && Array.isArray(value["value"])
    ? value["value"]
    : value;
}
