/**
 * Kills a process that runs 60 inputs with `runAll` at random moments, starts it again until it is done, and checks that
 * each input has one result or one reported orphan, and that the server was asked for each once.
 *
 *     npx tsx test/kill/run-batch.ts [kills, default 20] [seed, default random]
 *
 * Exits with 1 where an input has none or two, or was executed twice.
 */
import { createRandom } from "../random.js";
import { killBatch } from "./batch.js";

const wanted = Number(process.argv[2] ?? 20);
const seed = Number(process.argv[3] ?? Date.now() % 1_000_000);
const next = createRandom(seed).next;

let killed = 0;
for (let batch = 0; killed < wanted; batch += 1) {
  const how = { tellsInputs: batch % 2 === 0, isSaved: batch % 2 === 0 };
  const most = Math.min(10, wanted - killed);
  const { kills, results, orphans, faults } = await killBatch(most, next, how);
  killed += kills;
  console.log(
    `${kills} kills (seed ${seed}), a server that ${how.tellsInputs ? "tells" : "does not tell"} inputs: ${results} results, ${orphans.executed} orphans that were executed, ${orphans.unsent} that were not`,
  );
  for (const fault of faults) console.log(`  ${fault}`);
  if (faults.length > 0) process.exitCode = 1;
}
