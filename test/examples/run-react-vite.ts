// `npx tsx test/examples/run-react-vite.ts [TARBALL] [--screenshots FOLDER]`: installs examples/react-vite in a copy, with
// the packed command, generates its client from the embedded server, type-checks and builds it, and uses it in Chromium as
// a person does, once with each data library: forms, tables, a map, progress, cancelling, what fails. Needs the registry.
// Then the same with the files of without-helpers, which must do the same. Without a tarball, it is packed. Prints a line for
// each; what fails ends it with exit code 1.
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { LOCAL } from "../../src/server/processes/local/service.js";
import { startServer } from "../../src/server/index.js";
import { corpusDescriptions } from "../corpus/documents.js";
import { withSite, type UsedPage } from "./pages.js";
import { installExample } from "./project.js";
import { complaintsOfForms } from "./rendered-forms.js";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { screenshots: { type: "string" } },
});

/** Two fields and a measuring point. */
const FIELDS = {
  type: "FeatureCollection",
  features: [
    {
      type: "Feature",
      geometry: {
        type: "Polygon",
        coordinates: [
          [
            [10.2, 47.3],
            [10.9, 47.3],
            [10.9, 47.7],
            [10.2, 47.7],
            [10.2, 47.3],
          ],
        ],
      },
      properties: { name: "Field 1", crop: "wheat", ndvi: 0.71 },
    },
    {
      type: "Feature",
      geometry: { type: "Point", coordinates: [11.4, 47.6] },
      properties: { name: "Station 7", height_m: 645 },
    },
  ],
};

await using server = await startServer({ service: "local", port: 0 });
await using example = await installExample("react-vite", positionals[0]);
await example.npm("run", "generate", "--", "--url", server.url);

await buildAndUse(["tanstack", "swr"], values.screenshots);
await showForms();
for (const variant of ["on-package", "with-fetch"]) {
  await copyFile(
    join(example.folder, `without-helpers/${variant}.ts`),
    join(example.folder, "src/service.ts"),
  );
  await buildAndUse([variant], undefined);
}

async function buildAndUse(
  views: readonly string[],
  screenshots: string | undefined,
): Promise<void> {
  await example.npm("run", "build");
  const wasUsed = await withSite(
    join(example.folder, "dist"),
    screenshots,
    async (site) => {
      for (const view of views) {
        const path = `?api=${encodeURIComponent(server.url)}#${view}`;
        const shown = await site.visit(path, (page) => useView(page, view));
        console.log(`ok ${view}: ${shown}`);
      }
      await site.visit("?api=http://127.0.0.1:9/", async (page) => {
        await page.shows("#processes .error", "http://127.0.0.1:9/");
        await page.screenshot("no-server");
      });
    },
  );
  if (!wasUsed) console.log("built; no Chromium, so it was not used");
}

/** Makes the form of every description there is: of the embedded server, and of the corpus where it is present. */
async function showForms(): Promise<void> {
  const form = ["--ssr", "src/inputs-form.tsx", "--outDir", "ssr"];
  await example.npm("exec", "--", "vite", "build", ...form);
  const descriptions = [
    ...LOCAL.processes.map(({ description }) => ({
      id: description.id,
      document: description,
    })),
    ...corpusDescriptions(),
  ];
  const complaints = await complaintsOfForms(example.folder, descriptions);
  if (complaints.length > 0) throw new Error(complaints.join("\n"));
  console.log(`ok forms of ${String(descriptions.length)} descriptions`);
}

/** Uses a form, a table, a map, progress, a cancelled job, and a failed one. */
async function useView(used: UsedPage, view: string): Promise<string> {
  const { page, click, textOf, fill, shows, screenshot } = used;
  await page.waitForSelector("#processes button");
  await screenshot(`${view}-list`);

  await choose(used, "Prime Processor");
  await fill("#input_max_val", "1000");
  await click("Execute");
  await shows(".error-detail", "must be <= 100");
  await screenshot(`${view}-refused`);
  await fill("#input_max_val", "30");
  await click("Execute");
  const primes = await textOf("#outputs p");
  await screenshot(`${view}-table`);
  if (primes !== "2, 3, 5, 7, 11, 13, 17, 19, 23, 29") {
    throw new Error(`${view} shows ${primes} instead of primes.`);
  }

  await choose(used, "Sleep Processor");
  await click("Execute");
  await page.waitForFunction(
    "document.querySelector('progress')?.value > 0 && document.querySelector('#status')?.textContent === 'running'",
  );
  await screenshot(`${view}-progress`);
  await click("Cancel");
  await shows("#status", "dismissed");
  await screenshot(`${view}-dismissed`);

  await fill("#input_duration", "0.1");
  await page.click("#input_fail");
  await click("Execute");
  await shows(".error", "Woke up too early");
  await screenshot(`${view}-failed`);

  await choose(used, "Echo");
  await click("Execute");
  const untouched = await textOf("#outputs");
  // The default of one input, and nothing of the others.
  if (untouched !== "ResultsdoubleOutput5") {
    throw new Error(`${view} shows ${untouched} for an untouched form.`);
  }
  await page.click("#input_measureInput__optionalAdd");
  await fill("#input_measureInput_measurement", "12.5");
  await fill("#input_measureInput_uom", "m");
  await page.select("#input_featureCollectionInput__oneof_select", "2");
  await screenshot(`${view}-echo-form`);
  await fill("#input_featureCollectionInput", JSON.stringify(FIELDS));
  await click("Execute");
  await page.waitForSelector("#outputs .map canvas");
  await screenshot(`${view}-map`);
  const tables = await textOf("#outputs");
  for (const cells of [
    "measurement12.5uomm",
    "namecropndviheight_mField 1wheat0.71",
  ]) {
    if (!tables.includes(cells)) {
      throw new Error(`${view} shows ${tables} instead of tables.`);
    }
  }
  return tables;
}

async function choose({ page, shows }: UsedPage, title: string) {
  await page.locator(`#processes button::-p-text(${title})`).click();
  await shows("h2", title);
  await page.waitForSelector("form");
}
