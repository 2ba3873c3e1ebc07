// What is loaded when results are not a JSON document that is keyed by output: every other form in which servers
// send results, and every output that is not the JSON value that it is described as.
import { ownMember } from "../base/json.js";
import { isMultipart } from "../documents/content-type.js";
import { essenceOf } from "../documents/media-type.js";
import type {
  OutputDefinition,
  ProcessDefinition,
} from "../documents/process-definition.js";
import { OutputMissingError } from "../errors/errors.js";
import type { Answer, Connection, OpenAnswer } from "../http/connection.js";
import { UNKNOWN_OUTPUT } from "./body-forms.js";
import { decodeOutput } from "./decode-output.js";
import { answerSource, remoteSource } from "./file-sources.js";
import { HeldBody } from "./held-body.js";
import { fileAt, fileOfLink } from "./linked-content.js";
import { warnForm, type OutputContext } from "./output-context.js";
import { labelledJson, readResults } from "./read-results.js";
import { ReceivedFile } from "./received-file.js";
import type { Expectation, Received, ReceivedResults } from "./received.js";
import type { ResultFile } from "./result-file.js";
import type { JsonBody, ResultsContext } from "./results.js";
import { startOfStream } from "./stream-chunks.js";

/** Content up to this size is read at once; of larger content no more is received until the caller reads it. */
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
  // The length of a compressed body says nothing about that of the content, which may be a thousand times as long.
  const isPacked = open.headers["content-encoding"] !== undefined;
  const length = isPacked ? NaN : Number(open.headers["content-length"] ?? NaN);
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
    const source = answerSource(open, connection);
    return new Map([[name, { kind: "content", mediaType, source }]]);
  }
  const { response, ...head } = open;
  let body = response.stream();
  if (Number.isNaN(length)) {
    const { bytes, isWhole, all } = await startOfStream(
      body,
      Math.min(IN_MEMORY_BYTES, connection.maxBytes) + 1,
    );
    if (isWhole) {
      return readResults({ ...head, bytes }, expectation, connection);
    }
    body = all;
  }
  const { url } = head;
  const held = new HeldBody(body);
  const source = remoteSource(connection, url, undefined, held);
  return new Map([
    [name, { kind: "content", mediaType, source, href: url.href }],
  ]);
}

/** Reads results from a body that is labelled JSON, and is not just the values that are described, keyed by output. */
export function readOtherDocument(
  body: JsonBody,
  answer: Answer,
  expectation: Expectation,
  connection: Connection,
): Promise<ReceivedResults> {
  return readResults(
    answer,
    expectation,
    connection,
    isWhole(body) ? body : labelledJson(answer),
  );
}

/** Whether a body was read as UTF-8 without loss. */
function isWhole({ text, value }: JsonBody): boolean {
  return value !== undefined && !text.includes("\uFFFD");
}

/**
 * The outputs of a typed call, some of which are not the JSON values that they are described as. It warns of those that
 * are not described, or differ from their description.
 * @throws OutputMissingError: one of those that are wanted did not come.
 */
export async function decodeOtherResults(
  received: ReceivedResults,
  base: URL,
  context: ResultsContext,
): Promise<Record<string, unknown>> {
  const { requested } = context;
  const links = { followed: 0, bytes: 0, areTooLong: false };
  const decoded = await Promise.all(
    [...received].flatMap(([name, result]) =>
      requested === undefined || requested.includes(name)
        ? [decodeNamed(name, result, { base, links }, context)]
        : [],
    ),
  );
  const missing = missingOutputs(decoded, received, context);
  return Object.fromEntries([...decoded, ...missing]);
}

async function decodeNamed(
  name: string,
  result: Received,
  answer: Pick<OutputContext, "base" | "links">,
  context: ResultsContext,
): Promise<[string, unknown]> {
  const { process, connection, cancellation } = context;
  const definition = definitionOf(process, name, context);
  const output: OutputContext = {
    connection,
    cancellation,
    ...answer,
    process,
    name,
    problems: new Set(),
  };
  const value = await decodeOutput(result, definition, output);
  warnForm(output);
  return [name, value];
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
  return UNKNOWN_OUTPUT;
}

/**
 * What becomes of the outputs that did not come: null where the description allows it, because some servers leave nulls
 * out.
 * @param came - The outputs that came.
 * @throws OutputMissingError: the description does not allow it, and neither does the caller.
 */
function missingOutputs(
  came: readonly (readonly [string, unknown])[],
  received: ReceivedResults,
  { process, requested, connection, allowMissing, jobId }: ResultsContext,
): readonly (readonly [string, unknown])[] {
  const wanted = requested ?? Object.keys(process.outputs);
  const missing = wanted.filter((name) => !received.has(name));
  const isNullable = (name: string): boolean =>
    ownMember(process.outputs, name)?.shape?.types?.includes("null") === true;
  const broken = missing.filter((name) => !isNullable(name));
  if (broken.length > 0 && allowMissing !== true) {
    const outputs = Object.fromEntries(came) as Record<string, unknown>;
    throw new OutputMissingError(
      `${process.id} did not return ${broken.join(", ")}${jobId && ` (job ${jobId})`}; what came is in this error's outputs.`,
      { processId: process.id, jobId, missing: broken, outputs },
    );
  }
  for (const output of missing) {
    connection.warn({
      code: "output-missing",
      message: `Process ${process.id} did not return its output ${output}.`,
      processId: process.id,
      output,
    });
  }
  return missing.filter(isNullable).map((name): [string, null] => [name, null]);
}

/** Content of a process that is not known, as a file. */
export function fileOfContent({
  mediaType,
  source,
  href,
}: Received & { readonly kind: "content" }): ResultFile {
  return new ReceivedFile(mediaType, source, href);
}

/** See {@link fileOfLink}. */
export function linkedFile(
  href: string,
  mediaType: string | undefined,
  connection: Connection,
  base: URL,
): ResultFile {
  return fileOfLink(href, mediaType, { connection, base });
}

/** See {@link fileAt}. */
export function namedFile(
  url: URL,
  mediaType: string | undefined,
  connection: Connection,
): ResultFile {
  return fileAt(url.href, mediaType, connection);
}
