import { expect, it } from "vitest";
import { runCampaign } from "./campaign.js";

/** `SEED=<seed>` repeats a run; `npx tsx test/fuzz/run.ts 20000` is the long one. */
const SEED = Number(process.env["SEED"] ?? Date.now() % 2 ** 31);

it("hostile descriptions never become code", { timeout: 300_000 }, async () => {
  console.log(`Fuzz: SEED=${SEED}`);
  const report = await runCampaign({
    seed: SEED,
    descriptions: 300,
    typeChecked: true,
    executed: 0.1,
    formatted: 0,
  });
  expect({ ...report, digest: "", functions: 0, files: 0 }).toEqual({
    seed: SEED,
    descriptions: report.functions + report.explained,
    packages: report.packages,
    functions: 0,
    files: 0,
    explained: report.explained,
    unexplained: [],
    crashes: [],
    findings: [],
    typeChecked: report.packages,
    executed: Math.floor(report.packages / 10),
    executionFaults: [],
    formatChecked: 0,
    unformatted: [],
    digest: "",
  });
  expect(report.descriptions).toBeGreaterThanOrEqual(300);
  expect(report.functions).toBeGreaterThan(200);
});

it(
  "a seed gives the same descriptions and the same packages",
  { timeout: 300_000 },
  async () => {
    const options = {
      seed: 1,
      descriptions: 20,
      typeChecked: false,
      executed: 0,
      formatted: 0,
    };
    const first = await runCampaign(options);
    const second = await runCampaign(options);
    expect(second).toEqual(first);
  },
);
