import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startServer, type RunningServer } from "../../src/server/index.js";
import {
  bindProcesses as bindSceneProcesses,
  type BoundProcesses,
} from "../../generated-example/bind.js";
import * as example from "../../generated-example/index.js";
import {
  createClient,
  echo,
  JobFailedError,
  primesBetween,
  ResultFile,
  sleepAWhile,
  type Client,
  type Geometry,
} from "./local-service/index.js";

/** The seed document's calls, by the typed functions of generated packages. */
describe.each(["standard", "wraptile"] as const)(
  "the seed document's calls, typed, against a server of profile %s",
  (profile) => {
    let local: RunningServer;
    let s2gos: RunningServer;
    let client: Client;
    let sceneClient: example.Client;

    beforeAll(async () => {
      local = await startServer({ service: "local", port: 0, profile });
      s2gos = await startServer({ service: "s2gos", port: 0, profile });
      client = createClient({ apiUrl: local.url });
      sceneClient = example.createClient({ apiUrl: s2gos.url });
    });
    afterAll(async () => {
      await Promise.all([client.close(), sceneClient.close()]);
      await Promise.all([local.close(), s2gos.close()]);
    });

    it("sleepAWhile with duration 2 returns how long it slept", async () => {
      const { return_value } = await sleepAWhile({ duration: 2 }, { client });
      expect(return_value).toBeGreaterThanOrEqual(2);
    });

    it("sleepAWhile with fail true rejects with the job and its last status", async () => {
      const failing = sleepAWhile({ duration: 0.2, fail: true }, { client });
      const error: unknown = await failing.then(
        () => undefined,
        (reason: unknown) => reason,
      );
      expect(error).toBeInstanceOf(JobFailedError);
      expect(error).toMatchObject({
        name: "JobFailedError",
        lastStatus: { status: "failed" },
      });
    });

    it("primesBetween without inputs has the server's defaults", async () => {
      const { return_value } = await primesBetween({}, { client });
      expect(return_value.slice(0, 5)).toEqual([2, 3, 5, 7, 11]);
      expect(return_value.at(-1)).toBe(97);
    });

    it("a job is submitted, listed, resumed by its id, and dismissed", async () => {
      const job = await sleepAWhile.submit({ duration: 30 }, { client });
      const listed = (await client.getJobs()).jobs.map(({ jobID }) => jobID);
      expect(listed).toContain(job.id);
      const resumed = sleepAWhile.job(job.id, { client });
      await resumed.dismiss();
      await expect(job.wait()).rejects.toMatchObject({
        name: "JobDismissedError",
        jobId: job.id,
      });
    });

    it("mtrDemoGeneration shows its progress and returns the scene's path", async () => {
      const seen: string[] = [];
      const { return_value } = await example.mtrDemoGeneration(
        { month: "june", random_seed: 42 },
        {
          client: sceneClient,
          onProgress: ({ status }) => seen.push(status),
        },
      );
      expect(return_value?.value).toMatch(/june_42\.yaml$/);
      expect(seen.at(-1)).toBe("successful");
      expect(seen.length).toBeGreaterThan(2);
    });

    it("iterating over a job ends with its terminal status", async () => {
      const job = await example.mtrDemoGeneration.submit(
        { month: "december" },
        { client: sceneClient },
      );
      const statuses: string[] = [];
      for await (const { status } of job) statuses.push(status);
      expect(statuses.at(-1)).toBe("successful");
      expect(await job.results()).toHaveProperty("return_value.value");
    });

    it("bound processes run on their client", async () => {
      const scenes: BoundProcesses = bindSceneProcesses(sceneClient);
      const { return_value } = await scenes.mtrDemoSimulation({
        scene_description_path: { value: "scene.yaml" },
        observation: "RGB_CAMERA",
      });
      expect(return_value?.value).toEqual(expect.any(String));
    });
  },
);

it("content is sent and files are returned, one or several", async () => {
  await using server = await startServer({ service: "local", port: 0 });
  const client = createClient({ apiUrl: server.url });
  const texts = ["first", "second"];
  const point: Geometry = { type: "Point", coordinates: [7, 46] };
  const { imagesOutput, geometryOutput } = await echo(
    {
      imagesInput: texts.map((text) => new TextEncoder().encode(text)),
      geometryInput: [point, new Blob(["<gml:Point/>"])],
    },
    { client, outputs: ["imagesOutput", "geometryOutput"] },
  );
  expect(await Promise.all([imagesOutput].flat().map(content))).toEqual(texts);
  expect(await Promise.all([geometryOutput].flat().map(content))).toEqual([
    point,
    "<gml:Point/>",
  ]);
  await client.close();
});

async function content(value: unknown): Promise<unknown> {
  return value instanceof ResultFile ? await value.text() : value;
}
