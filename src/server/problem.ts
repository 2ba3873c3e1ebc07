const EXCEPTIONS =
  "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/";

/**
 * A failure that the server tells its client: a problem document (RFC 7807).
 * A process may throw one to choose what its caller sees.
 */
export class Problem extends Error {
  override readonly name = "Problem";
  /** The HTTP status. */
  readonly status: number;
  /** A URI that identifies the kind of problem, or `about:blank`. */
  readonly type: string;
  /** A short summary of the kind of problem. */
  readonly title: string;
  /** What happened this time. */
  readonly detail: string;
  /** Headers that the answer carries besides the document. */
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

/** OGC 18-062r2, requirement 15. */
export function noSuchProcess(id: string): Problem {
  return new Problem(
    404,
    "No such process",
    `Process "${id}" does not exist; GET /processes lists those that do.`,
    `${EXCEPTIONS}no-such-process`,
  );
}

/** OGC 18-062r2, requirements 37 and 44. */
export function noSuchJob(id: string): Problem {
  return new Problem(
    404,
    "No such job",
    `Job "${id}" does not exist; GET /jobs lists those that do.`,
    `${EXCEPTIONS}no-such-job`,
  );
}

/** OGC 18-062r2, requirement 45. */
export function resultNotReady(id: string, status: string): Problem {
  return new Problem(
    404,
    "Result not ready",
    `Job "${id}" has no results yet: it is ${status}. Poll its status until it is successful.`,
    `${EXCEPTIONS}result-not-ready`,
  );
}

/** The results of a job whose process failed: OGC 18-062r2, requirement 46. */
export function jobFailed(id: string, error: Error): Problem {
  if (error instanceof Problem) return error;
  return new Problem(500, "Process failed", `Job "${id}": ${error.message}`);
}

/** A job that was dismissed before: its results are gone, and it can't be dismissed again. */
export function jobGone(id: string): Problem {
  return new Problem(410, "Gone", `Job "${id}" was dismissed.`);
}

/** A request that the server can't read or a process can't take. */
export function badRequest(detail: string): Problem {
  return new Problem(400, "Bad request", detail);
}

/** A path that no resource stands at. */
export function noSuchResource(method: string, path: string): Problem {
  return new Problem(404, "Not found", `Nothing is at ${method} ${path}.`);
}
