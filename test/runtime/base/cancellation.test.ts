import { afterEach, describe, expect, it, vi } from "vitest";
import {
  defineProcess,
  type OptionalInputsProcess,
} from "../../../src/runtime/index.js";
import {
  scriptedServer,
  type Handler,
  type Reply,
  type ScriptedServer,
} from "../../faults/scripted-server.js";
import { failureOf, testClient } from "../test-client.js";

/** On a busy machine, the first request may wait for the code that sends it. */
const PATIENTLY = { timeout: 10_000 };

let server: ScriptedServer | undefined;
afterEach(async () => {
  await server?.close();
});

type Process = OptionalInputsProcess<object, { a: number }>;
interface Scene extends AsyncDisposable {
  readonly client: ReturnType<typeof testClient>;
  readonly run: Process;
  readonly server: ScriptedServer;
}

type Script = Record<string, Reply | readonly Reply[] | Handler>;

const ACCEPTED = { status: 201, json: { jobID: "j", status: "accepted" } };
const RUNNING = { json: { jobID: "j", status: "running" } };
const NEVER = 20_000;

async function started(script: Script): Promise<Scene> {
  const scripted = await scriptedServer({
    "POST /processes/p/execution": ACCEPTED,
    "GET /jobs/j": RUNNING,
    "DELETE /jobs/j": { json: { jobID: "j", status: "dismissed" } },
    ...script,
  });
  server = scripted;
  const client = testClient(scripted.url);
  return {
    [Symbol.asyncDispose]: () => client.close(),
    client,
    server: scripted,
    run: defineProcess(() => client, {
      id: "p",
      outputs: { a: { form: "value" } },
    }),
  };
}

const requestsOf = ({ requests }: ScriptedServer): readonly string[] =>
  requests.map(({ method, path }) => `${method} ${path}`);

