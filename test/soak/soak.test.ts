import { describe, expect, it } from "vitest";
import { soak } from "./soak.js";

const SEED = Number(process.env["SEED"] ?? Date.now() % 1_000_000);
console.log(`soak: SEED=${SEED}`);

describe("jobs over a bad network", () => {
  it("all give their results or an error, and none runs twice", async () => {
    const report = await soak({
      concurrency: 60,
      seconds: 5,
      seed: SEED,
      jobSeconds: 0.8,
      rate: 0.15,
      expireEveryMs: 1_500,
    });

    expect(report.lost).toEqual({});
    expect(report).toMatchObject({
      results: report.jobs,
      duplicates: 0,
      unhandledRejections: 0,
    });
    // Of the answers that were cut off, those that had told the job's place lost no job.
    expect(report.executions).toBeGreaterThanOrEqual(report.jobs);
    expect(report.executions).toBeLessThanOrEqual(
      report.jobs + report.lostAnswers,
    );
    expect(report.jobs).toBeGreaterThan(60);
    expect(report.counts["faults"]).toBeGreaterThan(30);
    const rejected = Object.values(report.rejected);
    expect(rejected.reduce((sum, one) => sum + one, 0)).toBe(
      report.submissions - report.jobs,
    );
  });
});
