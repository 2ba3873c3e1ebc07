import {
  ApiError,
  ForbiddenError,
  NoSuchJobError,
  NoSuchProcessError,
  ResultNotReadyError,
  UnauthorizedError,
  type ApiErrorDetails,
} from "./http-errors.js";

/** What a request asks for; it tells what a bare 404 means. */
export type Resource = "process" | "job" | "results" | "other";

/**
 * The error class for a failure. The kind of problem decides, by the URIs of the standard (requirements
 * 15, 37, 44 and 45) or by a server's own word (`NoSuchJob`); then the status, and what was asked for.
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

/** The last part of the problem's type, or its code, without marks: `nosuchjob`. */
function kindOf({ problem }: ApiErrorDetails): string {
  const kinds = [problem?.type, problem?.["code"]].map((kind) =>
    typeof kind === "string"
      ? (kind.split(/[/#:]/).at(-1) ?? "").toLowerCase().replace(/[^a-z]/g, "")
      : "",
  );
  return kinds.find((kind) => /^(nosuch|resultnot)/.test(kind)) ?? "";
}
