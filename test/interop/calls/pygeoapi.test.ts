import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, describe, expect, expectTypeOf, it } from "vitest";
import {
  ajvValidator,
  ApiError,
  createClient,
  echo,
  type EchoInputs,
  helloWorld,
  type HelloWorldInputs,
  JobDismissedError,
  JobFailedError,
  NoSuchJobError,
  NoSuchProcessError,
  ResultNotReadyError,
  shapelyFunctions,
  type ShapelyFunctionsInputs,
  type StatusInfo,
  type Warning,
} from "#pygeoapi";
import * as schemas from "#pygeoapi/schemas";
import { serverUnderTest } from "../setup/server-under-test.js";
import { describeCommands } from "./command-calls.js";
import { callCounter } from "../setup/tally.js";
import { failureOf } from "../../runtime/test-client.js";

const { url, generation } = serverUnderTest("pygeoapi");
const validate = ajvValidator(new Ajv2020(), schemas);
const warnings: Warning[] = [];
const client = createClient({
  apiUrl: url,
  pollIntervalMs: 100,
  onWarning: (warning) => warnings.push(warning),
});
const calls = callCounter("pygeoapi");
const hello = calls.counted(helloWorld);
const shapely = calls.counted(shapelyFunctions);
const echoing = calls.counted(echo);

const square = "POLYGON ((0 0, 2 0, 2 2, 0 2, 0 0))";

afterAll(async () => {
  await calls.report();
  await client.close();
});

describeCommands("pygeoapi");

it("generates all three processes without a warning", () => {
  expect(generation.stderr).toBe("");
  expect(generation.stdout).toContain("(3 processes; files: ");
});

describe.each(["async", "sync", "auto"] as const)("mode %s", (mode) => {
  describe.each(["raw", "document"] as const)("response %s", (response) => {
    it("gives the value, which the server wraps with a name", async () => {
      const outputs: unknown = await hello(
        { name: "World", message: "Again" },
        { client, mode, response },
      );
      expect(outputs).toEqual({ echo: "Hello World! Again" });
    });

    it("narrows to the outputs asked for", async () => {
      const outputs: unknown = await hello(
        { name: "World" },
        { client, mode, response, outputs: ["echo"] },
      );
      expect(outputs).toEqual({ echo: "Hello World!" });
    });

    it("gives the value, which the server keys by output", async () => {
      const { result } = await shapely(
        {
          operation: "set:union",
          geoms: ["POINT (0 0)", { type: "Point", coordinates: [5, 5] }],
          output_format: "geojson",
        },
        { client, mode, response },
      );
      expectTypeOf(result).toEqualTypeOf<Record<string, unknown>>();
      expect(result).toEqual({
        type: "MultiPoint",
        coordinates: [
          [0, 0],
          [5, 5],
        ],
      });
      // The process returns `operation` besides, and does not describe it.
      const said = warnings.splice(0);
      expect(
        said.filter(({ processId }) => processId === "shapely-functions"),
      ).toMatchObject([{ code: "output-unexpected", output: "operation" }]);
    });
  });
});

describe("shapely-functions", () => {
  it.each([
    ["measurement:area", [square], 4],
    ["measurement:bounds", [square], [0, 0, 2, 2]],
    ["measurement:distance", ["POINT (0 0)", "POINT (0 3)"], 3],
    ["predicates:within", ["POINT (1 1)", square], true],
  ] as const)("%s", async (operation, geoms, wanted) => {
    const { result }: { result: unknown } = await shapely(
      { operation, geoms: [...geoms] },
      { client, mode: "sync" },
    );
    expect(result).toEqual(wanted);
    // The description promises an object.
    expect(warnings.splice(0)).toMatchObject([
      { code: "output-unexpected", output: "operation" },
      { code: "output-form", output: "result" },
    ]);
  });
});

describe("a job that runs", () => {
  const inputs: EchoInputs = { echoInput: "Test", pause: 5.5 };

  it("is watched to its result", async () => {
    const seen: StatusInfo[] = [];
    const { echoOutput } = await echoing(inputs, {
      client,
      onProgress: (status) => seen.push(status),
    });
    expectTypeOf(echoOutput).toEqualTypeOf<string>();
    expect(echoOutput).toBe("Test");
    expect(seen[0]).toMatchObject({ status: "accepted" });
    expect(seen.at(-1)).toMatchObject({
      status: "successful",
      progress: 100,
      processID: "echo",
    });
  });

  it("has no results yet, and is gone when it is dismissed", async () => {
    const job = await echoing.submit(inputs, { client });
    expect(job.id).toMatch(/^[0-9a-f-]{36}$/);
    const early = await failureOf(client.getJobResults(job.id));
    expect(early).toBeInstanceOf(ResultNotReadyError);
    expect(early).toMatchObject({ status: 404 });
    const waiting = failureOf(job.results());
    expect(await job.dismiss()).toMatchObject({
      jobID: job.id,
      status: "dismissed",
    });
    expect(await waiting).toBeInstanceOf(JobDismissedError);
    expect(await failureOf(client.getJob(job.id))).toBeInstanceOf(
      NoSuchJobError,
    );
  });
});

describe("failures", () => {
  const nameless = {} as unknown as HelloWorldInputs;

  it("a synchronous execution", async () => {
    const failure = await failureOf(hello(nameless, { client, mode: "sync" }));
    expect(failure).toBeInstanceOf(ApiError);
    expect(failure).toMatchObject({
      status: 400,
      problem: {
        type: "InvalidParameterValue",
        detail: "Error executing process: Cannot process without a name",
      },
    });
  });

  it("a job", async () => {
    const failure = await failureOf(hello(nameless, { client }));
    expect(failure).toBeInstanceOf(JobFailedError);
    expect((failure as JobFailedError).message).toContain(
      "Cannot process without a name",
    );
  });

  it("an input that is no member of the enumeration", async () => {
    const wrong = {
      operation: "nope",
      geoms: [square],
      output_format: "wkt",
    } as unknown as ShapelyFunctionsInputs;
    const failure = await failureOf(shapely(wrong, { client, validate }));
    expect(failure).toMatchObject({
      name: "ValidationError",
      faults: [{ pointer: "/operation" }],
    });
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
  ] as const)("%s that is not there", async (_name, call, wanted) => {
    expect(await failureOf(call())).toBeInstanceOf(wanted);
  });
});

describe("the client", () => {
  it("reads the documents of the server", async () => {
    expect(await client.getCapabilities()).toMatchObject({
      title: "Interop Server",
    });
    const { conformsTo } = await client.getConformance();
    expect(conformsTo).toContain(
      "http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/core",
    );
    const { processes } = await client.getProcesses();
    expect(processes.map(({ id }) => id)).toEqual([
      "hello-world",
      "echo",
      "shapely-functions",
    ]);
  });

  it("lists jobs of all pages, and filters them", async () => {
    const { jobs: all } = await client.getJobs();
    const { jobs: paged } = await client.getJobs({ limit: 2 });
    expect(all.length).toBeGreaterThan(10);
    expect(paged.map(({ jobID }) => jobID).sort()).toEqual(
      all.map(({ jobID }) => jobID).sort(),
    );
    const { jobs: failed } = await client.getJobs({
      processID: "hello-world",
      status: "failed",
    });
    expect(failed.length).toBe(2);
  });

  it("was warned of nothing else", () => {
    expect(warnings).toEqual([]);
  });
});
