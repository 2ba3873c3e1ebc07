import { describe, expect, expectTypeOf, it } from "vitest";
import {
  defineProcess,
  type AnyProcess,
  type Job,
  type OptionalInputsProcess,
  type ProcessFunction,
} from "../../../src/runtime/index.js";
import { scriptedServer } from "../../faults/scripted-server.js";
import { failureOf, testClient } from "../test-client.js";

type Primes = ProcessFunction<{ n: number }, { primes: number[] }>;
type Sleep = OptionalInputsProcess<{ seconds?: number }, { slept: boolean }>;

const none = () => {
  throw new Error("Another client than that of the call is asked for.");
};
const primes = defineProcess<Primes>(none, {
  id: "primes",
  outputs: { primes: { form: "value" } },
});
const sleep = defineProcess<Sleep>(none, {
  id: "sleep",
  outputs: { slept: { form: "value" } },
});
const PROCESSES = {
  primes: () => Promise.resolve(primes),
  sleep: () => Promise.resolve(sleep),
};

/** A server with one job, which has ended. */
async function serverWith(processID: string | undefined) {
  const status = {
    jobID: "j",
    processID,
    status: "successful",
    type: "process",
  };
  return scriptedServer({
    "GET /jobs/j": { json: status },
    "GET /jobs/j/results": { json: { primes: [2, 3] } },
  });
}

describe("client.job", () => {
  it.each(["an id", "a status"])(
    "finds the process of %s in a registry",
    async (form) => {
      await using server = await serverWith("primes");
      await using client = testClient(server.url);
      const target = form === "an id" ? "j" : await client.getJob("j");
      const job = await client.job(target, { processes: PROCESSES });
      if (job.processId !== "primes") throw new Error(job.processId);
      expectTypeOf(job.results()).resolves.toEqualTypeOf<{
        primes: number[];
      }>();
      expect(await job.results()).toEqual({ primes: [2, 3] });
    },
  );

  it.each([
    ["a prefix", "urn:ogc:process:primes"],
    ["a URL", "https://example.org/ogc/processes/primes/"],
    ["a version", "primes:1.0.0"],
    ["other letters", "Primes"],
    ["another one in its path", "sleep/primes"],
    ["an id that ends as another does", "more/primes"],
  ])("finds the process by an id with %s", async (_name, processID) => {
    await using server = await serverWith(processID);
    await using client = testClient(server.url);
    const processes = {
      ...PROCESSES,
      "more-primes": () => Promise.resolve(sleep),
    };
    const job = await client.job("j", { processes });
    expect(job.processId).toBe("primes");
    expect(await job.results()).toEqual({ primes: [2, 3] });
  });

  it.each<[string, unknown, unknown]>([
    ["null", null, PROCESSES],
    ["a number", 5, undefined],
    ["no status", { id: "j" }, undefined],
    ["processes that are none", "j", null],
    ["a process instead of what loads it", "j", { primes: 5 }],
  ])("refuses %s", async (_name, target, processes) => {
    await using server = await serverWith("primes");
    await using client = testClient(server.url);
    const failure = await failureOf(
      client.job(target as string, { processes } as never),
    );
    expect(failure).toMatchObject({ name: "InputError" });
  });

  it("reads the results of any process without a registry, and asks for nothing before", async () => {
    await using server = await serverWith(undefined);
    await using client = testClient(server.url);
    const job = await client.job("j");
    expect(server.requests).toEqual([]);
    expect(await job.results()).toEqual({ primes: [2, 3] });
    expect((await job.wait()).status).toBe("successful");
  });

  it.each<[string, string | undefined, string]>([
    [
      "another process",
      "other",
      "Job j is of process other, which `processes` lacks. Generate the package again, or leave `processes` out.",
    ],
    [
      "a process of another name",
      "notprimes",
      "Job j is of process notprimes, which `processes` lacks. Generate the package again, or leave `processes` out.",
    ],
    [
      "what objects inherit",
      "constructor",
      "Job j is of process constructor, which `processes` lacks. Generate the package again, or leave `processes` out.",
    ],
    [
      "a process that the server does not tell",
      undefined,
      "The status of job j does not tell which process it is of. Call `job` of its process, or leave `processes` out.",
    ],
  ])("refuses a job of %s", async (_name, processID, message) => {
    await using server = await serverWith(processID);
    await using client = testClient(server.url);
    const failure = await failureOf(client.job("j", { processes: PROCESSES }));
    expect(failure).toMatchObject({ name: "InputError", message });
  });
});

it("takes each process function for any process", () => {
  expectTypeOf<Primes>().toExtend<AnyProcess>();
  expectTypeOf<Sleep>().toExtend<AnyProcess>();
  expectTypeOf<
    ProcessFunction<Record<string, never>, Record<string, never>>
  >().toExtend<AnyProcess>();
  expectTypeOf<ReturnType<AnyProcess["job"]>>().toEqualTypeOf<Job<unknown>>();
});
