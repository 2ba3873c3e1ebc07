// `npm run bench`: measures the built command line beside other generators, and writes
// docs/benchmarks.md. See that page for how it measures.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { installPeers } from "./peers.js";
import { reportText } from "./report.js";
import type { Bench, MakeSection, Section } from "./section.js";
import { again } from "./sections/again.js";
import { againstPeers, realistic } from "./sections/full-runs.js";
import { polling } from "./sections/polling.js";
import { startUp } from "./sections/start-up.js";
import { typeCheck } from "./sections/type-check.js";
import { waiting } from "./sections/waiting.js";

const SECTIONS: Readonly<Record<string, MakeSection>> = {
  start: startUp,
  peers: againstPeers,
  realistic,
  again,
  types: typeCheck,
  polling,
  waiting,
};

const ROOT = resolve(import.meta.dirname, "../..");
const MAIN = "dist/generator/cli/main.js";
const PAGE = "docs/benchmarks.md";
const SETTLING_MS = 70_000;

const HELP = `npm run bench -- [flags]

  --sections A,B   only these: ${Object.keys(SECTIONS).join(", ")}; docs/benchmarks.md stays
  --processes N,M  numbers of processes            [default: 10,100,1000,5000]
  --pairs N        pairs of runs, instead of 9 for few processes, 5 for 1,000 and 3 for more
  --main FILE      the command that is measured    [default: ${MAIN}]
  --baseline FILE  another build, which runs after the first are compared with
                   [default: the command that is measured]

BENCH_CACHE names the folder where other generators are installed.
`;

const { values } = parseArgs({
  options: {
    sections: { type: "string" },
    processes: { type: "string", default: "10,100,1000,5000" },
    pairs: { type: "string" },
    main: { type: "string", default: join(ROOT, MAIN) },
    baseline: { type: "string" },
    help: { type: "boolean", default: false },
  },
});

if (values.help) console.log(HELP);
else await run();

async function run(): Promise<void> {
  const main = resolve(values.main);
  if (!existsSync(main)) {
    throw new Error(`${main} is not there. Run \`npm run build\` first.`);
  }
  const bench: Bench = {
    folder: mkdtempSync(join(tmpdir(), "s2gos-bench-")),
    main,
    baseline: resolve(values.baseline ?? main),
    peers: installPeers(),
    sizes: values.processes.split(",").map(Number),
    pairs: (processes) => Number(values.pairs ?? defaultPairs(processes)),
  };
  await settle();
  try {
    const sections: Section[] = [];
    for (const makeSection of wantedSections()) {
      const section = await makeSection(bench);
      sections.push(section);
      console.log(`\n${section.title}`);
      console.table(section.rows.map((row) => labelled(section.columns, row)));
    }
    // A page with a part of the figures would seem to be whole.
    if (values.sections !== undefined) return;
    writeFileSync(
      join(ROOT, PAGE),
      `${reportText(sections, bench.peers, commit())}\n`,
    );
  } finally {
    rmSync(bench.folder, { recursive: true, force: true });
  }
}

/**
 * Waits for the file system: some look for the place of a new file among those that were not
 * deleted within the last minute, which takes as long as half of a run where many were.
 */
async function settle(): Promise<void> {
  console.error("Waiting until what was deleted before is forgotten ...");
  // Windows has no such program.
  spawnSync("sync");
  await sleep(SETTLING_MS);
}

function wantedSections(): readonly MakeSection[] {
  const names = values.sections?.split(",") ?? Object.keys(SECTIONS);
  return names.map((name) => {
    const section = SECTIONS[name];
    if (section !== undefined) return section;
    throw new Error(`There is no section ${name}.\n\n${HELP}`);
  });
}

/** Short runs vary more, and cost less. All sections together take about a quarter of an hour. */
function defaultPairs(processes: number): number {
  if (processes <= 100) return 9;
  return processes <= 1000 ? 5 : 3;
}

/** A row with the names of its columns; of columns with one name, the later ones get a number. */
function labelled(
  columns: readonly string[],
  cells: readonly string[],
): Readonly<Record<string, string>> {
  const seen = new Map<string, number>();
  return Object.fromEntries(
    columns.map((column, index) => {
      const count = (seen.get(column) ?? 0) + 1;
      seen.set(column, count);
      const name = count === 1 ? column : `${column} ${count}`;
      return [name, cells[index] ?? ""];
    }),
  );
}

function commit(): string {
  const git = (...parameters: readonly string[]) =>
    execFileSync("git", parameters, { cwd: ROOT, encoding: "utf8" }).trim();
  const changed = git("status", "--porcelain", "src", "templates");
  return `${git("rev-parse", "--short", "HEAD")}${changed === "" ? "" : ", changed"}`;
}
