import { describe, expect, it } from "vitest";
import { describeProblem } from "../../../src/runtime/documents/problem.js";
import { readProblem } from "../../../src/runtime/documents/read-problem.js";

describe("readProblem", () => {
  it.each<[string, string, unknown, string]>([
    [
      "RFC 7807",
      '{"type":"http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/no-such-job","title":"Not Found","status":404,"detail":"Job \'x\'"}',
      {
        type: "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/no-such-job",
        title: "Not Found",
        status: 404,
        detail: "Job 'x'",
      },
      "Not Found: Job 'x'",
    ],
    [
      "pygeoapi",
      '{"code":"NoSuchProcess","type":"NoSuchProcess","description":"Identifier not found"}',
      {
        code: "NoSuchProcess",
        type: "NoSuchProcess",
        title: "NoSuchProcess",
        description: "Identifier not found",
        detail: "Identifier not found",
      },
      "NoSuchProcess: Identifier not found",
    ],
    [
      "FastAPI's list of faults",
      '{"detail":[{"type":"missing","loc":["body","inputs"],"msg":"Field required","input":{}}]}',
      {
        detail: "body.inputs: Field required",
        errors: [
          {
            type: "missing",
            loc: ["body", "inputs"],
            msg: "Field required",
            input: {},
          },
        ],
      },
      "body.inputs: Field required",
    ],
    [
      "FastAPI's sentence",
      '{"detail":"Not Found"}',
      { detail: "Not Found" },
      "Not Found",
    ],
    [
      "a gateway",
      '{"error":{"message":"upstream is away"}}',
      { error: { message: "upstream is away" }, detail: "upstream is away" },
      "upstream is away",
    ],
    [
      "OAuth 2.0",
      '{"error":"invalid_grant","error_description":"wrong password"}',
      {
        error: "invalid_grant",
        error_description: "wrong password",
        title: "invalid_grant",
        detail: "wrong password",
      },
      "invalid_grant: wrong password",
    ],
    [
      "members of wrong types",
      '{"type":null,"title":"Bad","status":"400","detail":7}',
      { title: "Bad", status: 400 },
      "Bad",
    ],
    [
      "a status that no number can be made of",
      '{"title":"Bad","status":{"toString":1,"valueOf":1}}',
      { title: "Bad" },
      "Bad",
    ],
    [
      "a page",
      "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>",
      { title: "502 Bad Gateway" },
      "502 Bad Gateway",
    ],
    [
      "plain text",
      "no\n such thing\n",
      { title: "no such thing" },
      "no such thing",
    ],
    [
      "a long text, such as a traceback",
      `Traceback:\n${"  File x\n".repeat(100)}ValueError: a is too large\n`,
      { title: "Traceback: ValueError: a is too large" },
      "Traceback: ValueError: a is too large",
    ],
    [
      "a list of Code, Locator and Text",
      '[{"Code":"InvalidParameterValue","Locator":"size","Text":"must be positive"}]',
      {
        type: "InvalidParameterValue",
        title: "InvalidParameterValue",
        detail: "size: must be positive",
        exceptions: [
          {
            Code: "InvalidParameterValue",
            Locator: "size",
            Text: "must be positive",
          },
        ],
      },
      "InvalidParameterValue: size: must be positive",
    ],
    [
      "exceptions in a document",
      '{"exceptions":[{"description":"no disk"},"no memory"],"status":500}',
      {
        exceptions: [{ description: "no disk" }, "no memory"],
        detail: "no disk; no memory",
        status: 500,
      },
      "no disk; no memory",
    ],
    ["a JSON string", '"no"', { title: "no" }, "no"],
    ["an unknown shape", '{"reason":5}', { reason: 5 }, ""],
    ["a list", "[1]", undefined, ""],
    ["nothing", "", undefined, ""],
  ])("reads %s", (_name, body, wanted, line) => {
    const problem = readProblem(body);

    expect(problem).toEqual(wanted);
    expect(describeProblem(problem)).toBe(line);
  });
});
