// `npx tsx test/bench/run-size.ts`: what a page loads that calls one process, in bytes:
// the first load, which is all that a call needs that is answered at once; what a call loads
// in all that is answered with a job; everything that it may ever load; each part that is
// loaded when it is used; and each source file's part of the first load. With `--rooms`, the files of src/runtime instead of the joined ones.
// With `--record`, the sizes are written to test/structure/sizes.json.
import { rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeJoinedRuntime } from "../../src/generator/join/joined-folder.js";
import { temporaryFolder } from "../generator/output/folder.js";
import {
  bundle,
  generatePackage,
  PROGRAMS,
  together,
  type Size,
} from "../structure/bundle.js";

const ROOT = join(import.meta.dirname, "../..");
const RECORD = join(ROOT, "test/structure/sizes.json");
const flags = new Set(process.argv.slice(2));

await writeJoinedRuntime();
using folder = temporaryFolder();
await generatePackage(folder.path);
if (flags.has("--rooms")) {
  const runtime = join(folder.path, "generated/runtime");
  rmSync(runtime, { recursive: true });
  symlinkSync(join(ROOT, "src/runtime"), runtime);
}

const programs: Record<string, object> = {};
for (const [name, program] of Object.entries(PROGRAMS)) {
  const split = await bundle(folder.path, program, true);
  const whole = await bundle(folder.path, program, false);
  const { firstLoad } = split;
  const withJob = together(firstLoad, split.units["jobs"]);
  programs[name] = { firstLoad, withJob, whole: whole.firstLoad };
  console.log(`\n${name}`);
  print("first load", firstLoad);
  print("answered with a job", withJob);
  print("without splitting", whole.firstLoad);
  for (const [unit, size] of Object.entries(split.units)) {
    print(`  ${unit}`, size);
  }
  const sources = Object.entries(split.sources).filter(([, size]) => size > 0);
  for (const [path, size] of sources.sort(([, a], [, b]) => b - a)) {
    console.log(`${String(size).padStart(8)} ${path.replace(/^.*src\//, "")}`);
  }
}
if (flags.has("--record")) {
  writeFileSync(RECORD, `${JSON.stringify({ programs }, null, 2)}\n`);
}

function print(name: string, { minified, gzip }: Size): void {
  const kilobytes = [minified, gzip].map((size) => (size / 1000).toFixed(1));
  console.log(`${name.padEnd(24)} ${kilobytes.join(" kB, gzip ")} kB`);
}
