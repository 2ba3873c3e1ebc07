import { join } from "node:path";
import { measure, node } from "../measure.js";
import { compare, type Comparison } from "../pairs.js";
import {
  COMPARISON_COLUMNS,
  comparisonCells,
  type Bench,
  type MakeSection,
} from "../section.js";
import { syntheticProcesses } from "../workload/synthetic.js";
import {
  changedProcesses,
  serveProcesses,
  writeWorkload,
} from "../workload/workload.js";

/** Which of the processes change from run to run. */
type Changes = "none" | "one in 100";

/** A run into a folder that has the package already, against a full run. */
export const again: MakeSection = async (bench) => {
  const rows: (readonly string[])[] = [];
  for (const size of bench.sizes.filter((count) => count <= 1000)) {
    for (const source of ["files", "server"] as const) {
      for (const changes of ["none", "one in 100"] as const) {
        const compared = await runAgain(bench, size, source, changes);
        rows.push([
          String(size),
          source,
          changes,
          ...comparisonCells(compared),
        ]);
      }
    }
  }
  return {
    title: "Runs after the first",
    text: `The same command into the folder of an earlier run, against a full run${bench.baseline === bench.main ? "" : " of an earlier version"} into a folder that does not exist. Of one process in 100, or of none, the description has a new text and a new input.`,
    columns: ["processes", "from", "changed", ...COMPARISON_COLUMNS],
    rows,
  };
};

async function runAgain(
  { baseline, folder, main, pairs }: Bench,
  size: number,
  source: "files" | "server",
  changes: Changes,
): Promise<Comparison> {
  const place = join(folder, ["again", source, size, changes].join("-"));
  const processes = syntheticProcesses(size);
  const { input } = writeWorkload(processes, place);
  const server =
    source === "server" ? await serveProcesses(processes) : undefined;
  const from =
    server === undefined ? ["--input", input] : ["--url", server.url];
  const run = (program: string, out: string) =>
    measure(node(program, ...from, "--quiet", "--out", join(place, out)));
  try {
    await run(main, "ours");
    return await compare(
      pairs(size),
      (version) => {
        if (changes !== "none") {
          const changed = changedProcesses(processes, version);
          if (server === undefined) writeWorkload(changed, place);
          else server.offer(changed);
        }
        return run(main, "ours");
      },
      (version) => run(baseline, `full-${version}`),
    );
  } finally {
    server?.close();
  }
}
