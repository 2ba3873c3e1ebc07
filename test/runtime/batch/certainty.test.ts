import { expect, it } from "vitest";
import {
  isDefiniteEnd,
  isFailedExecution,
  isRefusal,
} from "../../../src/runtime/batch/certainty.js";
import { markCallersFailure } from "../../../src/runtime/errors/callers-failure.js";
import {
  ApiError,
  ConfigError,
  ConnectionError,
  ForbiddenError,
  InputError,
  JobFailedError,
  JobTimeoutError,
  JobVanishedError,
  NoSuchProcessError,
  TimeoutError,
} from "../../../src/runtime/index.js";

const api = (status: number, retryAfterMs?: number) =>
  new ApiError({
    status,
    method: "POST",
    url: "http://a.example/",
    attempts: 1,
    retryAfterMs,
  } as never);
const connection = (networkCode: string) =>
  new ConnectionError("It broke.", {
    method: "POST",
    url: "http://a.example/",
    networkCode,
  });

const SUBMISSIONS: readonly (readonly [string, unknown, boolean])[] = [
  ["inputs that cannot be sent", new InputError("no"), true],
  ["a wrong option", new ConfigError("no"), true],
  ["400", api(400), true],
  ["401", api(401), true],
  ["429", api(429), true],
  ["500", api(500), true],
  ["503 with Retry-After", api(503, 1_000), true],
  ["503 of a gateway", api(503), false],
  ["502", api(502), false],
  ["504", api(504), false],
  ["408", api(408), false],
  ["no server", connection("ECONNREFUSED"), true],
  ["a wrong certificate", connection("CERT_HAS_EXPIRED"), true],
  ["a connection that broke", connection("ECONNRESET"), false],
  ["no answer in time", Object.create(TimeoutError.prototype), false],
  [
    "what a function of the caller threw",
    markCallersFailure(new Error("no")),
    true,
  ],
  ["an abort", new Error("enough"), false],
];

it.each(SUBMISSIONS)(
  "knows of %s whether it is a refusal",
  (_, failure, is) => {
    expect(isRefusal(failure)).toBe(is);
  },
);

const JOB = { jobId: "j" };
const ENDS: readonly (readonly [string, unknown, boolean])[] = [
  ["a job that failed", new JobFailedError(JOB), true],
  ["a job that is gone", new JobVanishedError(JOB), true],
  [
    "a job that takes long",
    new JobTimeoutError({ ...JOB, timeoutMs: 1 }),
    false,
  ],
  ["a connection that broke", connection("ECONNRESET"), false],
  ["an abort", new Error("enough"), false],
];

it.each(ENDS)("knows of %s whether it is an end", (_, failure, is) => {
  expect(isDefiniteEnd(failure)).toBe(is);
});

const EXECUTION = "http://a.example/processes/p/execution";
const answer = (status: number, more: object = {}) => {
  return { status, method: "POST", url: EXECUTION, attempts: 1, ...more };
};
const failedWith = (status: number, more?: object) =>
  new ApiError(answer(status, more) as never);

it.each<readonly [name: string, failure: unknown, is: boolean]>([
  ["400", failedWith(400), true],
  ["422", failedWith(422), true],
  ["500", failedWith(500), true],
  ["a URL with a query", failedWith(500, { url: `${EXECUTION}?a=b` }), true],
  ["507", failedWith(507), true],
  ["402", failedWith(402), false],
  ["405", failedWith(405), false],
  ["408", failedWith(408), false],
  ["409", failedWith(409), false],
  ["413", failedWith(413), false],
  ["429", failedWith(429), false],
  ["502", failedWith(502), false],
  ["503", failedWith(503), false],
  ["503 with Retry-After", failedWith(503, { retryAfterMs: 1_000 }), false],
  ["504", failedWith(504), false],
  [
    "a process that is gone",
    new NoSuchProcessError(answer(400) as never),
    false,
  ],
  ["what nobody may do", new ForbiddenError(answer(400) as never), false],
  ["a login", failedWith(500, { url: "http://a.example/token" }), false],
  ["a connection that broke", connection("ECONNRESET"), false],
  ["no answer in time", Object.create(TimeoutError.prototype), false],
  ["inputs that cannot be sent", new InputError("no"), false],
])("knows of %s whether an execution failed", (_, failure, is) => {
  expect(isFailedExecution(failure)).toBe(is);
});
