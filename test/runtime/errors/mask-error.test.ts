import { describe, expect, it } from "vitest";
import { maskerOf } from "../../../src/runtime/base/masker.js";
import { OutputMissingError } from "../../../src/runtime/errors/errors.js";
import {
  ApiError,
  ConnectionError,
} from "../../../src/runtime/errors/http-errors.js";
import { maskError } from "../../../src/runtime/errors/mask-error.js";

const MASKER = maskerOf(["s3cret-token", "api", "demo"]);

describe("maskError", () => {
  it("masks the message, the stack and the members, and keeps the words that programs read", () => {
    const error = new ApiError({
      method: "GET",
      url: "http://h/demo?x=s3cret-token",
      status: 400,
      problem: { title: "no s3cret-token", more: [{ at: "demo" }] },
      headers: { "x-echo": "s3cret-token" },
      attempts: 1,
    });
    maskError(error, MASKER);
    expect({ ...error }).toEqual({
      name: "ApiError",
      code: "api",
      method: "GET",
      url: "http://h/***?x=***",
      status: 400,
      problem: { title: "no ***", more: [{ at: "***" }] },
      headers: { "x-echo": "***" },
      attempts: 1,
    });
    expect(error.message).toBe("GET http://h/***?x=*** answered 400: no ***");
    expect(error.stack).toContain(`${error.message}\n`);
    expect(error.stack).not.toContain("s3cret");
  });

  it("replaces a cause that tells a secret, and no other", () => {
    const told = new TypeError("s3cret-token");
    const harmless = new TypeError("reset");
    const errors = [told, harmless].map(
      (cause) => new ConnectionError("no", { method: "GET", url: "u", cause }),
    );
    for (const error of errors) maskError(error, MASKER);
    expect(errors[0]?.cause).toEqual(new TypeError("***"));
    expect(errors[1]?.cause).toBe(harmless);
    expect(told.message).toBe("s3cret-token");
  });

  it("keeps ids and data, unless a secret cannot be in them by chance", () => {
    const outputs = { a: "demo", b: "s3cret-token" };
    const error = new OutputMissingError("no demo-1", {
      processId: "demo-1",
      jobId: "s3cret-token",
      missing: ["demo-2"],
      outputs,
    });
    maskError(error, MASKER);
    const { processId, jobId, missing } = error;
    expect([error.message, processId, jobId, missing, error.outputs]).toEqual([
      "no demo-1",
      "demo-1",
      "***",
      ["demo-2"],
      { a: "demo", b: "***" },
    ]);
    expect(Object.keys(error)).not.toContain("outputs");
  });
});
