import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { closeCache, openCache } from "./cache.js";
import { endAll } from "./command.js";
import type { Environment } from "./environment.js";
import { ENVIRONMENTS } from "./environments.js";
import { COMMAND, openMatrix, type Matrix } from "./matrix.js";
import { lineOf, tryEnvironment } from "./outcome.js";
import { projectName } from "./project.js";

/**
 * `npm run test:consumers [-- name...] [--stock] [--list]`: uses generated packages as their users do, in an empty
 * project of each tool. One line for each environment, `ok NAME figures` or `FAIL NAME why`, then the sums. What cannot
 * run on this machine is said in the line as `left out`.
 *
 * Environment variables: `CONSUMERS_CACHE`, the folder of the installed projects; `CONSUMERS_JOBS`, how many
 * environments run at a time (default: one for each processor, two at most); `CHROMIUM`, the browser, or `none`.
 */

const names = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const flags = new Set(
  process.argv.slice(2).filter((word) => word.startsWith("--")),
);
const environments = chosen();
if (flags.has("--list")) {
  for (const { name } of environments) console.log(name);
} else if (!existsSync(COMMAND)) {
  console.error(`${COMMAND} is not there: npm run build.`);
  process.exitCode = 2;
} else {
  process.exitCode = (await runAll()) ? 0 : 1;
}

function chosen(): readonly Environment[] {
  const known = new Set(ENVIRONMENTS.map(({ name }) => name));
  const unknown = [
    ...names.filter((name) => !known.has(name)),
    ...[...flags].filter((flag) => !["--stock", "--list"].includes(flag)),
  ];
  if (unknown.length > 0) {
    console.error(
      `No environment ${unknown.join(", ")}: --list prints their names.`,
    );
    process.exit(2);
  }
  return ENVIRONMENTS.filter(
    ({ name, isStock }) =>
      (names.length === 0 || names.includes(name)) &&
      (!flags.has("--stock") || isStock === true),
  );
}

async function runAll(): Promise<boolean> {
  const cache = await openCache().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  });
  process.on("exit", () => {
    endAll();
    closeCache(cache);
  });
  for (const signal of ["SIGINT", "SIGTERM"]) {
    process.on(signal, () => process.exit(130));
  }
  const matrix = await openMatrix(cache);
  try {
    console.log(
      `# Node ${process.version}, ${matrix.browser === undefined ? "left out: no browser" : "Chromium"}; projects in ${matrix.projects}`,
    );
    return await runGroups(matrix, await groups());
  } finally {
    await matrix.close();
  }
}

/** Environments that share a project run one after the other. */
async function groups(): Promise<readonly (readonly Environment[])[]> {
  const byProject = new Map<string, Environment[]>();
  for (const environment of environments) {
    const name = await projectName(environment);
    byProject.set(name, [...(byProject.get(name) ?? []), environment]);
  }
  return [...byProject.values()];
}

async function runGroups(
  matrix: Matrix,
  waiting: readonly (readonly Environment[])[],
): Promise<boolean> {
  const queue = [...waiting];
  let passed = 0;
  let failed = 0;
  const work = async (): Promise<void> => {
    for (let group = queue.shift(); group; group = queue.shift()) {
      for (const environment of group) {
        const outcome = await tryEnvironment(environment, matrix);
        console.log(lineOf(environment.name, outcome));
        if (outcome.isGood) passed += 1;
        else failed += 1;
      }
    }
  };
  const jobs = Number(
    process.env["CONSUMERS_JOBS"] ?? Math.min(2, availableParallelism()),
  );
  await Promise.all(Array.from({ length: Math.max(1, jobs) }, work));
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0;
}
