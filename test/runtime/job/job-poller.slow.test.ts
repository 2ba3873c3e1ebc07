import { describe, expect, it } from "vitest";
import type { Reply } from "../../faults/scripted-server.js";
import { failureOf, membersOf } from "../test-client.js";
import { started } from "./job-scene.js";

const GONE: Reply = { status: 404, json: { code: "NoSuchJob" } };

describe("a job that is dismissed and that no poll ever sees", () => {
  it("is no such job", async () => {
    await using scene = await started({});
    const job = await scene.run.submit();

    expect(membersOf(await failureOf(job.dismiss()), "code", "jobId")).toEqual({
      code: "no-such-job",
      jobId: "j",
    });
  });

  it("is dismissed where an answer to its dismissal was lost", async () => {
    await using scene = await started({
      "DELETE /jobs/j": [{ breakAt: "start" }, GONE],
    });
    const job = await scene.run.submit();

    expect(await job.dismiss()).toEqual({ jobID: "j", status: "dismissed" });
  });
});
