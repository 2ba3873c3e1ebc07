import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, describe, expect, expectTypeOf, it } from "vitest";
import {
  ajvValidator,
  ApiError,
  createClient,
  DEFAULT_API_URL,
  mtrDemoGeneration,
  type MtrDemoGenerationInputs,
  type MtrDemoGenerationOutputs,
  mtrDemoSimulation,
  NoSuchJobError,
  type StatusInfo,
  ValidationError,
  type Warning,
} from "#s2gos";
import * as schemas from "#s2gos/schemas";
import { checkPackage } from "../setup/packages.js";
import { serverUnderTest } from "../setup/server-under-test.js";
import { describeCommands } from "./command-calls.js";
import { callCounter } from "../setup/tally.js";

const { url, generation } = serverUnderTest("s2gos");
const validate = ajvValidator(new Ajv2020(), schemas);
const warnings: Warning[] = [];
const client = createClient({
  apiUrl: url,
  onWarning: (warning) => warnings.push(warning),
});
const calls = callCounter("s2gos");
const generate = calls.counted(mtrDemoGeneration);
const simulate = calls.counted(mtrDemoSimulation);

afterAll(async () => {
  await calls.report();
  await client.close();
});

describeCommands("s2gos");

describe("the package of s2gos-server", () => {
  it("is generated from both processes, without a warning", () => {
    expect(generation.stderr).toBe("");
    expect(generation.stdout).toContain("(2 processes; files: ");
    expect(DEFAULT_API_URL).toBe(url);
  });

  it("is up to date afterwards", async () => {
    const outcome = await checkPackage("s2gos", url);
    expect({ ...outcome, stdout: "" }).toEqual({
      code: 0,
      stdout: "",
      stderr: "",
    });
  });

  it("has the types that the server describes", () => {
    expectTypeOf<MtrDemoGenerationInputs>().toEqualTypeOf<{
      month?: "december" | "june";
      random_seed?: number;
      scene_name?: string | null;
    }>();
    expectTypeOf<MtrDemoGenerationOutputs>().toEqualTypeOf<{
      return_value: string | null;
    }>();
  });
});

describe("mtrDemoGeneration", () => {
  it("runs to a typed result", async () => {
    const outputs = await generate(
      { month: "june", random_seed: 42, scene_name: "summer.yaml" },
      { client },
    );
    expectTypeOf(outputs).toEqualTypeOf<
      Pick<MtrDemoGenerationOutputs, "return_value">
    >();
    expect(outputs).toEqual({ return_value: "/outputs/scenes/summer.yaml" });
  });

  it.each([
    ["no inputs at all", undefined, "/outputs/scenes/scene.yaml"],
    ["an explicit null", { scene_name: null }, "/outputs/scenes/scene.yaml"],
    ["one input", { scene_name: "s.yaml" }, "/outputs/scenes/s.yaml"],
  ] as const)("takes %s", async (_name, inputs, wanted) => {
    const outputs = await generate(inputs, { client });
    expect(outputs).toEqual({ return_value: wanted });
  });

  it("narrows to the outputs asked for, in every response form", async () => {
    for (const response of ["raw", "document"] as const) {
      const outputs = await generate(
        {},
        { client, outputs: ["return_value"], response },
      );
      expect(outputs).toEqual({ return_value: "/outputs/scenes/scene.yaml" });
    }
  });

  it("is a job even where it is asked to be synchronous", async () => {
    const outputs = await generate({}, { client, mode: "sync" });
    expect(outputs).toEqual({ return_value: "/outputs/scenes/scene.yaml" });
  });

  it("reports its progress", async () => {
    const seen: StatusInfo[] = [];
    await generate(
      {},
      { client, onProgress: (status) => seen.push(status), pollIntervalMs: 20 },
    );
    expect(seen.at(-1)).toMatchObject({
      processID: "mtr_demo_generation",
      status: "successful",
      progress: 100,
      message: "Scene description: /outputs/scenes/scene.yaml",
    });
  });

  it("is refused with the server's words where an input is wrong", async () => {
    const wrong = { month: "july" } as unknown as MtrDemoGenerationInputs;
    const failure = await generate(wrong, { client }).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(ApiError);
    expect(failure).toMatchObject({
      name: "ApiError",
      code: "api",
      status: 400,
      method: "POST",
      url: `${url}processes/mtr_demo_generation/execution`,
      attempts: 1,
      problem: {
        type: "https://eo-tools.github.io/eozilla/problems#bad-request",
        status: 400,
      },
    });
    expect((failure as ApiError).problem?.detail).toContain(
      "Input should be 'december' or 'june'",
    );
  });

  it("is refused before any request where it is validated", async () => {
    const wrong = { month: "july" } as unknown as MtrDemoGenerationInputs;
    await expect(generate(wrong, { client, validate })).rejects.toBeInstanceOf(
      ValidationError,
    );
  });
});

describe("mtrDemoSimulation", () => {
  it("runs to a typed result", async () => {
    const outputs = await simulate(
      {
        scene_name: "summer.yaml",
        hour_utc: 12.5,
        observation: "chime",
        spp: 16,
        sim_name: "run",
      },
      { client, validate },
    );
    expectTypeOf(outputs.return_value).toEqualTypeOf<string | null>();
    expect(outputs).toEqual({
      return_value: "/outputs/simulations/summer.yaml",
    });
  });

  it("gives null for what is not implemented", async () => {
    const outputs = await simulate(
      { scene_name: "s", hour_utc: 1, observation: "satellite_hdrf" },
      { client },
    );
    expect(outputs).toEqual({ return_value: null });
  });

  it("takes the scene of the other process", async () => {
    const { return_value: scene } = await generate({}, { client });
    const job = await simulate.submit(
      { scene_name: scene ?? "", hour_utc: 9, observation: "msi" },
      { client },
    );
    const seen: string[] = [];
    for await (const { status } of job) seen.push(status);
    expect(seen.at(-1)).toBe("successful");
    expect(await job.results()).toEqual({
      return_value: "/outputs/simulations//outputs/scenes/scene.yaml",
    });
    const again = mtrDemoSimulation.job(job.id, { client });
    expect(await again.results()).toEqual(await job.results());
  });

  it("does not compile without a required input", async () => {
    // @ts-expect-error `observation` is required.
    const call = simulate({ scene_name: "s", hour_utc: 1 }, { client });
    await expect(call).rejects.toMatchObject({ status: 400 });
  });
});

describe("the client", () => {
  it("lists the jobs, and dismisses them", async () => {
    const job = await generate.submit({}, { client });
    await job.wait();
    const { jobs } = await client.getJobs({
      processID: "mtr_demo_generation",
      status: "successful",
    });
    expect(jobs.map(({ jobID }) => jobID)).toContain(job.id);
    expect(await job.dismiss()).toMatchObject({ jobID: job.id });
    const failure = await client
      .getJob(job.id)
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(NoSuchJobError);
  });

  it("was warned of nothing", () => {
    expect(warnings).toEqual([]);
  });
});
