import { afterEach, describe, expect, it } from "vitest";
import {
  startServer,
  type ExecutionContext,
  type Outputs,
  type ProcessImplementation,
  type RunningServer,
} from "../../../src/server/index.js";
import { send, submit, waitFor } from "../request.js";

const DESCRIPTION = {
  id: "gate",
  version: "1.0.0",
  outputs: { done: { schema: { type: "boolean" } } },
} as const;

/** A process that ends each run only when the test says so. */
class Gate implements ProcessImplementation {
  readonly description = DESCRIPTION;
  readonly runs: ExecutionContext[] = [];
  readonly #waiting = new Map<string, (outputs: Outputs) => void>();

  execute(
    _inputs: Readonly<Record<string, unknown>>,
    context: ExecutionContext,
  ): Promise<Outputs> {
    this.runs.push(context);
    return new Promise((resolve) => {
      this.#waiting.set(context.id, resolve);
    });
  }

  open(jobId: string): void {
    this.#waiting.get(jobId)?.({ done: true });
  }
}

let server: RunningServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function start(gate: Gate, maxRunningJobs: number): Promise<string> {
  server = await startServer({
    service: "local",
    port: 0,
    processes: [gate],
    maxRunningJobs,
  });
  return server.url;
}

interface Status {
  readonly jobID: string;
  readonly status: string;
  readonly progress?: number;
  readonly message?: string;
}

async function statuses(url: string): Promise<readonly string[]> {
  const { body } = await send(`${url}jobs`);
  return (body as { readonly jobs: readonly Status[] }).jobs.map(
    ({ jobID, status }) => `${jobID} ${status}`,
  );
}

describe("jobs", () => {
  it("run in the order of creation, two at a time", async () => {
    const gate = new Gate();
    const url = await start(gate, 2);
    for (let count = 0; count < 4; count++) await submit(url, "gate", {});
    expect(await statuses(url)).toEqual([
      "job_0 running",
      "job_1 running",
      "job_2 accepted",
      "job_3 accepted",
    ]);
    gate.open("job_1");
    await waitFor(`${url}jobs/job_1`);
    expect(await statuses(url)).toEqual([
      "job_0 running",
      "job_1 successful",
      "job_2 running",
      "job_3 accepted",
    ]);
  });

  it("report progress and messages", async () => {
    const gate = new Gate();
    const url = await start(gate, 1);
    await submit(url, "gate", {});
    const [run] = gate.runs;
    const told: unknown[] = [];
    for (const [percent, message] of [
      [12.4, "One"],
      [150, undefined],
      [-3, "Two"],
    ] as const) {
      run?.progress(percent, message);
      const { body } = await send(`${url}jobs/job_0`);
      const { progress, message: text } = body as Status;
      told.push([progress, text]);
    }
    expect(told).toEqual([
      [12, "One"],
      [100, "One"],
      [0, "Two"],
    ]);
  });

  it("can be dismissed while they run, once", async () => {
    const gate = new Gate();
    const url = await start(gate, 1);
    await submit(url, "gate", {});
    await submit(url, "gate", {});
    const job = `${url}jobs/job_0`;
    const first = await send(job, { method: "DELETE" });
    expect([first.status, (first.body as Status).status]).toEqual([
      200,
      "dismissed",
    ]);
    expect(gate.runs.map((run) => [run.id, run.signal.aborted])).toEqual([
      ["job_0", true],
      ["job_1", false],
    ]);
    const gone = {
      type: "about:blank",
      title: "Gone",
      status: 410,
      detail: 'Job "job_0" was dismissed.',
    };
    const second = await send(job, { method: "DELETE" });
    expect([second.status, second.body]).toEqual([410, gone]);
    const results = await send(`${job}/results`);
    expect([results.status, results.body]).toEqual([410, gone]);
    expect(await statuses(url)).toEqual(["job_0 dismissed", "job_1 running"]);
  });

  it("stay dismissed, even if their process goes on", async () => {
    const gate = new Gate();
    const url = await start(gate, 1);
    await submit(url, "gate", {});
    await send(`${url}jobs/job_0`, { method: "DELETE" });
    gate.runs[0]?.progress(50, "still here");
    gate.open("job_0");
    const { body } = await send(`${url}jobs/job_0`);
    expect(body).toMatchObject({
      status: "dismissed",
      progress: 0,
      message: "Job dismissed",
    });
  });

  it("lose their results if they are dismissed after their end", async () => {
    const gate = new Gate();
    const url = await start(gate, 1);
    await submit(url, "gate", {});
    gate.open("job_0");
    await waitFor(`${url}jobs/job_0`);
    expect((await send(`${url}jobs/job_0/results`)).status).toBe(200);
    await send(`${url}jobs/job_0`, { method: "DELETE" });
    expect((await send(`${url}jobs/job_0/results`)).status).toBe(410);
  });

  it("have no results while they run", async () => {
    const url = await start(new Gate(), 1);
    await submit(url, "gate", {});
    const { status, body } = await send(`${url}jobs/job_0/results`);
    expect([status, body]).toEqual([
      404,
      {
        type: "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/result-not-ready",
        title: "Result not ready",
        status: 404,
        detail:
          'Job "job_0" has no results yet: it is running. Poll its status until it is successful.',
      },
    ]);
  });

  it("fail with their process's message", async () => {
    const url = await start(new Gate(), 1);
    await submit(url, "sleep_a_while", { inputs: { duration: 0, fail: true } });
    const { body } = await waitFor(`${url}jobs/job_0`);
    expect(body).toMatchObject({
      status: "failed",
      progress: 50,
      message: "Woke up too early",
    });
    const results = await send(`${url}jobs/job_0/results`);
    expect([results.status, results.body]).toEqual([
      500,
      {
        type: "about:blank",
        title: "Process failed",
        status: 500,
        detail: 'Job "job_0": Woke up too early',
      },
    ]);
  });

  it("are paged and filtered", async () => {
    const url = await start(new Gate(), 1);
    for (let count = 0; count < 3; count++) await submit(url, "gate", {});
    const { body } = await send(`${url}jobs?status=accepted&limit=1`);
    const { jobs, links } = body as {
      readonly jobs: readonly Status[];
      readonly links: readonly unknown[];
    };
    expect(jobs.map(({ jobID }) => jobID)).toEqual(["job_1"]);
    expect(links).toEqual([
      {
        href: `${url}jobs?status=accepted&limit=1`,
        rel: "self",
        type: "application/json",
      },
      {
        href: `${url}jobs?status=accepted&limit=1&offset=1`,
        rel: "next",
        type: "application/json",
      },
    ]);
  });

  it("are stopped when the server closes", async () => {
    const gate = new Gate();
    const url = await start(gate, 1);
    await submit(url, "gate", {});
    await server?.close();
    server = undefined;
    expect(gate.runs.map((run) => run.signal.aborted)).toEqual([true]);
    await expect(send(url)).rejects.toThrow();
  });
});
