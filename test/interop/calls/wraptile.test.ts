import { setTimeout as sleep } from "node:timers/promises";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, describe, expect, expectTypeOf, it } from "vitest";
import {
  ajvValidator,
  ApiError,
  createClient,
  JobDismissedError,
  JobFailedError,
  JobTimeoutError,
  JobVanishedError,
  NoSuchJobError,
  NoSuchProcessError,
  primesBetween,
  process218,
  processPipeline,
  ResultNotReadyError,
  returnBaseModel,
  simulateScene,
  sleepAWhile,
  type StatusInfo,
  ValidationError,
  type Warning,
} from "#wraptile";
import * as schemas from "#wraptile/schemas";
import { serverUnderTest } from "../setup/server-under-test.js";
import { describeCommands } from "./command-calls.js";
import { callCounter } from "../setup/tally.js";
import { failureOf } from "../../runtime/test-client.js";

const { url, generation } = serverUnderTest("wraptile");
const validate = ajvValidator(new Ajv2020(), schemas);
const warnings: Warning[] = [];
const client = createClient({
  apiUrl: url,
  pollIntervalMs: 50,
  onWarning: (warning) => warnings.push(warning),
});
const calls = callCounter("wraptile");
const sleepy = calls.counted(sleepAWhile);
const primes = calls.counted(primesBetween);
const indicators = calls.counted(process218);
const pipeline = calls.counted(processPipeline);
const baseModel = calls.counted(returnBaseModel);
const scene = calls.counted(simulateScene);

afterAll(async () => {
  await calls.report();
  await client.close();
});

describeCommands("wraptile");

it("generates all six processes without a warning", () => {
  expect(generation.stderr).toBe("");
  expect(generation.stdout).toContain("(6 processes; files: ");
});

describe("results", () => {
  it("a number", async () => {
    const { return_value } = await sleepy({ duration: 0.1 }, { client });
    expectTypeOf(return_value).toEqualTypeOf<number>();
    expect(return_value).toBeGreaterThanOrEqual(0.1);
  });

  it("a list", async () => {
    const { return_value } = await primes(
      { min_val: 10, max_val: 30 },
      { client, validate },
    );
    expectTypeOf(return_value).toEqualTypeOf<number[]>();
    expect(return_value).toEqual([11, 13, 17, 19, 23, 29]);
  });

  it("an object, which is sent as it is", async () => {
    const sent = { threshold: 0.5, factor: 2 };
    const { return_value } = await baseModel({ scene_spec: sent }, { client });
    expectTypeOf(return_value.threshold).toEqualTypeOf<number>();
    expect(return_value).toEqual(sent);
  });

  it("tuples inside a tuple, of the last step's output alone", async () => {
    const { final } = await pipeline({ id: "x" }, { client });
    const last = "x_read_preprocessed_feature_mean";
    expect(final).toEqual([[last, "resampled_from=x"], last]);
  });

  it("a link, to a place that only the server can read", async () => {
    const { return_value } = await scene(
      { bbox: [0, 40, 10, 50], resolution: 1, end_date: "2025-01-03" },
      { client },
    );
    expectTypeOf(return_value.href).toEqualTypeOf<string>();
    expect(return_value).toEqual({
      href: "memory://datacube.zarr",
      type: "application/zarr",
    });
  });

  it("asks for the same in every response form", async () => {
    for (const response of ["raw", "document"] as const) {
      const outputs = await primes(
        { max_val: 10 },
        { client, response, outputs: ["return_value"] },
      );
      expect(outputs).toEqual({ return_value: [2, 3, 5, 7] });
    }
  });
});

