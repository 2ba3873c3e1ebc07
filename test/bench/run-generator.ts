/*
 * Measures how long the command line takes to generate a package:
 *
 *     npm run build
 *     npx tsx test/bench/run-generator.ts --processes 1000 --peer "oazapfts {openapi} {out}"
 *
 * Runs the built command line on synthetic descriptions, alternating with a peer
 * that reads the same processes as an OpenAPI document. Prints medians, and the
 * medians of the ratios of the pairs, which are reliable on a noisy machine too.
 */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { measure, TIMER, type Measurement } from "./measure.js";
import { median, row } from "./figures.js";
import { makeWorkload, serveWorkload, WORKLOAD_MAKER } from "./workload.js";

const MAIN = fileURLToPath(
  new URL("../../dist/generator/cli/main.js", import.meta.url),
);

const { values } = parseArgs({
  options: {
    processes: { type: "string", default: "100" },
    runs: { type: "string", default: "5" },
    /** The command of the peer; `{openapi}` and `{out}` are replaced by the document and an output path. */
    peer: { type: "string" },
    /** Reads the descriptions from a server on this machine instead of files. */
    server: { type: "boolean", default: false },
  },
});

const missing = [WORKLOAD_MAKER, MAIN, TIMER].find((file) => !existsSync(file));
if (missing === undefined) await compare();
else {
  console.error(
    `${missing} is not there: nothing is measured. Needed are the maker of descriptions beside the repository, a build (npm run build), and GNU time.`,
  );
  process.exitCode = 1;
}

async function compare(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "s2gos-bench-"));
  makeWorkload(Number(values.processes), folder);
  const server = values.server ? await serveWorkload(folder) : undefined;
  try {
    const source =
      server === undefined
        ? ["--input", join(folder, "p")]
        : ["--url", server.url];
    const ours: Measurement[] = [];
    const peers: Measurement[] = [];
    // The first pair fills the file system's cache and does not count.
    for (let run = 0; run <= Number(values.runs); run += 1) {
      const out = join(folder, `out-${run}`);
      const our = await measure(process.execPath, [
        ...[MAIN, "generate", ...source],
        ...["--out", out, "--quiet"],
      ]);
      if (run > 0) ours.push(our);
      if (values.peer === undefined) continue;
      const [command = "", ...rest] = values.peer
        .split(" ")
        .map((word) =>
          word
            .replace("{openapi}", join(folder, "openapi.json"))
            .replace("{out}", join(folder, `peer-${run}.ts`)),
        );
      const peer = await measure(command, rest);
      if (run > 0) peers.push(peer);
    }
    print(ours, peers);
  } finally {
    server?.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function print(
  ours: readonly Measurement[],
  peers: readonly Measurement[],
): void {
  console.log(
    `${values.processes} processes from ${values.server ? "a server" : "files"}, ${ours.length} runs, medians`,
  );
  console.log(row("", "wall s", "cpu s", "MiB"));
  console.log(row("s2gos-codegen", ...figures(ours)));
  if (peers.length === 0) return;
  console.log(row("peer", ...figures(peers)));
  const ratio = (of: (run: Measurement) => number) =>
    median(
      ours.map((our, index) => {
        const peer = peers[index];
        return peer === undefined ? NaN : of(our) / of(peer);
      }),
    ).toFixed(2);
  console.log(
    row(
      "ratio",
      ratio(({ wall }) => wall),
      ratio(({ cpu }) => cpu),
      ratio(({ mebibytes }) => mebibytes),
    ),
  );
}

function figures(runs: readonly Measurement[]): [string, string, string] {
  return [
    median(runs.map(({ wall }) => wall)).toFixed(2),
    median(runs.map(({ cpu }) => cpu)).toFixed(2),
    median(runs.map(({ mebibytes }) => mebibytes)).toFixed(0),
  ];
}
