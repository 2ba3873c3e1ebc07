/**
 * The long soak test: 1,000 jobs at the same time for two minutes, a fault in 5 % of all requests, and tokens that
 * expire every 20 s. It prints its counts and exits with 0 if nothing was lost, otherwise with 1.
 *
 *     npx tsx test/soak/run.ts [seconds] [concurrency] [seed]
 */
import { soak, type SoakReport } from "./soak.js";

const [seconds = 120, concurrency = 1_000, seed = 20_261_124] = process.argv
  .slice(2)
  .map(Number);
console.log(
  `${concurrency} jobs at a time for ${seconds} s, 5 % faults, seed ${seed}`,
);
const report = await soak({
  concurrency,
  seconds,
  seed,
  jobSeconds: 4,
  rate: 0.05,
  expireEveryMs: 20_000,
});
const { heap, ...counts } = report;
console.log(JSON.stringify(counts, null, 2));
const mebibytes = heap.map((bytes) => Math.round(bytes / 2 ** 20));
console.log(`live heap in MiB, through the time: ${mebibytes.join(" ")}`);
const faults = faultsOf(report);
console.log(faults.length === 0 ? "nothing lost" : faults.join("\n"));
process.exitCode = faults.length === 0 ? 0 : 1;

// If the process is still alive after this, the client left a timer or socket behind.
setTimeout(() => {
  console.log("the process did not exit by itself");
  process.exit(1);
}, 10_000).unref();

function faultsOf(result: SoakReport): readonly string[] {
  const answered = result.jobs + result.lostAnswers;
  const middle = Math.max(...result.heap.slice(3, 6));
  const late = Math.min(...result.heap.slice(-3));
  return [
    result.results === result.jobs
      ? ""
      : `${result.jobs - result.results} jobs without results`,
    result.duplicates === 0 ? "" : `${result.duplicates} jobs ran twice`,
    // Answers that were cut off after the job's place lost no job.
    result.executions >= result.jobs && result.executions <= answered
      ? ""
      : `${result.executions} executions for ${result.jobs} jobs and ${result.lostAnswers} lost answers`,
    result.unhandledRejections === 0
      ? ""
      : `${result.unhandledRejections} unhandled rejections`,
    late < middle * 1.3 ? "" : "the memory grows",
  ].filter((fault) => fault !== "");
}
