// `npx tsx test/examples/run-node-many-jobs.ts [TARBALL]`: installs examples/node-many-jobs in a copy, with the packed
// command, generates its client from the embedded server, type-checks the script, and runs it twice: the second time, all
// runs are recalled. Then the same with the scripts of without-helpers, which must do the same. Needs the registry. Without
// a tarball, the command is packed. Prints a line for each; what fails ends it with exit code 1.
import { copyFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { startServer } from "../../src/server/index.js";
import { installExample } from "./project.js";

/** The first one that runs TypeScript, where this one does not. */
const NODE = (process.features as { readonly typescript?: string | false })
  .typescript
  ? []
  : ["node@24.21.0"];

await using server = await startServer({ service: "local", port: 0 });
await using example = await installExample("node-many-jobs", process.argv[2], {
  // runAll reaches the disk by itself; the scripts without it import what this package describes.
  packages: ["@types/node@20.19.43", ...NODE],
  variables: { S2GOS_API_URL: server.url },
});
await example.npm("run", "generate", "--", "--url", server.url);
await example.npm("run", "check");
await runTwice("as it is");
for (const variant of ["on-package", "with-fetch"]) {
  await copyFile(
    join(example.folder, `without-helpers/${variant}.ts`),
    join(example.folder, "main.ts"),
  );
  await example.npm("run", "check", "--", "--types", "node");
  await runTwice(variant);
}

async function runTwice(variant: string): Promise<void> {
  for (const recalled of [0, 200]) {
    const output = await example.npm("run", "--silent", "start");
    const wanted = `PRIMES 3430, ${String(recalled)} runs recalled, missing: none`;
    if (!output.includes(wanted)) {
      throw new Error(`${variant} prints no "${wanted}": ${output}`);
    }
  }
  for (const left of ["runs.jsonl", "outputs"]) {
    await rm(join(example.folder, left), { recursive: true });
  }
  console.log(`ok ${variant}: 200 jobs run, and recalled`);
}
