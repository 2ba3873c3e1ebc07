import { labelledText } from "../documents/labelled-text.js";
import type { Answer, Connection } from "./connection.js";

/**
 * The JSON of an answer, whatever its content type; a character set that it names counts where the body is not UTF-8.
 * @throws ResponseParseError: the body is not JSON.
 */
export function parseJson(
  connection: Connection,
  answer: Pick<Answer, "bytes" | "url"> & Partial<Pick<Answer, "headers">>,
): unknown {
  const text = labelledText(answer.bytes, answer.headers?.["content-type"]);
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    const problem = /^\s*</.test(text)
      ? "this is a page of HTML or XML, not JSON; is apiUrl the API's landing page?"
      : "this is not valid JSON";
    throw connection.parseError(answer, problem, cause);
  }
}
