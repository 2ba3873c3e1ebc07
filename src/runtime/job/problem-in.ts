import { oneLine, type Problem } from "../documents/problem.js";

/**
 * What a server says about the failure of a job. Where the readers of its forms cannot be loaded, the first line of the
 * text.
 * @param said - The body of an answer, or a document that is part of another one.
 */
export async function problemIn(said: unknown): Promise<Problem | undefined> {
  if (said === undefined || said === "") return undefined;
  try {
    const { readFailure } = await import("../http/other-exchanges.js");
    return readFailure(said);
  } catch {
    const text = typeof said === "string" ? said : JSON.stringify(said);
    return { title: oneLine(text) };
  }
}
