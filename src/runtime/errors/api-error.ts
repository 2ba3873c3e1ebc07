import {
  ApiError,
  ForbiddenError,
  NoSuchJobError,
  NoSuchProcessError,
  ResultNotReadyError,
  UnauthorizedError,
  type ApiErrorDetails,
} from "./http-errors.js";

/** What a request asks for. It decides what a 404 without a known problem type means. */
export type Resource = "process" | "job" | "results" | "other";

/**
 * The error for a failed request. The problem type decides on its class first: a URI of the standard
 * (OGC 18-062r2, requirements 15, 37, 44 and 45) or the server's own name (`NoSuchJob`). Then the HTTP
 * status decides, together with what was asked for.
 */
export function apiErrorOf(
  details: ApiErrorDetails,
  resource: Resource,
): ApiError {
  switch (kindOf(details)) {
    case "nosuchprocess":
      return new NoSuchProcessError(details);
    case "nosuchjob":
      return new NoSuchJobError(details);
    case "resultnotready":
      return new ResultNotReadyError(details);
  }
  if (details.status === 401) return new UnauthorizedError(details);
  if (details.status === 403) return new ForbiddenError(details);
  if (details.status === 404 || details.status === 410) {
    if (resource === "process") return new NoSuchProcessError(details);
    if (resource === "job") return new NoSuchJobError(details);
  }
  return new ApiError(details);
}

/** The last part of the problem's type or code, letters only, in lower case: `nosuchjob`. */
function kindOf({ problem }: ApiErrorDetails): string {
  const kinds = [problem?.type, problem?.["code"]].map((kind) =>
    typeof kind === "string"
      ? kind.toLowerCase().replace(/^.*[/#:]|[^a-z]/gs, "")
      : "",
  );
  return kinds.find((kind) => /^(nosuch|resultnot)/.test(kind)) ?? "";
}
