/** Runs all bombs and prints their time and memory: `npx tsx test/fuzz/run-bombs.ts [PART OF A NAME]`. */
import { BOMBS, type Bomb } from "./bombs.js";
import { endsAsExpected, runBomb } from "./run-bomb.js";

const [, , part = ""] = process.argv;
let failed = 0;
for (const bomb of BOMBS) {
  if (!bomb.name.includes(part)) continue;
  for (const mode of ["generate", "model"] as const) {
    console.log(`${await line(bomb, mode)}  ${mode}: ${bomb.name}`);
  }
}
console.log(`${failed} failed`);
if (failed > 0) process.exitCode = 1;

async function line(bomb: Bomb, mode: "generate" | "model"): Promise<string> {
  try {
    const report = await runBomb(bomb, mode);
    const { codes, milliseconds, mebibytes } = report;
    const expected = endsAsExpected(bomb, report);
    if (!expected) failed += 1;
    return `${expected ? "ok " : "BAD"} ${String(milliseconds).padStart(6)} ms ${String(mebibytes).padStart(4)} MiB ${codes.join(" ")}`;
  } catch (error) {
    failed += 1;
    return `BAD ${String(error).slice(0, 500)}`;
  }
}
