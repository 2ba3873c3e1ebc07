import {
  ApiError,
  BodyTooLargeError,
  ConnectionError,
  ForbiddenError,
  JobVanishedError,
  NoSuchJobError,
  ResponseParseError,
  ResultNotReadyError,
  TimeoutError,
  UnauthorizedError,
} from "../../../src/runtime/index.js";

const REQUEST = { method: "GET", url: "http://127.0.0.1/" };
const answer = (status: number, retryAfterMs?: number) => ({
  ...REQUEST,
  status,
  headers: {},
  attempts: 1,
  retryAfterMs,
});
const broken = (networkCode?: string): ConnectionError =>
  new ConnectionError("broken", { ...REQUEST, networkCode });
const wrong = (truncated: boolean): ResponseParseError =>
  new ResponseParseError("wrong", { ...REQUEST, bodyStart: "", truncated });

/** Each kind of failure that any rule is for, and some that none is for. */
export const FAILURES = {
  "401": new UnauthorizedError(answer(401)),
  "403": new ForbiddenError(answer(403)),
  "404": new NoSuchJobError(answer(404)),
  "404 result-not-ready": new ResultNotReadyError(answer(404)),
  "503 result-not-ready": new ResultNotReadyError(answer(503)),
  "408": new ApiError(answer(408)),
  "425": new ApiError(answer(425)),
  "429": new ApiError(answer(429)),
  "500": new ApiError(answer(500)),
  "501": new ApiError(answer(501)),
  "502": new ApiError(answer(502)),
  "503": new ApiError(answer(503)),
  "503 with Retry-After": new ApiError(answer(503, 0)),
  "504": new ApiError(answer(504)),
  "505": new ApiError(answer(505)),
  "507": new ApiError(answer(507)),
  "a refused connection": broken("ECONNREFUSED"),
  "an unknown host": broken("ENOTFOUND"),
  "a name server that is away": broken("EAI_AGAIN"),
  "a broken connection": broken("ECONNRESET"),
  "a failed fetch": broken(),
  "an expired certificate": broken("CERT_HAS_EXPIRED"),
  "a protocol error": broken("HPE_INVALID_CONSTANT"),
  "a timeout": new TimeoutError({ ...REQUEST, timeoutMs: 1 }),
  "truncated JSON": wrong(true),
  "a page of HTML": wrong(false),
  "a vanished job": new JobVanishedError({ jobId: "j" }),
  "a job that is gone": new JobVanishedError({
    jobId: "j",
    cause: new NoSuchJobError(answer(410)),
  }),
  "a body over the limit": new BodyTooLargeError(REQUEST.url, 1),
  "undici's 503": Object.assign(new Error("503"), { statusCode: 503 }),
  "undici's 200": Object.assign(new Error("200"), { statusCode: 200 }),
  "undici's 416": Object.assign(new Error("416"), { statusCode: 416 }),
  "undici's reset": Object.assign(new Error("reset"), { code: "ECONNRESET" }),
  "no error": undefined,
};
/** A name of a failure. */
export type Failure = keyof typeof FAILURES;
/** The names of all. */
export const ALL = Object.keys(FAILURES) as Failure[];
