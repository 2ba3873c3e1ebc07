import { describe, expect, it } from "vitest";
import type { Reply } from "../../faults/scripted-server.js";
import { failureOf, membersOf } from "../test-client.js";
import { started, status } from "./job-scene.js";

const EXCEPTION = { type: "x", title: "ServiceFailed", detail: "no driver" };
const FAILED = status("failed");

describe("why a job failed", () => {
  it.each<[string, readonly Reply[], Reply, string]>([
    ["its message", [status("failed", { message: "no disk" })], {}, "no disk"],
    [
      "an exception in its status",
      [status("failed", { exception: EXCEPTION })],
      {},
      "ServiceFailed: no driver",
    ],
    [
      "a list of exceptions in its status",
      [status("failed", { exceptions: [{ Code: "E", Text: "no driver" }] })],
      {},
      "E: no driver",
    ],
    [
      "the failure at its results",
      [FAILED],
      { status: 500, json: EXCEPTION },
      "ServiceFailed: no driver",
    ],
    [
      "the failure at its results, whose link is dead",
      [
        status("failed", {
          links: [{ rel: "results", href: "/jobs/results" }],
        }),
      ],
      { status: 400, json: EXCEPTION },
      "ServiceFailed: no driver",
    ],
    [
      "an exception at its results, under 200",
      [FAILED],
      { json: EXCEPTION },
      "ServiceFailed: no driver",
    ],
    [
      "a message that comes a moment later, as from wraptile",
      [FAILED, status("failed", { message: "no disk" })],
      { json: {} },
      "no disk",
    ],
  ])("is %s", async (_name, polls, results, said) => {
    await using scene = await started({
      "GET /jobs/j": polls,
      "GET /jobs/j/results": results,
    });
    const failure = await failureOf(scene.run());
    expect(membersOf(failure, "code", "message", "jobId")).toEqual({
      code: "job-failed",
      message: `Job j of p failed: ${said}`,
      jobId: "j",
    });
  });

  it("is told by the type of a problem instead of results", async () => {
    await using scene = await started({
      "GET /jobs/j": status("successful"),
      "GET /jobs/j/results": {
        status: 500,
        json: {
          type: "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/job-failed",
          title: "Job failed",
          detail: "no convergence",
        },
      },
    });
    const failure = await failureOf(scene.run());
    expect(membersOf(failure, "code", "message")).toEqual({
      code: "job-failed",
      message: "Job j of p failed: Job failed: no convergence",
    });
  });
});

describe("results of a successful job", () => {
  it.each<[string, string]>([
    ["a dead link", "/lost"],
    ["a link to another host", "http://inner.invalid/jobs/j/results"],
    ["a link that is no URL", "http://["],
  ])("are found in spite of %s", async (_name, href) => {
    await using scene = await started({
      "GET /jobs/j": status("successful", {
        links: [{ rel: "results", href }],
      }),
    });
    expect(await scene.run()).toEqual({ a: 1 });
  });

  it.each<[string, Reply, string]>([
    ["a failure", { status: 500, json: { title: "Oops" } }, "api"],
    ["304", { status: 304 }, "api"],
    [
      "a page",
      { body: "<html>", headers: { "content-type": "text/html" } },
      "response-parse",
    ],
  ])(
    "that are %s give an error that names the job",
    async (_name, reply, code) => {
      await using scene = await started(
        { "GET /jobs/j": status("successful"), "GET /jobs/j/results": reply },
        { giveUpAfterMs: 1 },
      );
      const failure = await failureOf(scene.run());
      expect(
        membersOf(failure, "code", "jobId", "processId", "lastStatus"),
      ).toMatchObject({
        code,
        jobId: "j",
        processId: "p",
        lastStatus: { status: "successful" },
      });
    },
  );
});
