import { describe, expect, it } from "vitest";
import type { Reply } from "../../faults/scripted-server.js";
import { failureOf, membersOf } from "../test-client.js";
import { started, status } from "./job-scene.js";

const DONE = status("successful");
const RUNNING = status("running");
const LOST: Reply = { status: 404, json: { title: "Not found" } };
const OTHER: Reply = { json: { jobID: "k", status: "failed", message: "no" } };

describe("polls that pass over what is no answer", () => {
  it.each<[string, readonly Reply[], readonly string[]]>([
    ["one 404 between two good polls", [RUNNING, LOST, DONE], []],
    [
      "three 404s between two good polls",
      [RUNNING, LOST, LOST, LOST, DONE],
      [],
    ],
    ["the status of another job", [OTHER, RUNNING, OTHER, DONE], []],
    [
      "a status that nobody knows",
      [status("hibernating"), status("hibernating"), DONE],
      ["unknown-status"],
    ],
    [
      "an unknown status of a job that has results",
      [
        status("archived", {
          links: [{ rel: "results", href: "/jobs/j/results" }],
        }),
      ],
      [],
    ],
    [
      "an unknown status of a job that has ended and has results",
      [status("archived", { finished: "2026-01-01T00:00:00Z" })],
      ["unknown-status"],
    ],
    [
      "a redirect to the results",
      [RUNNING, { status: 303, headers: { location: "/jobs/j/results" } }],
      [],
    ],
    [
      "a redirect to a status",
      [{ status: 302, headers: { location: "/status/j" } }],
      [],
    ],
    [
      "an id with something in front of it",
      [{ json: { jobID: "urn:uuid:J", status: "successful" } }],
      [],
    ],
    [
      "the id of a process with something in front of it",
      [status("successful", { processID: "http://h/processes/p" })],
      [],
    ],
  ])("%s", async (_name, polls, warnings) => {
    await using scene = await started({
      "GET /jobs/j": polls,
      "GET /status/j": DONE,
    });
    expect(await scene.run()).toEqual({ a: 1 });
    expect(scene.client.warnings.map(({ code }) => code)).toEqual(warnings);
  });
});

describe("polls that end a wait", () => {
  it.each<[string, Reply, string, string, number]>([
    [
      "rejected",
      status("rejected", { message: "cost limits exceeded" }),
      "job-failed",
      "Job j of p failed (rejected): cost limits exceeded",
      1,
    ],
    [
      "deleted",
      status("deleted", { message: "by the operator" }),
      "job-dismissed",
      "Job j of p was dismissed (deleted): by the operator",
      1,
    ],
    [
      "dismissed",
      status("dismissed"),
      "job-dismissed",
      "Job j of p was dismissed.",
      1,
    ],
    [
      "an unknown status of a job that has ended without results",
      status("odd", { finished: "2026-01-01T00:00:00Z", message: "no power" }),
      "job-failed",
      "Job j of p failed (odd): no power",
      1,
    ],
    [
      "an unknown status of a job with exceptions",
      status("odd", {
        links: [{ rel: "exceptions", href: "/e" }],
        message: "no",
      }),
      "job-failed",
      "Job j of p failed (odd): no",
      1,
    ],
    [
      "410",
      { status: 410, json: { title: "Gone" } },
      "job-vanished",
      "Job j of p is gone from the server; its last status was accepted.",
      1,
    ],
    [
      "410 of a job that was dismissed, as Weaver has it",
      {
        status: 410,
        json: { code: "JobDismissed", description: "Artifacts are removed." },
      },
      "job-dismissed",
      "Job j of p was dismissed: Artifacts are removed.",
      1,
    ],
  ])("%s", async (_name, poll, code, message, count) => {
    await using scene = await started({
      "GET /jobs/j": poll,
      "GET /jobs/j/results": LOST,
    });
    const failure = await failureOf(scene.run());
    expect(membersOf(failure, "code", "message", "jobId")).toEqual({
      code,
      message,
      jobId: "j",
    });
    const polls = scene.server.requests.filter(
      ({ path }) => path === "/jobs/j",
    );
    expect(polls).toHaveLength(count);
  });

  it("a job that stays away", async () => {
    await using scene = await started({ "GET /jobs/j": [RUNNING, LOST] });
    const failure = await failureOf(scene.run());
    expect(membersOf(failure, "code", "jobId", "lastStatus")).toMatchObject({
      code: "job-vanished",
      jobId: "j",
      lastStatus: { status: "running" },
    });
  });

  it("a job of another process, for a handle", async () => {
    await using scene = await started({
      "GET /jobs/j": status("successful", { processID: "other" }),
    });
    const failure = await failureOf(scene.run.job("j").results());
    expect(membersOf(failure, "code", "message", "jobId")).toEqual({
      code: "job-mismatch",
      message: "Job j of p is a job of another process, other.",
      jobId: "j",
    });
    expect(scene.server.requests.map(({ path }) => path)).toEqual(["/jobs/j"]);
  });
});

