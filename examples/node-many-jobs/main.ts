// Finds the primes of 200 ranges with 200 jobs, 20 at a time. Killed at any moment and started again, it goes on.
import { createClient, primesBetween, runAll } from "./generated/index.ts";

const client = createClient();
const inputs = Array.from({ length: 200 }, (_, index) => ({
  min_val: index % 20,
  max_val: 55 + 5 * Math.floor(index / 20),
}));

let shown = 0;
const runs = runAll(primesBetween, inputs, {
  client,
  concurrency: 20,
  journal: "runs.jsonl",
  saveTo: "outputs",
  key: ({ min_val, max_val }) => `${min_val}-to-${max_val}`,
  onProgress: ({ done, failed, total }) => {
    if (done < shown + 50) return;
    shown = done;
    console.log(`${done} of ${total} done, ${failed} of them failed`);
  },
});

let recalled = 0;
let primes = 0;
const missing: string[] = [];
for await (const run of runs) {
  if (run.isRecalled) recalled += 1;
  if (run.status === "successful") {
    primes += run.outputs.return_value.length;
  } else {
    missing.push(run.key);
    console.error(`${run.key} is ${run.status}:`, run.error);
  }
}
await client.close();

console.log(
  `PRIMES ${primes}, ${recalled} runs recalled, missing: ${missing.join(", ") || "none"}`,
);
