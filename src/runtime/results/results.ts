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
  const { outputs } = process;
  const wanted = requested ?? Object.keys(outputs);
  const decoded = wanted.flatMap((name) => {
    const result = received.get(name);
    return isDecoded(result, ownMember(outputs, name))
      ? [[name, result.value]]
      : [];
  });
  const isAll =
    decoded.length === wanted.length &&
    (requested !== undefined || received.size === wanted.length);
  if (isAll) return Object.fromEntries(decoded) as Record<string, unknown>;
  const { decodeOtherResults } = await loadOthers();
  return decodeOtherResults(received, base, context);
}

/** Whether a result is already what its type says: a JSON value that has no wrapper. */
function isDecoded(
  result: Received | undefined,
  definition: OutputDefinition | undefined,
): result is Received & { readonly kind: "json" } {
  return (
    result?.kind === "json" &&
    definition?.form.startsWith("value") === true &&
    (definition.many !== true || Array.isArray(result.value)) &&
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