describe("a job whose Location does not lead to it", () => {
  it.each<[string, string, Record<string, Reply>]>([
    ["is found at the path of the standard", "/elsewhere/j", {}],
    [
      "is found where another application answers there",
      "/elsewhere/j",
      {
        "GET /elsewhere/j": {
          body: "<html>",
          headers: { "content-type": "text/html" },
        },
      },
    ],
    ["is asked for at no other host", "http://inner.invalid/jobs/j", {}],
  ])("%s", async (_name, location, script) => {
    await using scene = await started({
      "POST /processes/p/execution": {
        ...status("accepted"),
        status: 201,
        headers: { location },
      },
      "GET /jobs/j": DONE,
      ...script,
    });
    expect(await scene.run()).toEqual({ a: 1 });
  });
});

describe("a job that is dismissed before the server has stored it", () => {
  const GONE: Reply = { status: 404, json: { code: "NoSuchJob" } };

  it.each<[string, readonly Reply[], readonly Reply[], readonly string[]]>([
    [
      "is dismissed as soon as a poll sees it, as pygeoapi needs it",
      [GONE, status("dismissed")],
      [GONE, GONE, RUNNING],
      ["DELETE", "GET", "GET", "GET", "DELETE"],
    ],
    [
      "is dismissed again where one of several servers does not know it yet",
      [GONE, GONE, status("dismissed")],
      [RUNNING],
      ["DELETE", "GET", "DELETE", "GET", "DELETE"],
    ],
    [
      "is not taken for dismissed because of an attempt that broke",
      [{ breakAt: "start" }, GONE, status("dismissed")],
      [GONE, RUNNING],
      ["DELETE", "DELETE", "GET", "GET", "DELETE"],
    ],
  ])("%s", async (_name, removals, polls, wanted) => {
    await using scene = await started({
      "DELETE /jobs/j": removals,
      "GET /jobs/j": polls,
    });
    const job = await scene.run.submit();

    expect(await job.dismiss()).toMatchObject({ status: "dismissed" });
    expect(job.lastStatus?.status).toBe("dismissed");
    expect(
      scene.server.requests
        .filter(({ path }) => path === "/jobs/j")
        .map(({ method }) => method),
    ).toEqual(wanted);
  });
});

describe("dismissing ends what the same handle waits for", () => {
  const BROKEN: Reply = { status: 500, json: { title: "lost" } };

  it.each<[string, Reply, readonly Reply[]]>([
    ["at once, whatever the next poll says", status("dismissed"), [RUNNING]],
    ["where the next poll is 404", status("running"), [RUNNING, LOST]],
    ["where the next poll is 500", status("running"), [RUNNING, BROKEN]],
    ["where the answer is empty", { status: 204 }, [RUNNING]],
    [
      "during a poll that is slow",
      status("dismissed"),
      [RUNNING, { delayMs: 5_000, ...RUNNING }],
    ],
  ])("%s", async (_name, removal, polls) => {
    let isRemoved = false;
    await using scene = await started({
      "DELETE /jobs/j": () => {
        isRemoved = true;
        return removal;
      },
      "GET /jobs/j": () => (isRemoved ? (polls.at(-1) ?? LOST) : RUNNING),
    });
    const job = await scene.run.submit();
    const seen: string[] = [];
    const watched = (async () => {
      for await (const info of job) seen.push(info.status);
    })();
    const waiting = [failureOf(job.results()), failureOf(job.wait())];
    await expect.poll(() => seen).toContain("running");
    await job.dismiss();

    for (const failure of await Promise.all(waiting)) {
      expect(membersOf(failure, "name", "message", "jobId")).toEqual({
        name: "JobDismissedError",
        message: "Job j of p was dismissed.",
        jobId: "j",
      });
    }
    await watched;
    expect(seen.at(-1)).toBe("dismissed");
    expect(job.lastStatus?.status).toBe("dismissed");
  });

  it("while its results are read", async () => {
    await using scene = await started({
      "GET /jobs/j": DONE,
      "GET /jobs/j/results": { delayMs: 5_000, json: { a: 1 } },
      "DELETE /jobs/j": status("dismissed"),
    });
    const job = await scene.run.submit();
    const waiting = failureOf(job.results());
    await expect
      .poll(() => scene.server.requests.map(({ path }) => path))
      .toContain("/jobs/j/results");
    await job.dismiss();

    expect(membersOf(await waiting, "code", "jobId")).toEqual({
      code: "job-dismissed",
      jobId: "j",
    });
  });

  it("but not the results of a job that the server does not dismiss any more", async () => {
    await using scene = await started({
      "GET /jobs/j": DONE,
      "GET /jobs/j/results": { delayMs: 200, json: { a: 1 } },
      "DELETE /jobs/j": DONE,
    });
    const job = await scene.run.submit();
    const waiting = job.results();
    await expect
      .poll(() => scene.server.requests.map(({ path }) => path))
      .toContain("/jobs/j/results");
    await job.dismiss();

    expect(await waiting).toEqual({ a: 1 });
  });
});
