import { withCancellation } from "../base/cancellation.js";
import type { Answer, Connection } from "../http/connection.js";
import { resourceUrl } from "../http/urls.js";
import { parseJson } from "../http/parse-json.js";
import type { CallOptions } from "../job/job-options.js";

/** A document of the server, and how it is read. */
export interface DocumentRequest<T> {
  /** Relative to `apiUrl`. */
  readonly path: string;
  /** What a 404 means. Default: `other`. */
  readonly resource?: "process" | "job" | "other";
  /** Returns undefined where the JSON is not the document that the standard describes. */
  readonly read: (document: unknown, answer: Answer) => T | undefined;
}

/**
 * Fetches one document.
 * @throws ResponseParseError: it is not JSON, or not the document that the standard describes.
 */
export function fetchDocument<T>(
  connection: Connection,
  { path, resource = "other", read }: DocumentRequest<T>,
  options: CallOptions,
): Promise<T> {
  const url = resourceUrl(path, connection.apiUrl);
  return withCancellation(options, (cancellation) =>
    connection.fetch(
      { method: "GET", url, resource, cancellation },
      (answer) => {
        const document = read(parseJson(connection, answer), answer);
        if (document !== undefined) return document;
        throw connection.parseError(
          answer,
          "this is not the document that the standard describes",
        );
      },
    ),
  );
}
