import { isText, ownMember } from "../base/json.js";
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

type ErrorClasses = Readonly<Record<string, typeof ApiError>>;

/** By the last part of the problem's type or code, letters only, in lower case. */
const BY_KIND: ErrorClasses = {
  nosuchprocess: NoSuchProcessError,
  nosuchjob: NoSuchJobError,
  resultnotready: ResultNotReadyError,
};

/** By the HTTP status, and for what is absent by what was asked for. */
const BY_STATUS: ErrorClasses = {
  401: UnauthorizedError,
  403: ForbiddenError,
  "404 process": NoSuchProcessError,
  "410 process": NoSuchProcessError,
  "404 job": NoSuchJobError,
  "410 job": NoSuchJobError,
};

/**
 * The error for a failed request. The problem type decides on its class first: a URI of the standard
 * (OGC 18-062r2, requirements 15, 37, 44 and 45) or the server's own name (`NoSuchJob`). Then the HTTP
 * status decides, together with what was asked for.
 */
export function apiErrorOf(
  details: ApiErrorDetails,
  resource: Resource,
): ApiError {
  const { problem } = details;
  const status = String(details.status);
  const ErrorClass =
    classOf(problem?.type) ??
    classOf(problem?.["code"]) ??
    BY_STATUS[status] ??
    BY_STATUS[`${status} ${resource}`] ??
    ApiError;
  return new ErrorClass(details);
}

function classOf(kind: unknown): typeof ApiError | undefined {
  return ownMember(
    BY_KIND,
    (isText(kind) ? kind : "").toLowerCase().replace(/^[^]*[/#:]|[^a-z]/g, ""),
  );
}
