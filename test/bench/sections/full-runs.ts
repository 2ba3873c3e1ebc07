import { join } from "node:path";
import { measure, node } from "../measure.js";
import { compare } from "../pairs.js";
import type { Peer } from "../peers.js";
import {
  COMPARISON_COLUMNS,
  comparisonCells,
  type Bench,
  type MakeSection,
} from "../section.js";
import type { Description } from "../workload/description.js";
import { realisticProcesses } from "../workload/realistic.js";
import { syntheticProcesses } from "../workload/synthetic.js";
import { serveProcesses, writeWorkload } from "../workload/workload.js";

/** A full run against other generators: the fastest one at every size, the others at 1,000 processes. */
export const againstPeers: MakeSection = async (bench) => {
  const [fastest, ...others] = bench.peers;
  const rows: (readonly string[])[] = [];
  for (const size of bench.sizes) {
    const processes = syntheticProcesses(size);
    const peers = size === 1000 ? [fastest, ...others] : [fastest];
    for (const source of ["files", "server"] as const) {
      for (const peer of source === "server" ? [fastest] : peers) {
        if (peer === undefined) continue;
        const cells = await againstPeer(bench, peer, processes, source);
        rows.push([String(size), source, peer.name, ...cells]);
      }
    }
  }
  return {
    title: "Full runs against other generators",
    text: "`s2gos-codegen --input descriptions --out out`, or `--url` of a server on this machine, into a folder that does not exist; the others read the same processes from one OpenAPI file, also where descriptions come from a server. The processes are invented, and larger than most real ones.",
    columns: ["processes", "from", "other", ...COMPARISON_COLUMNS],
    rows,
  };
};

/** The same for descriptions of the sizes that servers have. */
export const realistic: MakeSection = async (bench) => {
  const [fastest] = bench.peers;
  const rows: (readonly string[])[] = [];
  for (const size of bench.sizes.filter((count) => count <= 1000)) {
    if (fastest === undefined) continue;
    const processes = realisticProcesses(size);
    const cells = await againstPeer(bench, fastest, processes, "files");
    rows.push([String(size), fastest.name, ...cells]);
  }
  return {
    title: "Processes like those of real servers",
    text: "As above, with descriptions of the kinds and sizes that real servers have: half of them have less than 1,000 bytes.",
    columns: ["processes", "other", ...COMPARISON_COLUMNS],
    rows,
  };
};

async function againstPeer(
  { folder, main, pairs }: Bench,
  peer: Peer,
  processes: readonly Description[],
  source: "files" | "server",
): Promise<readonly string[]> {
  const name = [peer.name, source, processes.length, processes[0]?.id];
  const place = join(folder, name.join("-"));
  const { input, openApi } = writeWorkload(processes, place);
  const server =
    source === "server" ? await serveProcesses(processes) : undefined;
  const from =
    server === undefined ? ["--input", input] : ["--url", server.url];
  try {
    const compared = await compare(
      pairs(processes.length),
      (run) =>
        measure(
          node(main, ...from, "--quiet", "--out", join(place, `ours-${run}`)),
        ),
      (run) => measure(peer.command(openApi, join(place, `theirs-${run}.ts`))),
    );
    return comparisonCells(compared);
  } finally {
    server?.close();
  }
}
