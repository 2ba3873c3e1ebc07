import { describe, expect, it } from "vitest";
import {
  apiErrorOf,
  type Resource,
} from "../../../src/runtime/errors/api-error.js";

describe("apiErrorOf", () => {
  it.each<[string, number, unknown, Resource, string]>([
    [
      "the standard's type",
      404,
      {
        type: "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/no-such-process",
      },
      "other",
      "NoSuchProcessError",
    ],
    [
      "result-not-ready at 403",
      403,
      { type: "http://x/result-not-ready" },
      "results",
      "ResultNotReadyError",
    ],
    [
      "pygeoapi's code",
      400,
      { code: "ResultNotReady", type: "ResultNotReady" },
      "results",
      "ResultNotReadyError",
    ],
    [
      "a code beside a general type",
      404,
      { code: "NoSuchJob", type: "InvalidParameterValue" },
      "other",
      "NoSuchJobError",
    ],
    ["a bare 404 of a job", 404, undefined, "job", "NoSuchJobError"],
    [
      "a bare 404 of a process",
      404,
      undefined,
      "process",
      "NoSuchProcessError",
    ],
    ["a bare 404 of results", 404, undefined, "results", "ApiError"],
    ["401", 401, undefined, "job", "UnauthorizedError"],
    ["403", 403, undefined, "job", "ForbiddenError"],
    ["500", 500, { type: 7 }, "job", "ApiError"],
    [
      "a code that is an object without text",
      404,
      { code: { toString: 1 } },
      "other",
      "ApiError",
    ],
  ])("recognises %s", (_name, status, problem, resource, wanted) => {
    const error = apiErrorOf(
      {
        method: "GET",
        url: "u",
        status,
        problem: problem as never,
        headers: {},
        attempts: 1,
      },
      resource,
    );

    expect(error.name).toBe(wanted);
  });
});
