/** The URIs of the standard's exception types begin with this. */
export const EXCEPTIONS =
  "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/";

/**
 * An error that the server reports to the client as a problem document (RFC 7807).
 * A process may throw one to choose the status and the text of the response.
 */
export class Problem extends Error {
  override readonly name = "Problem";
  /** The HTTP status. */
  readonly status: number;
  /** A URI that identifies the kind of problem, or `about:blank`. */
  readonly type: string;
  /** A short summary of the kind of problem. */
  readonly title: string;
  /** An explanation of this occurrence of the problem. */
  readonly detail: string;
  /** Headers that are sent with the document. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    title: string,
    detail: string,
    type = "about:blank",
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(detail);
    this.status = status;
    this.title = title;
    this.detail = detail;
    this.type = type;
    this.headers = headers;
  }
}

/** There is no process with this id: OGC 18-062r2, requirement 15. */
export function noSuchProcess(id: string): Problem {
  return new Problem(
    404,
    "No such process",
    `Process "${id}" does not exist; GET /processes lists those that do.`,
    `${EXCEPTIONS}no-such-process`,
  );
}

/** There is no job with this id: OGC 18-062r2, requirements 37 and 44. */
export function noSuchJob(id: string): Problem {
  return new Problem(
    404,
    "No such job",
    `Job "${id}" does not exist; GET /jobs lists those that do.`,
    `${EXCEPTIONS}no-such-job`,
  );
}

/** The job is still active, so it has no results: OGC 18-062r2, requirement 45. */
export function resultNotReady(id: string, status: string): Problem {
  return new Problem(
    404,
    "Result not ready",
    `Job "${id}" has no results yet: it is ${status}. Poll its status until it is successful.`,
    `${EXCEPTIONS}result-not-ready`,
  );
}

/** The job failed, so it has no results: OGC 18-062r2, requirement 46. A {@link Problem} that the process threw is returned as it is. */
export function jobFailed(id: string, error: Error): Problem {
  if (error instanceof Problem) return error;
  return new Problem(500, "Process failed", `Job "${id}": ${error.message}`);
}

/** The job was dismissed: it has no results, and it cannot be dismissed again. */
export function jobGone(id: string): Problem {
  return new Problem(410, "Gone", `Job "${id}" was dismissed.`);
}

/** The request cannot be read, or the process does not accept its values. */
export function badRequest(detail: string): Problem {
  return new Problem(400, "Bad request", detail);
}

/** There is no resource at this path. */
export function noSuchResource(method: string, path: string): Problem {
  return new Problem(404, "Not found", `Nothing is at ${method} ${path}.`);
}
