import { inspect } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  createClient,
  type Client,
  type StatusInfo,
} from "../../src/runtime/index.js";
import { startServer, type RunningServer } from "../../src/server/index.js";
import { HAS_SEED_DOCUMENT, printedIn } from "./document.js";

if (!HAS_SEED_DOCUMENT) {
  console.warn(
    "Left out: the seed document, since ../shared/seed is not there.",
  );
}

/** The document was recorded with the reference server, whose behaviour this profile has. */
const PROFILE = { profile: "wraptile", port: 0 } as const;

describe.skipIf(!HAS_SEED_DOCUMENT)("the seed document, cell by cell", () => {
  describe("what the server offers", () => {
    let server: RunningServer;
    let client: Client;

    beforeAll(async () => {
      server = await startServer({ ...PROFILE, service: "s2gos" });
      client = createClient({ apiUrl: server.url });
    });
    afterAll(async () => {
      await client.close();
      await server.close();
    });

    it("cell 2: the configuration", () => {
      const wanted = printedIn(2, server.url);
      expect(JSON.parse(inspect(client))).toEqual(wanted);
      expect(JSON.parse(JSON.stringify(client))).toEqual(wanted);
    });

    it("cell 2: the configuration with every secret masked", () => {
      const secrets = {
        username: "alice",
        password: "pass-word",
        token: "to-ken",
        apiKey: "api-key-value",
      };
      const printed = inspect(
        createClient({ apiUrl: server.url, authType: "basic", ...secrets }),
      );
      expect(JSON.parse(printed)).toEqual({
        ...(printedIn(2, server.url) as object),
        auth_type: "basic",
        username: "alice",
        password: "***",
        token: "***",
        api_key: "***",
      });
    });

    it("cell 3: get_capabilities", async () => {
      expect(await client.getCapabilities()).toEqual(printedIn(3, server.url));
    });

    it("cell 4: get_conformance", async () => {
      expect(await client.getConformance()).toEqual(printedIn(4, server.url));
    });

    it("cell 5: get_processes", async () => {
      expect(await client.getProcesses()).toEqual(printedIn(5, server.url));
    });

    it("cell 7: get_process", async () => {
      expect(await client.getProcess("mtr_demo_generation")).toEqual(
        printedIn(7, server.url),
      );
    });
  });

  // These cells have no printed results: the expectations come from the
  // descriptions of the processes.
  describe("jobs", () => {
    let server: RunningServer;
    let client: Client;

    beforeAll(async () => {
      server = await startServer({ ...PROFILE, service: "local" });
      client = createClient({ apiUrl: server.url });
    });
    afterAll(async () => {
      await client.close();
      await server.close();
    });

    /** Polls a job with `getJob` until it ends, as a reader of the document would do. */
    async function finished(jobId: string): Promise<StatusInfo> {
      for (;;) {
        const job = await client.getJob(jobId);
        if (job.status !== "accepted" && job.status !== "running") return job;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }

    const listed = async () =>
      (await client.getJobs()).jobs.map(({ jobID, processID, status }) => ({
        jobID,
        processID,
        status,
      }));

    it("get_jobs: none yet", async () => {
      expect(await listed()).toEqual([]);
    });

    it("execute_process: sleep_a_while with duration 2", async () => {
      const job = await client.executeProcess("sleep_a_while", { duration: 2 });
      expect(job).toMatchObject({
        jobID: "job_0",
        processID: "sleep_a_while",
      });
      expect(["accepted", "running"]).toContain(job.status);
    });

    it("execute_process: sleep_a_while with fail true", async () => {
      const job = await client.executeProcess("sleep_a_while", { fail: true });
      expect(job.jobID).toBe("job_1");
    });

    it("execute_process: primes_between without inputs", async () => {
      const job = await client.executeProcess("primes_between", {});
      expect(job.jobID).toBe("job_2");
    });

    it("get_jobs: three", async () => {
      expect((await listed()).map(({ jobID }) => jobID)).toEqual([
        "job_0",
        "job_1",
        "job_2",
      ]);
    });

    it("get_job: one by its id", async () => {
      expect(await finished("job_2")).toMatchObject({
        jobID: "job_2",
        processID: "primes_between",
        status: "successful",
      });
    });

    it("get_job_results", async () => {
      expect(await client.getJobResults("job_2")).toEqual({
        return_value: [
          2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61,
          67, 71, 73, 79, 83, 89, 97,
        ],
      });
      await finished("job_0");
      const { return_value } = await client.getJobResults("job_0");
      expect(return_value).toBeGreaterThanOrEqual(2);
    });

    it("the failing job fails", async () => {
      expect((await finished("job_1")).status).toBe("failed");
    });

    it("dismiss_job: all of them, and then get_jobs", async () => {
      for (const { jobID } of (await client.getJobs()).jobs) {
        await client.dismissJob(jobID);
      }
      expect(await listed()).toEqual([]);
    });
  });
});
