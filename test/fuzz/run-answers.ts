/**
 * The long fuzz test of odd answers: `npx tsx test/fuzz/run-answers.ts 2000`. `SEED=<seed>` repeats a run, and
 * `ONLY=<index>` runs one case of it. Exits with 1 if there is a fault.
 */
import { seedFromEnvironment } from "../random.js";
import { runAnswerCampaign } from "./answer-campaign.js";

const cases = Number(process.argv[2] ?? 2_000);
const seed = seedFromEnvironment(Date.now() % 2 ** 31);
const only = process.env["ONLY"];
console.log(`SEED=${seed}, ${cases} calls`);

const { outcomes, faults } = await runAnswerCampaign({
  seed,
  cases,
  only: only === undefined ? undefined : Number(only),
});
for (const [outcome, count] of Object.entries(outcomes)) {
  console.log(`${outcome.padEnd(24)} ${count}`);
}
console.log(faults.length === 0 ? "no faults" : faults.join("\n"));
process.exitCode = faults.length === 0 ? 0 : 1;
