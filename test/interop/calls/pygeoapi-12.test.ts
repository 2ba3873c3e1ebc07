import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, expectTypeOf, it } from "vitest";
import * as processes from "#pygeoapi-12";
import {
  createClient,
  deleteProcess,
  type Feature,
  footprint,
  JobVanishedError,
  now,
  otbBandMath,
  quicklook,
  report,
  ResultFile,
  sceneDescribe,
  statistics,
  wait,
  type Warning,
} from "#pygeoapi-12";
import { checkPackage } from "../setup/packages.js";
import { TWELVE_PROCESSES } from "../setup/pygeoapi.js";
import { serverUnderTest } from "../setup/server-under-test.js";
import { callCounter } from "../setup/tally.js";
import { failureOf } from "../../runtime/test-client.js";

const { url, generation } = serverUnderTest("pygeoapi-12");
const warnings: Warning[] = [];
const client = createClient({
  apiUrl: url,
  pollIntervalMs: 50,
  onWarning: (warning) => warnings.push(warning),
});
const calls = callCounter("pygeoapi-12");
const bandMath = calls.counted(otbBandMath);
const stats = calls.counted(statistics);
const look = calls.counted(quicklook);
const table = calls.counted(report);
const outline = calls.counted(footprint);
const describeScene = calls.counted(sceneDescribe);
const waiting = calls.counted(wait);
const failing = calls.counted(deleteProcess);
const today = calls.counted(now);

const modes = ["async", "sync"] as const;

afterAll(async () => {
  await calls.report();
  await client.close();
});

describe("the package of a server that lists ten of its twelve processes", () => {
  it("has all twelve, and the generator warns", () => {
    expect(generation.stderr).toBe(
      [
        "warning: The process list stops at 10 of 12 processes, without a link to the rest; the others were found in the server's OpenAPI document.",
        "  hint: Ask the server's operator to raise the limit of the list.",
        "",
      ].join("\n"),
    );
    expect(generation.stdout).toContain("(12 processes; files: ");
    const ids = Object.values(processes).flatMap((exported) =>
      typeof exported === "function" && "process" in exported
        ? [exported.process.id]
        : [],
    );
    expect(ids.sort()).toEqual(TWELVE_PROCESSES.map(([id]) => id).sort());
  });

  it("is up to date afterwards", async () => {
    const { code } = await checkPackage("pygeoapi-12", url);
    expect(code).toBe(0);
  });
});

describe.each(modes)("mode %s", (mode) => {
  it("sends an array for several values, under names that are reserved words", async () => {
    const { out } = await bandMath(
      { in: [2, 3, 4], class: "product" },
      { client, mode },
    );
    expectTypeOf(out).toEqualTypeOf<number>();
    expect(out).toBe(24);
    expect(await bandMath({ in: [5], class: "sum" }, { client, mode })).toEqual(
      { out: 5 },
    );
  });

  it.each(["raw", "document"] as const)(
    "gives several outputs, response %s",
    async (response) => {
      const outputs = await stats(
        { values: [1, 2, 6] },
        { client, mode, response },
      );
      expectTypeOf(outputs.range).toEqualTypeOf<[number, number]>();
      expect(outputs).toEqual({ mean: 3, range: [1, 6] });
      const one = await stats(
        { values: [1, 2, 6] },
        { client, mode, response, outputs: ["range"] },
      );
      expectTypeOf(one).toEqualTypeOf<{ range: [number, number] }>();
      expect(one).toEqual({ range: [1, 6] });
    },
  );

  it("gives a picture as a file", async () => {
    const { image } = await look({}, { client, mode });
    expectTypeOf(image).toEqualTypeOf<ResultFile>();
    expect(image).toBeInstanceOf(ResultFile);
    expect(image.mediaType).toBe("image/png");
    const folder = await mkdtemp(join(tmpdir(), "interop-"));
    await image.saveTo(join(folder, "look.png"));
    const bytes = await readFile(join(folder, "look.png"));
    expect(bytes.subarray(0, 8).toString("latin1")).toBe("\x89PNG\r\n\x1a\n");
    expect(bytes.length).toBe(70);
    expect(await readdir(folder)).toEqual(["look.png"]);
    await rm(folder, { recursive: true });
  });

  it("gives a table as a file", async () => {
    const { table: file } = await table({ rows: 3 }, { client, mode });
    expect(file.mediaType).toMatch(/^text\/csv/);
    expect(await file.text()).toBe("row,square\n0,0\n1,1\n2,4\n");
  });

  it("takes a bounding box and gives a feature", async () => {
    const { footprint: feature } = await outline(
      { area: { bbox: [-73, -47, -72, -46] } },
      { client, mode },
    );
    expectTypeOf(feature).toEqualTypeOf<Feature>();
    expect(feature).toMatchObject({
      type: "Feature",
      geometry: { type: "Polygon" },
    });
  });

  it("takes an object as it is, and gives one", async () => {
    const scene = { name: "pnp", bands: ["red", "nir"] };
    const outputs = await describeScene({ scene }, { client, mode });
    expect(outputs).toEqual({ scene });
  });

  it("runs what is synchronous only", async () => {
    const { time } = await today({}, { client, mode });
    expectTypeOf(time).toEqualTypeOf<string>();
    expect(time).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  it("tells why a process failed", async () => {
    const failure = await failureOf(failing({}, { client, mode }));
    expect(failure).toMatchObject({
      name: mode === "sync" ? "ApiError" : "JobFailedError",
    });
    expect((failure as Error).message).toContain("out of luck");
  });
});

describe("a job that runs", () => {
  it("comes to its end", async () => {
    const job = await waiting.submit({ seconds: 0.5 }, { client });
    const seen: string[] = [];
    for await (const { status } of job) seen.push(status);
    expect(seen[0]).toBe("accepted");
    expect(seen.at(-1)).toBe("successful");
    expect(await job.results()).toEqual({ waited: 0.5 });
  });

  it("is dismissed while another call waits for it", async () => {
    const job = await waiting.submit({ seconds: 5 }, { client });
    expect(await job.status()).toMatchObject({ status: "accepted" });
    const results = failureOf(job.results());
    await client.dismissJob(job.id);
    // It was not this handle that dismissed the job, and the server removed it.
    expect(await results).toBeInstanceOf(JobVanishedError);
  });
});

it("an object sent as requirement 20 wants it reaches the process wrapped", async () => {
  const qualified = createClient({ apiUrl: url, objectInputs: "qualified" });
  const scene = { name: "pnp" };
  const outputs: unknown = await describeScene(
    { scene },
    { client: qualified, mode: "sync" },
  );
  // The server hands the wrapper on, and its result is unwrapped here.
  expect(outputs).toEqual({ scene });
  await qualified.close();
});

it("warns of nothing", () => {
  expect(warnings).toEqual([]);
});
