import { buildModel } from "../generator/build-model.js";
import { corpusDescriptions, HAS_CORPUS } from "../corpus/documents.js";
import {
  copyExample,
  packageFolder,
  removeFolder,
  runMatrix,
  writePackage,
} from "./matrix.js";
import { packageFiles } from "./package-files.js";
import { randomProcesses } from "./random-schemas.js";
import { seedFromEnvironment } from "../random.js";

/** `npx tsx test/types/run-matrix.ts`: runs all compilers, the linter and the formatter on generated packages. */

/**
 * Random objects have properties of a named union that contains `string` beside
 * properties of literals: an index signature for both repeats the literals.
 */
const REDUNDANT = ["@typescript-eslint/no-redundant-type-constituents"];

const seed = seedFromEnvironment(20260101);
const folder = await packageFolder();
let failures = 0;
try {
  await copyExample(folder);
  const packages = ["example"];
  const generated = {
    ...(HAS_CORPUS ? { corpus: corpusDescriptions() } : {}),
    random: randomProcesses(100, seed),
  };
  if (!HAS_CORPUS)
    console.log("Left out: the corpus, since ../shared/corpus is not there.");
  for (const [name, processes] of Object.entries(generated)) {
    const { model } = await buildModel({ processes });
    const files = await packageFiles(model);
    await writePackage(
      folder,
      name,
      files.map(({ path, text }) => ({
        path: path.replace(/^package\//, ""),
        text,
      })),
    );
    packages.push(name);
  }
  console.log(`SEED=${seed}`);
  for (const name of packages) {
    const rulesOff = name === "random" ? REDUNDANT : [];
    for await (const { tool, passed, output } of runMatrix(
      folder,
      name,
      rulesOff,
    )) {
      console.log(`${name}: ${tool}: ${passed ? "passed" : "FAILED"}`);
      if (passed) continue;
      failures += 1;
      console.log(output.split("\n").slice(0, 40).join("\n"));
    }
  }
} finally {
  await removeFolder(folder);
}
process.exitCode = failures === 0 ? 0 : 1;
