import { expect, it } from "vitest";
import { seedFromEnvironment } from "../random.js";
import { runAnswerCampaign } from "./answer-campaign.js";

/** `SEED=<seed>` repeats a run; `npx tsx test/fuzz/run-answers.ts 2000` is the long one. */
const SEED = seedFromEnvironment(Date.now() % 2 ** 31);

it(
  "odd answers end calls by a value that fits or a typed error",
  { timeout: 300_000 },
  async () => {
    console.log(`Odd answers: SEED=${SEED}`);
    const { outcomes, faults } = await runAnswerCampaign({
      seed: SEED,
      cases: 100,
    });

    expect(faults).toEqual([]);
    expect(outcomes["value"]).toBeGreaterThan(5);
    expect(Object.keys(outcomes).length).toBeGreaterThan(3);
  },
);