describe("process 218, whose results contradict its description", () => {
  const inputs = {
    start_date: "2025-06-21",
    end_date: "2025-06-22",
    geometry: "POINT (-72.45 -46.917)",
  };

  it("sends null for nullable inputs left out, and returns what came", async () => {
    const job = await indicators.submit(inputs, {
      client,
      validate,
      onInvalid: "warn",
    });
    const outputs: unknown = await job.results();
    expect(outputs).toEqual({ return_value: inputs });
    expect(warnings.splice(0)).toMatchObject([
      { code: "output-form", processId: "218", output: "return_value" },
      { code: "output-invalid", processId: "218" },
    ]);
    const strict = process218.job(job.id, { client, validate });
    expect(await failureOf(strict.results())).toBeInstanceOf(ValidationError);
    expect(warnings.splice(0)).toMatchObject([{ code: "output-form" }]);
  });
});

describe("a job that runs", () => {
  it("reports its progress, each change once", async () => {
    const seen: StatusInfo[] = [];
    await sleepy(
      { duration: 1 },
      { client, onProgress: (status) => seen.push(status) },
    );
    const progress = seen.map((status) => status.progress ?? 0);
    expect(progress.length).toBeGreaterThan(3);
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
    // A job at 100 % may still be running.
    const changes = seen.map(({ status, progress, message }) =>
      JSON.stringify([status, progress, message]),
    );
    expect(changes).toEqual([...new Set(changes)]);
    expect(seen.at(-1)).toMatchObject({ status: "successful", progress: 100 });
  });

  it("has no results yet", async () => {
    const job = await sleepy.submit({ duration: 30 }, { client });
    const failure = await failureOf(client.getJobResults(job.id));
    expect(failure).toBeInstanceOf(ResultNotReadyError);
    expect(failure).toMatchObject({ status: 403, code: "result-not-ready" });
    await job.dismiss();
  });

  it("is dismissed, and forgotten when it is dismissed again", async () => {
    const job = await sleepy.submit({ duration: 30 }, { client });
    const waiting = failureOf(job.results());
    expect(await job.dismiss()).toMatchObject({ jobID: job.id });
    expect(await waiting).toBeInstanceOf(JobDismissedError);
    expect(await client.getJob(job.id)).toMatchObject({ status: "dismissed" });
    await client.dismissJob(job.id);
    expect(await failureOf(client.getJob(job.id))).toBeInstanceOf(
      NoSuchJobError,
    );
    expect(await failureOf(job.status())).toBeInstanceOf(JobVanishedError);
  });

  it("ends with the caller's signal", async () => {
    const controller = new AbortController();
    const jobs: string[] = [];
    const call = sleepy(
      { duration: 30 },
      {
        client,
        signal: controller.signal,
        dismissOnAbort: true,
        onProgress: ({ jobID }) => {
          jobs.push(jobID);
          controller.abort(new Error("enough"));
        },
      },
    );
    await expect(call).rejects.toThrow("enough");
    const [jobId = ""] = jobs;
    await statusBecomes(jobId, "dismissed");
  });

  it("continues after a caller's time limit, and can be resumed", async () => {
    const failure = await failureOf(
      sleepy({ duration: 2 }, { client, timeoutMs: 300 }),
    );
    expect(failure).toBeInstanceOf(JobTimeoutError);
    const { jobId } = failure as JobTimeoutError;
    const outputs = await sleepAWhile.job(jobId, { client }).results();
    expect(outputs.return_value).toBeGreaterThan(1.9);
  });

  it("runs beside others", async () => {
    const jobs = await Promise.all(
      [0.3, 0.2, 0.1].map((duration) =>
        sleepy.submit({ duration }, { client }),
      ),
    );
    expect(new Set(jobs.map(({ id }) => id)).size).toBe(3);
    const results = await Promise.all(jobs.map((job) => job.results()));
    expect(
      results.map(({ return_value }) => Math.round(return_value * 5)),
    ).not.toContain(0);
  });
});

