import type { Cancellation } from "../base/cancellation.js";
import { hasMember, isRecord, ownMember, readJson } from "../base/json.js";
import { decodeText } from "../base/text.js";
import { isJsonMediaType } from "../documents/media-type.js";
import type { ProcessDefinition } from "../documents/process-definition.js";
import { loadUnit } from "../errors/errors.js";
import type { Answer, Connection, OpenAnswer } from "../http/connection.js";
import { fits } from "./fits.js";
import type { Expectation, ReceivedResults } from "./received.js";

/** What turning an answer into the outputs of a call needs. */
export interface ResultsContext {
  readonly connection: Connection;
  readonly cancellation: Cancellation;
  readonly process: ProcessDefinition;
  /** Names of the outputs that are wanted. Undefined: all. */
  readonly requested: readonly string[] | undefined;
  readonly response: "raw" | "document";
  /** Empty where the server made no job. */
  readonly jobId: string;
  /** Outputs that do not come are a warning instead of an error. */
  readonly allowMissing?: boolean | undefined;
}

/** A body as text, and what it is as JSON. */
export interface JsonBody {
  readonly text: string;
  /** Undefined: the text is not JSON. */
  readonly value: unknown;
}

/** Reads the body of an answer that is labelled JSON; a label may be wrong. */
export function jsonBodyOf({ bytes }: Answer): JsonBody {
  const text = decodeText(bytes);
  return { text, value: readJson(text) };
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
    return readDocument(jsonBodyOf(answer), answer, expectation, connection);
  }
  const { receiveOtherResults } = await loadOthers();
  return receiveOtherResults(open, canRepeat, expectation, connection);
}

/** Integers that JavaScript may not hold, and what is not UTF-8: other-results.ts looks more closely. */
const SUSPICIOUS = /[\s[:,-]\d{16}|\uFFFD/;

/** Reads results from JSON: keyed by output, as the standard has it, or in another form. */
export async function readDocument(
  body: JsonBody,
  answer: Answer,
  expectation: Expectation,
  connection: Connection,
): Promise<ReceivedResults> {
  const { process, requested } = expectation;
  const { text, value } = body;
  if (isRecord(value) && process && !SUSPICIOUS.test(text)) {
    const { outputs } = process;
    const isFinal = (name: string): boolean => {
      const output = ownMember(outputs, name);
      return (
        output?.form.startsWith("value") === true &&
        hasMember(value, name) &&
        (output.many !== true || Array.isArray(value[name])) &&
        fits(value[name], output.shape, true)
      );
    };
    if (
      Object.keys(value).every((name) => hasMember(outputs, name)) &&
      requested.every(isFinal)
    ) {
      const final = requested.map((name) => [name, value[name]]);
      return Object.assign(new Map<string, never>(), {
        final: Object.fromEntries(final) as Record<string, unknown>,
      });
    }
  }
  const { readOtherDocument } = await loadOthers();
  return readOtherDocument(body, answer, expectation, connection);
}

const loadOthers = () => loadUnit(import("./other-results.js"));

/**
 * The outputs of a typed call: by name, unwrapped, only those that were requested.
 * @throws OutputMissingError; ResponseParseError and ApiError where what came, or what a link leads to, is no result.
 */
export async function decodeResults(
  received: ReceivedResults,
  base: URL,
  context: ResultsContext,
): Promise<Record<string, unknown>> {
  if (received.final) return received.final;
  const { decodeOtherResults } = await loadOthers();
  return decodeOtherResults(received, base, context);
}

/** What is known about the results of a typed call before they are read. */
export function expectationOf({
  process,
  requested,
  response,
}: Pick<ResultsContext, "process" | "requested" | "response">): Expectation {
  const described = Object.keys(process.outputs);
  return { process, described, requested: requested ?? described, response };
}
