import { expect, it } from "vitest";
import {
  failed,
  settled,
  successful,
} from "../../../src/runtime/batch/run-outcome.js";
import { InputError, JobFailedError } from "../../../src/runtime/index.js";

const RUN = { index: 3, key: "k", inputs: { a: 1 } };

it("is successful with its outputs", () => {
  const outputs = { b: 2 };
  expect(successful(RUN, outputs, "j")).toEqual({
    ...RUN,
    jobID: "j",
    isRecalled: false,
    status: "successful",
    outputs,
  });
});

it.each<
  [
    name: string,
    error: unknown,
    job: string | undefined,
    wanted: string | undefined,
  ]
>([
  ["the job that is told", new JobFailedError({ jobId: "other" }), "j", "j"],
  [
    "the job that the error names",
    new JobFailedError({ jobId: "j" }),
    undefined,
    "j",
  ],
  ["no job", new InputError("no"), undefined, undefined],
  [
    "no job of an execution within the request",
    new JobFailedError({ jobId: "" }),
    "",
    undefined,
  ],
  [
    "no job of another error",
    Object.assign(new Error("no"), { jobId: "j" }),
    undefined,
    undefined,
  ],
])("fails with %s", (_, error, job, jobID) => {
  const wanted = { ...RUN, jobID, isRecalled: false, status: "failed", error };
  expect(failed(RUN, error, job)).toEqual(wanted);
});

it("has no job without an id", () => {
  expect(successful(RUN, {}, "").jobID).toBeUndefined();
});

it("waits for what may fail, with whatever it is thrown", async () => {
  expect(await settled(Promise.resolve(undefined))).toEqual({});
  const thrown = undefined;
  const rejected = new Promise<never>((_, reject) => {
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- any value may be thrown
    reject(thrown);
  });
  expect(await settled(rejected)).toEqual({ error: { thrown } });
});