describe("failures", () => {
  it("a process that fails", async () => {
    const failure = await failureOf(
      sleepy({ duration: 0.2, fail: true }, { client }),
    );
    expect(failure).toBeInstanceOf(JobFailedError);
    const { jobId, lastStatus, message } = failure as JobFailedError;
    expect(message).toBe(
      `Job ${jobId} of sleep_a_while failed: Woke up too early`,
    );
    expect(lastStatus).toMatchObject({ status: "failed", progress: 50 });
    // The server reports the failure a moment before it has formatted the
    // traceback, so the poll that ended the wait may have come between.
    await expect
      .poll(() => client.getJob(jobId))
      .toHaveProperty("extensions.x-traceback");
  });

  it("inputs that a process cannot use", async () => {
    const failure = await failureOf(
      primes({ min_val: 50, max_val: 10 }, { client }),
    );
    expect(failure).toMatchObject({
      name: "JobFailedError",
      lastStatus: {
        message: "max_val must be greater 1 and greater min_val",
      },
    });
  });

  it("an input out of bounds, found by the server", async () => {
    const failure = await failureOf(primes({ max_val: 200 }, { client }));
    expect(failure).toBeInstanceOf(ApiError);
    expect((failure as ApiError).problem?.detail).toContain(
      "Input should be less than or equal to 100",
    );
  });

  it("an input out of bounds, found before any request", async () => {
    const failure = await failureOf(
      primes({ max_val: 200 }, { client, validate }),
    );
    expect(failure).toMatchObject({
      name: "ValidationError",
      faults: [{ pointer: "/max_val" }],
    });
  });

  it("an object sent as requirement 20 wants it", async () => {
    const qualified = createClient({ apiUrl: url, objectInputs: "qualified" });
    const failure = await failureOf(
      baseModel(
        { scene_spec: { threshold: 1, factor: 2 } },
        { client: qualified },
      ),
    );
    expect(failure).toMatchObject({ name: "ApiError", status: 400 });
    await qualified.close();
  });
});

describe("the client", () => {
  it("reads the documents of the server", async () => {
    const { title } = await client.getCapabilities();
    expect(title).toBe("Eozilla API Server (local dummy for testing)");
    const { conformsTo } = await client.getConformance();
    expect(conformsTo).toContain(
      "http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/dismiss",
    );
    const { processes } = await client.getProcesses();
    expect(processes.map(({ id }) => id)).toEqual([
      "sleep_a_while",
      "primes_between",
      "simulate_scene",
      "return_base_model",
      "process_pipeline",
      "218",
    ]);
    expect(await client.getProcess("218")).toMatchObject({ version: "5.0.4" });
  });

  it("executes without types", async () => {
    const status = await client.executeProcess("primes_between", {
      inputs: { max_val: 5 },
    });
    const job = await primesBetween.job(status.jobID, { client }).wait();
    expect(job.status).toBe("successful");
    expect(await client.getJobResults(status.jobID)).toEqual({
      return_value: [2, 3, 5],
    });
  });

  it("filters the job list, which the server does not", async () => {
    const { jobs } = await client.getJobs({
      processID: "sleep_a_while",
      status: ["failed"],
    });
    // The command has run such jobs, too.
    const shown = jobs.map(({ processID, status }) => `${processID} ${status}`);
    expect([...new Set(shown)]).toEqual(["sleep_a_while failed"]);
  });

  it.each([
    ["a job", () => client.getJob("nope"), NoSuchJobError],
    ["results", () => client.getJobResults("nope"), NoSuchJobError],
    ["a job to dismiss", () => client.dismissJob("nope"), NoSuchJobError],
    ["a process", () => client.getProcess("nope"), NoSuchProcessError],
    [
      "a process to execute",
      () => client.executeProcess("nope", {}),
      NoSuchProcessError,
    ],
  ] as const)("tells %s that is not there", async (_name, call, wanted) => {
    expect(await failureOf(call())).toBeInstanceOf(wanted);
  });

  it("was warned of nothing else", () => {
    expect(warnings).toEqual([]);
  });
});

/** Polls a job until it has a status; the test's time limit ends it otherwise. */
async function statusBecomes(jobId: string, wanted: string): Promise<void> {
  for (;;) {
    const { status } = await client.getJob(jobId);
    if (status === wanted) return;
    await sleep(50);
  }
}