describe("an abort", () => {
  it.each<[string, Script, number | undefined, string]>([
    [
      "while the request is sent",
      { "POST /processes/p/execution": { delayMs: NEVER } },
      undefined,
      "POST /processes/p/execution",
    ],
    [
      "while the status is asked for",
      { "GET /jobs/j": { delayMs: NEVER } },
      undefined,
      "GET /jobs/j",
    ],
    [
      "in the pause between two polls",
      {},
      NEVER,
      "POST /processes/p/execution",
    ],
    [
      "in the pause before a retry",
      { "GET /jobs/j": { status: 503, headers: { "retry-after": "20" } } },
      undefined,
      "GET /jobs/j",
    ],
    [
      "while the results come",
      {
        "GET /jobs/j": { json: { jobID: "j", status: "successful" } },
        "GET /jobs/j/results": { stallAfter: 3, json: { a: 1 } },
      },
      undefined,
      "GET /jobs/j/results",
    ],
  ])("ends a call at once %s", async (_name, script, pollIntervalMs, last) => {
    await using scene = await started(script);
    const { run, server } = scene;
    const controller = new AbortController();
    const reason = { mine: true };
    const failure = failureOf(
      run({}, { signal: controller.signal, pollIntervalMs }),
    );
    await expect.poll(() => requestsOf(server), PATIENTLY).toContain(last);
    await new Promise((resolve) => setTimeout(resolve, 30));
    controller.abort(reason);

    expect(await failure).toBe(reason);
    const count = server.requests.length;
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(server.requests).toHaveLength(count);
    expect(requestsOf(server)).not.toContain("DELETE /jobs/j");
  });

  it("ends a request that waits for a connection at once, and never sends it", async () => {
    await using scripted = await scriptedServer({
      "GET /jobs/slow": {
        delayMs: 300,
        json: { jobID: "slow", status: "running" },
      },
      "GET /jobs/j": RUNNING,
    });
    await using client = testClient(scripted.url, { maxConnections: 1 });
    const slow = client.getJob("slow");
    const controller = new AbortController();
    const waiting = failureOf(
      client.getJob("j", { signal: controller.signal }),
    );
    await expect
      .poll(() => requestsOf(scripted), PATIENTLY)
      .toEqual(["GET /jobs/slow"]);
    controller.abort("enough");
    const first = await Promise.race([waiting, slow]);

    expect(first).toBe("enough");
    await slow;
    await client.getConformance().catch(() => undefined);
    expect(requestsOf(scripted)).toEqual([
      "GET /jobs/slow",
      "GET /conformance",
    ]);
  });

  it("sends nothing where the signal was aborted before the call", async () => {
    await using scene = await started({});
    const { run, client, server } = scene;
    const signal = AbortSignal.abort("before");

    expect(await failureOf(run({}, { signal }))).toBe("before");
    expect(await failureOf(run.submit({}, { signal }))).toBe("before");
    expect(await failureOf(run.job("j").wait({ signal }))).toBe("before");
    expect(await failureOf(run.job("j").status({ signal }))).toBe("before");
    expect(await failureOf(client.getJobs({ signal }))).toBe("before");
    expect(server.requests).toEqual([]);
  });

  it.each([
    [
      "while a job is waited for",
      { "GET /jobs/j": { delayMs: NEVER } },
      "GET /jobs/j",
    ],
    [
      "while the request is under way, once its job is known",
      { "POST /processes/p/execution": { ...ACCEPTED, delayMs: 200 } },
      "POST /processes/p/execution",
    ],
  ])(
    "dismisses the job where the caller wants that: %s",
    async (_name, script: Script, last) => {
      await using scene = await started(script);
      const { run, server } = scene;
      const controller = new AbortController();
      const failure = failureOf(
        run({}, { signal: controller.signal, dismissOnAbort: true }),
      );
      await expect.poll(() => requestsOf(server), PATIENTLY).toContain(last);
      controller.abort("enough");

      expect(await failure).toBe("enough");
      await expect
        .poll(() => requestsOf(server), PATIENTLY)
        .toContain("DELETE /jobs/j");
      expect(
        requestsOf(server).filter((request) => request === "DELETE /jobs/j"),
      ).toHaveLength(1);
    },
  );

  it("dismisses at the time limit as well, and warns where that fails", async () => {
    await using scene = await started({
      "DELETE /jobs/j": { status: 405 },
    });
    const { run, client } = scene;

    await expect(
      run({}, { timeoutMs: 50, dismissOnAbort: true }),
    ).rejects.toMatchObject({ name: "JobTimeoutError" });
    await expect
      .poll(() => client.warnings, PATIENTLY)
      .toEqual([
        {
          code: "background-failure",
          message: expect.stringContaining(
            "Job j could not be dismissed",
          ) as string,
          processId: "p",
        },
      ]);
  });

  it("dismisses the job of a handle as well", async () => {
    await using scene = await started({});
    const { run, server } = scene;
    const job = await run.submit();
    const controller = new AbortController();
    const failure = failureOf(
      job.results({ signal: controller.signal, dismissOnAbort: true }),
    );
    controller.abort("enough");

    expect(await failure).toBe("enough");
    await expect
      .poll(() => requestsOf(server), PATIENTLY)
      .toContain("DELETE /jobs/j");
  });

  it("ends a loop over a job", async () => {
    await using scene = await started({});
    const { run } = scene;
    const controller = new AbortController();
    const loop = (async () => {
      const job = await run.submit();
      const statuses = job.watch({ signal: controller.signal });
      while ((await statuses.next()).done !== true) controller.abort("enough");
    })();

    expect(await failureOf(loop)).toBe("enough");
  });

  it("ends a thousand jobs by one signal, without a warning of Node and without listeners that remain", async () => {
    const warn = vi.fn();
    process.on("warning", warn);
    await using scene = await started({});
    const { run } = scene;
    const controller = new AbortController();
    const failures = Array.from({ length: 1_000 }, () =>
      failureOf(run.job("j").wait({ signal: controller.signal })),
    );
    await new Promise((resolve) => setTimeout(resolve, 100));
    controller.abort("all");

    expect(new Set(await Promise.all(failures))).toEqual(new Set(["all"]));
    await new Promise((resolve) => setImmediate(resolve));
    process.off("warning", warn);
    expect(warn).not.toHaveBeenCalled();
  });
});
