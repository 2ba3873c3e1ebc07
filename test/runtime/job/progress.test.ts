import { describe, expect, it } from "vitest";
import { failureOf } from "../test-client.js";
import { started, status } from "./job-scene.js";

const DONE = { "GET /jobs/j": status("successful") };

describe("onProgress", () => {
  it("that rejects is a warning, and ends nothing", async () => {
    await using scene = await started(DONE, { token: "hidden" });
    const onProgress = (() =>
      Promise.reject(new Error("no hidden log"))) as unknown as () => void;
    expect(await scene.run({}, { onProgress })).toEqual({ a: 1 });
    expect(scene.client.warnings).toEqual([
      { code: "hook-failure", message: "onProgress failed: no *** log" },
      { code: "hook-failure", message: "onProgress failed: no *** log" },
    ]);
  });

  it("that throws ends the wait with what it threw", async () => {
    await using scene = await started(DONE);
    const mistake = new Error("a mistake");
    const onProgress = (): never => {
      throw mistake;
    };
    expect(await failureOf(scene.run({}, { onProgress }))).toBe(mistake);
  });
});
