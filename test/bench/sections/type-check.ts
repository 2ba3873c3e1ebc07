import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { measure, node, type Command } from "../measure.js";
import { compare } from "../pairs.js";
import {
  COMPARISON_COLUMNS,
  comparisonCells,
  type MakeSection,
} from "../section.js";
import { syntheticProcesses } from "../workload/synthetic.js";
import { writeWorkload } from "../workload/workload.js";

/** The compiler of a program that imports the package, against that of a program that imports a peer's. */
export const typeCheck: MakeSection = async ({
  folder,
  main,
  pairs,
  peers,
  sizes,
}) => {
  const [peer] = peers;
  const rows: (readonly string[])[] = [];
  for (const size of sizes.filter((count) => count <= 1000)) {
    if (peer === undefined) continue;
    const place = join(folder, `types-${size}`);
    const { input, openApi } = writeWorkload(syntheticProcesses(size), place);
    const ours = join(place, "ours");
    const theirs = join(place, "theirs");
    await measure(
      node(main, "--input", input, "--quiet", "--out", join(ours, "api")),
    );
    mkdirSync(join(theirs, "api"), { recursive: true });
    await measure(peer.command(openApi, join(theirs, "api/api.ts")));
    symlinkSync(peer.packages, join(theirs, "node_modules"));
    const check = checkProgram(ours, "index");
    const checkTheirs = checkProgram(theirs, "api");
    const compared = await compare(
      pairs(size),
      () => measure(check),
      () => measure(checkTheirs),
    );
    rows.push([String(size), peer.name, ...comparisonCells(compared)]);
  }
  return {
    title: "Type-checking a program",
    text: "`tsc --strict --noEmit` of a program that imports all of a package, against one that imports what the other generator wrote for the same processes.",
    columns: ["processes", "other", ...COMPARISON_COLUMNS],
    rows,
  };
};

/** Writes a program that imports a module of the folder `api` beside it; returns the command that checks it. */
function checkProgram(folder: string, module: string): Command {
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  writeFileSync(
    join(folder, "main.ts"),
    `export * as api from "./api/${module}.ts";\n`,
  );
  const compilerOptions = {
    strict: true,
    noEmit: true,
    target: "es2022",
    lib: ["es2022", "dom"],
    module: "esnext",
    moduleResolution: "bundler",
    allowImportingTsExtensions: true,
    types: [],
  };
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({ compilerOptions, files: ["main.ts"] }),
  );
  const compiler = createRequire(import.meta.url).resolve(
    "typescript/lib/tsc.js",
  );
  return node(compiler, "--project", folder);
}
