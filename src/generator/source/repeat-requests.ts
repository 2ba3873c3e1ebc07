import type { ClientResponse } from "../../runtime/index.js";
import { GenerationError } from "../errors.js";
import { answerOf, bodyDigest, failedAnswer } from "./answers.js";
import { createServerClient, type ServerClient } from "./server-client.js";
import { parseServerUrl } from "./server-url.js";
import type { Answer, ServerSourceOptions } from "./source.js";

/** Whether a server answers as it did in an earlier run. */
export interface Repeated {
  readonly isSame: boolean;
  /** The answers that have come, by the URL that was requested: nobody need request these again. */
  readonly known: ReadonlyMap<string, ClientResponse>;
}

/**
 * Sends the requests of an earlier run again, until an answer differs. What is read of a server
 * follows from its answers alone, so the same answers make the same source. A server that gave
 * validators is asked whether the document is another (RFC 9110, section 13.1).
 *
 * @param answers - Those of the earlier run, in their order.
 * @throws GenerationError where a limit is exceeded.
 * @throws UsageError where the URL is not valid, or the credentials are incomplete.
 */
export async function repeatRequests(
  options: ServerSourceOptions,
  answers: readonly Answer[],
): Promise<Repeated> {
  const server = parseServerUrl(options.url);
  const client = createServerClient(server, options);
  const known = new Map<string, ClientResponse>();
  let next = 0;
  let isSame = true;
  let done = 0;
  const work = async (): Promise<void> => {
    for (let at = next++; at < answers.length && isSame; at = next++) {
      const answer = answers[at];
      if (answer === undefined) return;
      if (!(await comesAgain(client, answer, known))) isSame = false;
      done += 1;
      options.onProgress?.({ phase: "fetch", done, total: answers.length });
    }
  };
  const workers = Math.min(options.concurrency ?? 16, answers.length);
  try {
    await Promise.all(Array.from({ length: workers }, work));
    return { isSame, known };
  } finally {
    await client.close();
  }
}

async function comesAgain(
  client: ServerClient,
  answer: Answer,
  known: Map<string, ClientResponse>,
): Promise<boolean> {
  const url = new URL(answer.url);
  const headers = conditions(answer);
  try {
    const response = await client.ask(url, headers);
    if (response.status === NOT_MODIFIED) return headers !== undefined;
    known.set(url.href, response);
    const { digest } = answerOf(url, response, await bodyDigest(response));
    return digest === answer.digest;
  } catch (error) {
    // Interrupts, time limits and too many bytes end the whole generation.
    if (error instanceof GenerationError) throw error;
    const failed = failedAnswer(url, error);
    if (failed?.digest === `status ${NOT_MODIFIED}`)
      return headers !== undefined;
    return failed?.digest === answer.digest;
  }
}

const NOT_MODIFIED = 304;

function conditions({
  etag,
  lastModified,
}: Answer): Readonly<Record<string, string>> | undefined {
  if (etag !== undefined) return { "if-none-match": etag };
  return lastModified === undefined
    ? undefined
    : { "if-modified-since": lastModified };
}
