// What is loaded when results are not a JSON document that is keyed by output: every other form in which servers
// send results, and every output that is not the JSON value that it is described as.
import { isRecord, ownMember } from "../base/json.js";
import { isMultipart } from "../documents/content-type.js";
import { essenceOf } from "../documents/media-type.js";
import type {
  OutputDefinition,
  ProcessDefinition,
} from "../documents/process-definition.js";
import type { Answer, Connection, OpenAnswer } from "../http/connection.js";
import { decodeContent, decodeValue } from "./decode-output.js";
import { answerSource, remoteSource } from "./file-sources.js";
import type { OutputContext } from "./output-context.js";
import { emptyResults, readResults } from "./read-results.js";
import type { Expectation, Received, ReceivedResults } from "./received.js";
import type { ResultsContext } from "./results.js";
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

/**
 * The outputs of a typed call, some of which are not the JSON values that they are described as. It warns of those that
 * are missing or not described.
 */
export async function decodeOtherResults(
  received: ReceivedResults,
  base: URL,
  context: ResultsContext,
): Promise<Record<string, unknown>> {
  const { process, requested } = context;
  const wanted = requested ?? Object.keys(process.outputs);
  warnMissing(received, wanted, context);
  const decoded = [...received].flatMap(([name, result]) =>
    requested === undefined || requested.includes(name)
      ? [decodeNamed(name, result, base, context)]
      : [],
  );
  return Object.fromEntries(await Promise.all(decoded));
}

async function decodeNamed(
  name: string,
  result: Received,
  base: URL,
  context: ResultsContext,
): Promise<[string, unknown]> {
  const definition = definitionOf(context.process, name, context);
  const value = await decodeOutput(result, definition, {
    ...context,
    base,
    name,
  });
  return [name, value];
}

/** Turns what was received for one output into what its type says: never a wire form. */
async function decodeOutput(
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

/** How an output is read: as described, else by its media type. */
function definitionOf(
  process: ProcessDefinition,
  name: string,
  { connection }: ResultsContext,
): OutputDefinition {
  const known = ownMember(process.outputs, name);
  if (known !== undefined) return known;
  // Some servers describe no outputs at all, and return some: that is no contradiction to warn about.
  if (Object.keys(process.outputs).length > 0) {
    connection.warn({
      code: "output-unexpected",
      message: `Process ${process.id} returned an output ${name}, which it does not describe.`,
      processId: process.id,
      output: name,
    });
  }
  return { form: "value-or-file" };
}

function warnMissing(
  received: ReceivedResults,
  wanted: readonly string[],
  { process, connection }: ResultsContext,
): void {
  for (const name of wanted) {
    if (received.has(name)) continue;
    connection.warn({
      code: "output-missing",
      message: `Process ${process.id} did not return its output ${name}.`,
      processId: process.id,
      output: name,
    });
  }
}
