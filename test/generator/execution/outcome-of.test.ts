import { describe, expect, it } from "vitest";
import { GenerationError } from "../../../src/generator/errors.js";
import { OutcomeError } from "../../../src/generator/execution/outcome-error.js";
import { outcomeOf } from "../../../src/generator/execution/outcome-of.js";
import {
  ApiError,
  ConfigError,
  ConnectionError,
  JobDismissedError,
  JobFailedError,
  JobVanishedError,
  NoSuchJobError,
  ResultNotReadyError,
  UnauthorizedError,
  ValidationError,
} from "../../../src/runtime/index.js";
import { described } from "./kinds.js";

const ANSWER = {
  method: "GET",
  url: "http://h.example/jobs/j",
  status: 404,
  problem: undefined,
  headers: {},
  attempts: 1,
  retryAfterMs: undefined,
};
const JOB = { jobId: "j", processId: "p" };

describe("an error of the client becomes an outcome", () => {
  it.each<
    [error: Error, outcome: string, code: string, where: string | undefined]
  >([
    [new ApiError(ANSWER), "failed", "server-error", "job j"],
    [new NoSuchJobError(ANSWER), "not-found", "no-such-job", "job j"],
    [
      new ResultNotReadyError(ANSWER),
      "job-not-done",
      "result-not-ready",
      "job j",
    ],
    [
      new UnauthorizedError({ ...ANSWER, status: 401 }),
      "unauthorized",
      "server-unauthorized",
      "job j",
    ],
    [new JobFailedError(JOB), "job-failed", "job-failed", "job j"],
    [new JobDismissedError(JOB), "job-dismissed", "job-dismissed", "job j"],
    [new JobVanishedError(JOB), "not-found", "job-vanished", "job j"],
    [new ConfigError("wrong"), "usage", "config", "job j"],
  ])("%s", (error, outcome, code, where) => {
    const failure = outcomeOf(error, { jobId: "j" });
    expect(failure).toBeInstanceOf(OutcomeError);
    expect(failure).toMatchObject({ outcome, code, where });
  });

  it("a server that is away is told as when descriptions are read", () => {
    const { method, url } = ANSWER;
    const error = new ConnectionError("away", {
      method,
      url,
      networkCode: "ECONNREFUSED",
    });
    expect(outcomeOf(error)).toMatchObject({
      outcome: "failed",
      code: "server-unreachable",
    });
  });

  it("wrong inputs say what is expected", async () => {
    const { model } = await described();
    const faults = [
      { pointer: "/whole", message: "must be integer" },
      {
        pointer: "/names/0",
        message: "must be equal to one of the allowed values",
      },
    ];
    const error = new ValidationError("kinds", "inputs", faults);
    expect(outcomeOf(error, { model })).toMatchObject({
      outcome: "usage",
      message:
        "The inputs of kinds are not valid: /whole must be integer; /names/0 must be equal to one of the allowed values.",
      where: "process kinds",
      hint: 'whole is number, minimum 0, maximum 100; names is ("a" | "b" | "1")[]. --no-validate sends them as they are.',
    });
  });
});

describe("an error of the generator", () => {
  it.each([
    ["process-unknown", "not-found"],
    ["server-unauthorized", "unauthorized"],
  ])("%s is an outcome", (code, outcome) => {
    const error = new GenerationError(code, "said", { where: "w", hint: "h" });
    expect(outcomeOf(error)).toMatchObject({
      outcome,
      code,
      message: "said",
      where: "w",
      hint: "h",
    });
  });

  it.each([
    new GenerationError("server-unreachable", "away"),
    new Error("a bug"),
    "no error",
  ])("%s stays as it is", (error) => {
    expect(outcomeOf(error)).toBe(error);
  });
});
