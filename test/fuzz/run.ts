/**
 * The long fuzz test: `npx tsx test/fuzz/run.ts 20000`. `SEED=<seed>` repeats a run,
 * and `ONLY=<index>` runs one case of it. Exits with 1 if there is a fault.
 */
import { parseArgs } from "node:util";
import { runCampaign, type CampaignReport } from "./campaign.js";

const { positionals } = parseArgs({ allowPositionals: true });
const descriptions = Number(positionals[0] ?? 20_000);
const seed = Number(process.env["SEED"] ?? Date.now() % 2 ** 31);
const only = process.env["ONLY"];
console.log(`SEED=${seed}, ${descriptions} descriptions`);

const started = Date.now();
const report = await runCampaign({
  seed,
  descriptions,
  typeChecked: true,
  executed: 0.1,
  formatted: 0.02,
  ...(only === undefined ? {} : { only: Number(only) }),
  onProgress: (done) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${done} descriptions`);
  },
});
print(report);
console.log(`${((Date.now() - started) / 1000).toFixed(0)} s`);

function print(result: CampaignReport): void {
  const count = (kind: string) =>
    result.findings.filter((finding) => finding.kind === kind).length;
  console.log(
    [
      `descriptions                     ${result.descriptions}`,
      `packages                         ${result.packages}`,
      `files                            ${result.files}`,
      `functions                        ${result.functions}`,
      `failures with an error           ${result.explained}`,
      `failures without an explanation  ${result.unexplained.length}`,
      `crashes                          ${result.crashes.length}`,
      `escapes                          ${count("escape")}`,
      `outputs that do not parse        ${count("syntax")}`,
      `paths outside or doubled         ${count("path")}`,
      `packages type-checked            ${result.typeChecked}`,
      `type errors                      ${count("type")}`,
      `packages executed                ${result.executed}`,
      `execution faults                 ${result.executionFaults.length}`,
      `files compared with Prettier     ${result.formatChecked}`,
      `files that Prettier would change ${result.unformatted.length}`,
      `digest of all outputs            ${result.digest}`,
    ].join("\n"),
  );
  const faults = [
    ...result.crashes,
    ...result.unexplained,
    ...result.findings.map(
      ({ kind, path, message }) => `${kind} ${path}: ${message}`,
    ),
    ...result.executionFaults,
    ...result.unformatted.map((path) => `format ${path}`),
  ];
  for (const fault of faults.slice(0, 200)) console.log(`- ${fault}`);
  const failed = faults.length - result.unformatted.length;
  if (failed > 0) process.exitCode = 1;
}
