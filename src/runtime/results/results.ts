import type { Cancellation } from "../base/cancellation.js";
import { ownMember } from "../base/json.js";
import {
  essenceOf,
  isJsonMediaType,
  isMultipart,
} from "../documents/media-type.js";
import type {
  OutputDefinition,
  ProcessDefinition,
} from "../documents/process-definition.js";
import type { Connection, OpenAnswer } from "../http/connection.js";
import { decodeOutput } from "./decode-output.js";
import { readResults } from "./read-results.js";
import type { Expectation, Received, ReceivedResults } from "./received.js";
import { ResultFile } from "./result-file.js";

/** What turning an answer into the outputs of a call needs. */
export interface ResultsContext {
  readonly connection: Connection;
  readonly cancellation: Cancellation;
  readonly process: ProcessDefinition;
  /** Names of the outputs that are wanted. Undefined: all. */
  readonly requested: readonly string[] | undefined;
  readonly response: "raw" | "document";
}

/** Content up to this size is read at once; larger content is left on the server until the caller reads it. */
const IN_MEMORY_BYTES = 4 * 1024 * 1024;

/**
 * Reads an answer with results, of a job or of a synchronous execution. A single large file is not read yet.
 * @param canRepeat - Whether the same results can be requested again at the answer's URL.
 */
export async function receiveResults(
  open: OpenAnswer,
  canRepeat: boolean,
  expectation: Expectation,
  connection: Connection,
): Promise<ReceivedResults> {
  const contentType = open.headers["content-type"];
  const length = Number(open.headers["content-length"] ?? Number.NaN);
  const mustRead =
    isJsonMediaType(contentType) ||
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
    const source = { kind: "answer", connection, answer: open } as const;
    return new Map([[name, { kind: "content", mediaType, source }]]);
  }
  await open.response.discard();
  const { url } = open;
  const received: Received = {
    kind: "content",
    mediaType,
    source: { kind: "remote", connection, url },
    href: url.href,
  };
  return new Map([[name, received]]);
}

/** The outputs of a typed call: by name, unwrapped, only those that were requested. */
export async function decodeResults(
  received: ReceivedResults,
  base: URL,
  context: ResultsContext,
): Promise<Record<string, unknown>> {
  const { process, requested, connection, cancellation } = context;
  const described = Object.keys(process.outputs);
  const wanted = requested ?? described;
  warnMissing(received, wanted, context);
  const names = [...received.keys()].filter(
    (name) => requested === undefined || requested.includes(name),
  );
  const decoded = names.map(async (name): Promise<[string, unknown]> => {
    const value = received.get(name);
    if (value === undefined) return [name, undefined];
    const definition = definitionOf(process, name, context);
    return [
      name,
      await decodeOutput(value, definition, {
        connection,
        cancellation,
        base,
        process,
        name,
      }),
    ];
  });
  return Object.fromEntries(await Promise.all(decoded));
}

/** What is known about the results of a typed call before they are read. */
export function expectationOf({
  process,
  requested,
  response,
}: Pick<ResultsContext, "process" | "requested" | "response">): Expectation {
  const described = Object.keys(process.outputs);
  return { described, requested: requested ?? described, response };
}

/** The results of a process that is not known: JSON as the server sent it, everything else as files. */
export function untypedResults(
  received: ReceivedResults,
): Record<string, unknown> {
  return Object.fromEntries(
    [...received].map(([name, result]) => {
      if (result.kind === "json") return [name, result.value];
      if (result.kind === "link") return [name, result.link];
      return [
        name,
        new ResultFile(result.mediaType, result.source, result.href),
      ];
    }),
  );
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
