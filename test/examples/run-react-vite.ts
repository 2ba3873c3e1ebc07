// `npx tsx test/examples/run-react-vite.ts [TARBALL] [--screenshots FOLDER]`: installs examples/react-vite in a copy, with
// the packed command, generates its client from the embedded server, type-checks and builds it, and uses both of its
// views in Chromium as a person does: a form, results, progress, cancelling. Needs the registry. Without a tarball, it is
// packed. Prints a line for each view; what fails ends it with exit code 1.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startServer } from "../../src/server/index.js";
import { withSite, type UsedPage } from "./pages.js";
import { installExample } from "./project.js";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { screenshots: { type: "string" } },
});

await using server = await startServer({ service: "local", port: 0 });
await using example = await installExample("react-vite", positionals[0]);
await example.npm("run", "generate", "--", "--url", server.url);
await example.npm("run", "build");

const wasUsed = await withSite(
  join(example.folder, "dist"),
  values.screenshots,
  async (site) => {
    for (const view of ["tanstack", "swr"]) {
      const path = `?api=${encodeURIComponent(server.url)}#${view}`;
      const outputs = await site.visit(path, (page) => useView(page, view));
      console.log(`ok ${view}: ${outputs}`);
    }
  },
);
if (!wasUsed) console.log("built; no Chromium, so it was not used");

/**
 * Executes one process to its results, and cancels another one.
 *
 * @returns The outputs as the page shows them.
 */
async function useView(used: UsedPage, view: string): Promise<string> {
  const { page, click, textOf, shows, screenshot } = used;
  await execute(used, "Prime Processor");
  const outputs = await textOf("#outputs");
  await screenshot(`${view}-results`);
  if (!outputs.includes("[2,3,5,7,11,13,")) {
    throw new Error(`${view} shows ${outputs} instead of primes.`);
  }

  await execute(used, "Sleep Processor");
  await page.waitForFunction(
    "document.querySelector('progress')?.value > 0 && document.querySelector('#status')?.textContent === 'running'",
  );
  await screenshot(`${view}-progress`);
  await click("Cancel");
  await shows("#status", "dismissed");
  await screenshot(`${view}-dismissed`);
  return outputs;
}

async function execute(
  { page, click, shows }: UsedPage,
  title: string,
): Promise<void> {
  await page.waitForSelector("#processes button");
  await click(title);
  await shows("h2", title);
  await click("Execute");
}
