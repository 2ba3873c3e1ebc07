/**
 * Runs a process with many inputs until it is done or killed, and prints each outcome as a line of JSON.
 * Arguments: URL of the server, journal, number of inputs, folder for the outputs (none: they are not saved).
 */
import {
  createClient,
  defineProcess,
  runAll,
  type ProcessFunction,
} from "../../src/runtime/index.js";
import { DOUBLE } from "../runtime/batch/doubling.js";

const [apiUrl = "", journal = "", count = "0", saveTo] = process.argv.slice(2);
const client = createClient({ apiUrl, pollIntervalMs: 10 });
const double = defineProcess<
  ProcessFunction<{ value: number; waitMs: number }, { doubled: number }>
>(() => client, DOUBLE);

const inputs = Array.from({ length: Number(count) }, (_, value) => ({
  value,
  waitMs: 10 + ((value * 37) % 60),
}));
const options = { client, journal, saveTo, concurrency: 8 };
process.stdout.write("ready\n");
for await (const run of runAll(double, inputs, options)) {
  const { key, status, outputs, jobID, isRecalled } = run;
  const doubled = outputs?.doubled;
  const line = JSON.stringify({ key, status, doubled, jobID, isRecalled });
  process.stdout.write(`${line}\n`);
}
await client.close();
