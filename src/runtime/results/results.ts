import type { Cancellation } from "../base/cancellation.js";
import { isRecord, ownMember } from "../base/json.js";
import { isJsonMediaType } from "../documents/media-type.js";
import type {
  OutputDefinition,
  ProcessDefinition,
} from "../documents/process-definition.js";
import { loadUnit } from "../errors/errors.js";
import type { Answer, Connection, OpenAnswer } from "../http/connection.js";
import type { Expectation, Received, ReceivedResults } from "./received.js";

/** What turning an answer into the outputs of a call needs. */
export interface ResultsContext {
  readonly connection: Connection;
  readonly cancellation: Cancellation;
  readonly process: ProcessDefinition;
  /** Names of the outputs that are wanted. Undefined: all. */
  readonly requested: readonly string[] | undefined;
  readonly response: "raw" | "document";
}

/**
 * Reads an answer with results, of a job or of a synchronous execution.
 * @param canRepeat - Whether the same results can be requested again at the answer's URL.
 */
export async function receiveResults(
  open: OpenAnswer,
  canRepeat: boolean,
  expectation: Expectation,
  connection: Connection,
): Promise<ReceivedResults> {
  if (open.status !== 204 && isJsonMediaType(open.headers["content-type"])) {
    const answer = await connection.whole(open);
    const isEmpty = answer.bytes.length === 0;
    const document = isEmpty ? undefined : connection.parseJson(answer);
    return readDocument(document, answer, expectation, connection);
  }
  const { receiveOtherResults } = await loadOthers();
  return receiveOtherResults(open, canRepeat, expectation, connection);
}

/**
 * Reads results from JSON: keyed by output, as the standard has it, or in another form.
 * @param document - The JSON of the answer; undefined where its body is empty.
 */
export async function readDocument(
  document: unknown,
  answer: Answer,
  expectation: Expectation,
  connection: Connection,
): Promise<ReceivedResults> {
  const { described, requested } = expectation;
  const isOutput = (name: string): boolean =>
    described.includes(name) || requested.includes(name);
  if (isRecord(document) && Object.keys(document).some(isOutput)) {
    return new Map(
      Object.entries(document).map(([name, value]) => [
        name,
        { kind: "json", value },
      ]),
    );
  }
  const { readOtherDocument } = await loadOthers();
  return readOtherDocument(document, answer, expectation, connection);
}

const loadOthers = () => loadUnit(import("./other-results.js"));

/** The outputs of a typed call: by name, unwrapped, only those that were requested. */
export async function decodeResults(
  received: ReceivedResults,
  base: URL,
  context: ResultsContext,
): Promise<Record<string, unknown>> {
  const { process, requested } = context;
  const described = Object.keys(process.outputs);
  const wanted = requested ?? described;
  warnMissing(received, wanted, context);
  const names = [...received.keys()].filter(
    (name) => requested === undefined || requested.includes(name),
  );
  const decoded = names.map(async (name): Promise<[string, unknown]> => {
    const result = received.get(name);
    const definition = definitionOf(process, name, context);
    if (result === undefined) return [name, undefined];
    if (isDecoded(result, definition)) return [name, result.value];
    const { decodeOutput } = await loadOthers();
    return [
      name,
      await decodeOutput(result, definition, { ...context, base, name }),
    ];
  });
  return Object.fromEntries(await Promise.all(decoded));
}

/** Whether a result is already what its type says: a JSON value that has no wrapper. */
function isDecoded(
  result: Received,
  { form, many }: OutputDefinition,
): result is Received & { readonly kind: "json" } {
  return (
    result.kind === "json" &&
    form.startsWith("value") &&
    (many !== true || Array.isArray(result.value)) &&
    !hasWrapper(result.value)
  );
}

/** Whether there is a value in it that may be a link, a qualified value or another wrapper; other-results.ts knows. */
function hasWrapper(value: unknown): boolean {
  return Array.isArray(value)
    ? value.some(hasWrapper)
    : isRecord(value) && WRAPPER_MEMBERS.some((name) => name in value);
}

const WRAPPER_MEMBERS = ["href", "value", "inlineValue"];

/** What is known about the results of a typed call before they are read. */
export function expectationOf({
  process,
  requested,
  response,
}: Pick<ResultsContext, "process" | "requested" | "response">): Expectation {
  const described = Object.keys(process.outputs);
  return { described, requested: requested ?? described, response };
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
