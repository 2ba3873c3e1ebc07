import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { defineProcess, isLink } from "../../src/runtime/index.js";
import {
  scriptedServer,
  type Reply,
  type ScriptedServer,
} from "../faults/scripted-server.js";
import { failureOf, membersOf, testClient } from "../runtime/test-client.js";

const CORPUS = join(import.meta.dirname, "../../../shared/corpus");
const IS_THERE = existsSync(CORPUS);
if (!IS_THERE)
  console.log(
    "Left out: documents of real servers, since ../shared/corpus is not there.",
  );

/** All documents of a kind: path below the corpus, and text. */
function documents(kind: string): readonly [string, string][] {
  if (!IS_THERE) return [];
  return readdirSync(CORPUS, { recursive: true, encoding: "utf8" })
    .filter((path) => new RegExp(`(^|/)${kind}-[^/]*\\.json$`).test(path))
    .sort()
    .map((path) => [path, readFileSync(join(CORPUS, path), "utf8")]);
}

let reply: Reply = {};
let server: ScriptedServer;
beforeAll(async () => {
  server = await scriptedServer((request) =>
    request.method === "POST"
      ? { status: 201, json: { jobID: "j", status: "successful" } }
      : request.path === "/jobs" || request.path.startsWith("/jobs/")
        ? reply
        : { status: 404, json: {} },
  );
});
afterAll(async () => {
  await server.close();
});

const STATUSES = new Set([
  "accepted",
  "running",
  "successful",
  "failed",
  "dismissed",
]);

describe.skipIf(!IS_THERE)("documents of real servers", () => {
  it("exist for each kind", () => {
    const counts = ["status", "results", "joblist", "exception"].map(
      (kind) => documents(kind).length,
    );

    expect(counts.every((count) => count > 3)).toBe(true);
  });

  it.each(documents("status"))("status %s", async (_path, body) => {
    reply = { body };
    const { jobID = "j" } = JSON.parse(body) as { jobID?: string };
    await using client = testClient(server.url);
    const status = await client.getJob(jobID);

    expect(STATUSES).toContain(status.status);
    expect(status.jobID).toMatch(/\S/);
    expect(Object.values(status)).not.toContain(null);
  });

  it.each(documents("joblist"))("job list %s", async (_path, body) => {
    reply = { body };
    await using client = testClient(server.url);
    const { jobs, links } = await client.getJobs();
    const raw = JSON.parse(body) as { jobs: unknown[] };

    expect(jobs).toHaveLength(raw.jobs.length);
    expect(jobs.every((job) => job.jobID !== "")).toBe(true);
    expect(Array.isArray(links)).toBe(true);
  });

  it.each(documents("exception"))("exception %s", async (path, body) => {
    reply = { status: 404, body };
    await using client = testClient(server.url);
    const failure = await failureOf(client.getJob("j"));

    const isOfProcess =
      path.includes("process_not_found") || path.includes("no-such-process");
    const isNotReady = path.includes("not-ready");
    const name = isOfProcess
      ? "NoSuchProcessError"
      : isNotReady
        ? "ResultNotReadyError"
        : "NoSuchJobError";
    expect(membersOf(failure, "name", "status")).toEqual({ name, status: 404 });
    expect((failure as Error).message).toMatch(/answered 404: \S/);
  });

  it.each(documents("results"))("results %s", async (_path, body) => {
    reply = { body };
    await using client = testClient(server.url);
    const untyped = await client.getJobResults("j");
    const outputs = Object.fromEntries(
      Object.entries(untyped).map(([name, value]) => [
        name,
        { form: formOf(value), many: "maybe" } as const,
      ]),
    );
    const run = defineProcess<object, Record<string, unknown>>(() => client, {
      id: "p",
      outputs,
    });
    const typed = await run();

    expect(Object.keys(untyped).length).toBeGreaterThan(0);
    expect(Object.keys(typed)).toEqual(Object.keys(untyped));
    expect(JSON.stringify(Object.values(typed))).not.toContain(
      '"mediaType":null',
    );
  });
});

/** What an output is described as that came so; the links of files are not followed before a file is read. */
function formOf(value: unknown): "link" | "file" | "value" {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (items.every(isLink)) return "link";
  return items.some(isLink) ? "file" : "value";
}
