import { afterAll, describe, expect, expectTypeOf, it } from "vitest";
import type { Feature } from "#pygeoapi-plugins";
import { failureOf } from "../../runtime/test-client.js";
import { PLUGIN_PROCESSES } from "../setup/pygeoapi.js";
import { declarations } from "../setup/packages.js";
import { serverUnderTest } from "../setup/server-under-test.js";
import type { ServerName } from "../setup/server-names.js";
import { callCounter } from "../setup/tally.js";

/** What is generated from pygeoapi. */
type Package = typeof import("#pygeoapi-plugins");

/** What a version of pygeoapi cannot do. */
export interface PluginLimits {
  /** Files are results of synchronous executions only: for those of a job it answers 500. */
  readonly noFilesOfJobs?: true;
  /** The status of a job that was dismissed is 500, which may be a failure that passes. */
  readonly noEndOfDismissed?: true;
  /** It loses the reason why a process failed. */
  readonly noReasons?: true;
}

const modes = ["async", "sync"] as const;
const responses = ["raw", "document"] as const;
const forms = modes.flatMap((mode) =>
  responses.map((response) => ({ mode, response })),
);

/** The typed calls of every process, on one version of pygeoapi. */
export function describePlugins(
  server: ServerName,
  generated: object,
  { noFilesOfJobs, noEndOfDismissed, noReasons }: PluginLimits = {},
): void {
  // As a test below proves.
  const processes = generated as Package;
  const { ResultFile } = processes;
  const { url, generation } = serverUnderTest(server);
  const warnings: string[] = [];
  const client = processes.createClient({
    apiUrl: url,
    pollIntervalMs: 50,
    onWarning: ({ code }) => warnings.push(code),
  });
  const calls = callCounter(server);
  const {
    helloWorld,
    otbBandMath,
    statistics,
    quicklook,
    report,
    footprint,
    sceneDescribe,
    wait,
    deleteProcess,
    now,
    meanByGroup,
    mapTrendsStatic,
    snappedPoints,
  } = Object.fromEntries(
    Object.entries(processes).map(([name, exported]) => [
      name,
      typeof exported === "function" && "process" in exported
        ? calls.counted(exported)
        : exported,
    ]),
  ) as Package;

  afterAll(async () => {
    await calls.report();
    await client.close();
  });

  it("has all processes, without a warning", () => {
    expect(generation.stderr).toBe("");
    expect(generation.stdout).toContain(
      `(${PLUGIN_PROCESSES.length} processes; files: `,
    );
  });

  it("has the types that the calls are checked with", async () => {
    // A later version of hello-world has more inputs.
    const others = async (name: ServerName) => ({
      ...(await declarations(name)),
      "hello-world.d.ts": "",
    });
    expect(await others(server)).toEqual(await others("pygeoapi-plugins"));
  });

  describe.each(forms)("mode $mode, response $response", (options) => {
    const form = { client, ...options };

    it("gives values in every form of results", async () => {
      expect(await helloWorld({ name: "World" }, form)).toEqual({
        echo: "Hello World!",
      });
      const { out } = await otbBandMath(
        { in: [2, 3, 4], class: "product" },
        form,
      );
      expectTypeOf(out).toEqualTypeOf<number>();
      expect(out).toBe(24);
      const scene = { name: "pnp", bands: ["red", "nir"] };
      expect(await sceneDescribe({ scene }, form)).toEqual({ scene });
      const { time } = await now({}, form);
      expect(time).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    });

    it("gives several outputs, and those that were asked for", async () => {
      const values = [1, 2, 6];
      expect(await statistics({ values }, form)).toEqual({
        mean: 3,
        range: [1, 6],
      });
      const one = await statistics({ values }, { ...form, outputs: ["range"] });
      expectTypeOf(one).toEqualTypeOf<{ range: [number, number] }>();
      expect(one).toEqual({ range: [1, 6] });
    });

    it("takes a bounding box and gives a feature", async () => {
      const { footprint: feature } = await footprint(
        { area: { bbox: [-73, -47, -72, -46] } },
        form,
      );
      expectTypeOf(feature).toEqualTypeOf<Feature>();
      expect(feature).toMatchObject({
        type: "Feature",
        geometry: { type: "Polygon" },
      });
    });

    it("gives JSON and files that links lead to, and a value beside them", async () => {
      const { points, table, count } = await snappedPoints({ rows: 2 }, form);
      expectTypeOf(points).toEqualTypeOf<Record<string, unknown>>();
      expect(points).toMatchObject({
        type: "FeatureCollection",
        features: [{ type: "Feature" }, { type: "Feature" }],
      });
      expect(table).toBeInstanceOf(ResultFile);
      expect(table.mediaType).toMatch(/^text\/csv/);
      expect(await table.text()).toBe("row,square\n0,0\n1,1\n");
      expectTypeOf(count).toEqualTypeOf<number>();
      expect(count).toBe(2);
    });

    it("gives a page that a link leads to as a file", async () => {
      const { trend_map: page } = await mapTrendsStatic({ rows: 1 }, form);
      expect(page).toBeInstanceOf(ResultFile);
      expect(page.mediaType).toMatch(/^(text|application)\/html/);
      expect(await page.text()).toContain("<p>A map.");
    });

    it("warns of a table that is described as JSON, and gives it as a file", async () => {
      const { mean_by_group: found }: { mean_by_group: unknown } =
        await meanByGroup({ rows: 2 }, form);
      expect(found).toBeInstanceOf(ResultFile);
      if (!(found instanceof ResultFile)) return;
      expect(await found.text()).toBe("row,square\n0,0\n1,1\n");
      expect(warnings.splice(0)).not.toEqual([]);
    });

    it("tells why a process failed", async () => {
      const failure = await failureOf(deleteProcess({}, form));
      expect(failure).toMatchObject({
        name: options.mode === "sync" ? "ApiError" : "JobFailedError",
      });
      expect((failure as Error).message).toContain(
        noReasons ? "Error updating job" : "out of luck",
      );
    });
  });

  describe.each(modes)("mode %s", (mode) => {
    const form = { client, mode };

    // One after the other: the oldest version loses its jobs where it runs two at a time.
    it("gives files", async () => {
      if (noFilesOfJobs && mode === "async") {
        for (const call of [
          () => quicklook({}, form),
          () => report({ rows: 2 }, form),
        ]) {
          expect(await failureOf(call())).toMatchObject({
            status: 500,
            jobId: expect.any(String) as string,
          });
        }
        return;
      }
      const { image } = await quicklook({}, form);
      expectTypeOf(image).toEqualTypeOf<InstanceType<typeof ResultFile>>();
      expect(image.mediaType).toBe("image/png");
      expect((await image.bytes()).length).toBe(70);
      const { table } = await report({ rows: 2 }, form);
      expect(await table.text()).toBe("row,square\n0,0\n1,1\n");
    });
  });

  it("watches a job, resumes it by its id, and dismisses another", async () => {
    const job = await wait.submit({ seconds: 0.3 }, { client });
    const seen: string[] = [];
    for await (const { status } of job) seen.push(status);
    expect(seen.at(-1)).toBe("successful");
    const resumed = wait.job(job.id, { client });
    expect(await resumed.results()).toEqual({ waited: 0.3 });
    const { jobs } = await client.getJobs({ processID: "wait" });
    expect(jobs.map(({ jobID }) => jobID)).toContain(job.id);

    const long = await wait.submit({ seconds: 3 }, { client });
    const results = noEndOfDismissed ? undefined : failureOf(long.results());
    expect(await long.dismiss()).toMatchObject({ status: "dismissed" });
    if (results === undefined) return;
    expect(await results).toMatchObject({ name: "JobDismissedError" });
  });

  it("warned of nothing else", () => {
    expect(warnings).toEqual([]);
  });
}
