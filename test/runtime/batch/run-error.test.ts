import { expect, it } from "vitest";
import { RunError } from "../../../src/runtime/batch/run-error.js";
import { isS2gosError } from "../../../src/runtime/index.js";

it("says of which run it is, with the code of the error of then", () => {
  const cause = new Error("The connection broke.");
  const details = { code: "job-failed", jobId: "j", processId: "p" } as const;
  const error = new RunError("It failed.\nTwice.", { ...details, cause });
  expect(isS2gosError(error)).toBe(true);
  expect(error).toMatchObject({ name: "RunError", ...details });
  expect(error.cause).toBe(cause);
  expect(error.message).not.toContain("\n");
});

it("has no cause where none is known", () => {
  const error = new RunError("It was sent.", {
    code: "run-orphaned",
    processId: "p",
  });
  expect(error.jobId).toBeUndefined();
  expect("cause" in error).toBe(false);
});
