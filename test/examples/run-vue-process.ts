// `npx tsx test/examples/run-vue-process.ts [TARBALL] [--screenshots FOLDER]`: installs examples/vue-process in a copy, with
// the packed command, starts its server, generates its client, type-checks and builds it, and uses it in Chromium as a
// person does: a refused token, a result, a failure, cancelling. Then the same with the files of without-helpers, which
// must do the same. Needs the registry. Without a tarball, the command is packed. Prints a line for each; what fails ends
// it with exit code 1.
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { withSite, type UsedPage } from "./pages.js";
import { installExample } from "./project.js";
import { startProgram } from "./program.js";

/** Longer than a form of the page is used: without being dismissed, the job would still run. */
const LONG = `wsi_local,year\n${"1,2024\n".repeat(300)}`;
const DISMISSED_MS = 10_000;
const TOKEN = "token-of-a-test";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { screenshots: { type: "string" } },
});

await using example = await installExample("vue-process", positionals[0]);
await using server = await startProgram(
  process.execPath,
  ["server/serve.js"],
  example.folder,
  { PORT: "0", WIS2BOX_TOKEN: TOKEN },
);
const apiUrl = server.firstLine;

await example.npm("run", "generate", "--", "--strict");
await buildAndUse("as it is", values.screenshots);
const plain = "without-helpers/s2gos-codegen.config.json";
await example.npm("run", "generate", "--", "--config", plain);
for (const variant of ["on-package", "with-fetch"]) {
  await copyFile(
    join(example.folder, `without-helpers/${variant}.ts`),
    join(example.folder, "src/conversion.ts"),
  );
  await buildAndUse(variant, undefined);
}

async function buildAndUse(
  variant: string,
  screenshots: string | undefined,
): Promise<void> {
  await example.npm("run", "build");
  const path = `?api=${encodeURIComponent(apiUrl)}`;
  const wasUsed = await withSite(
    join(example.folder, "dist"),
    screenshots,
    async ({ visit }) => {
      console.log(`ok ${variant}: ${await visit(path, useForm)}`);
    },
  );
  if (!wasUsed) console.log(`${variant}: built; no Chromium, so not used`);
}

async function useForm(used: UsedPage): Promise<string> {
  const { page, shows, textOf, screenshot } = used;
  await page.click("#convert");
  await shows(".error", "401");
  await screenshot("vue-refused");

  await fill(used, "#token", TOKEN);
  await page.click("#convert");
  await shows("#status", "accepted");
  await screenshot("vue-progress");
  const result = await textOf("#result");
  const messages = await textOf("#messages tbody");
  await screenshot("vue-result");
  if (result !== "partial success" || !messages.includes("AWSCHILEKA")) {
    throw new Error(`The page shows ${result} and ${messages}.`);
  }

  await fill(used, "#data", "station\n1");
  await page.click("#convert");
  await shows(".error", "no column wsi_local");
  await screenshot("vue-failed");

  await fill(used, "#data", LONG);
  await page.click("#convert");
  await shows("#status", "accepted");
  await page.click("#cancel");
  await shows(".error", "Cancelled");
  await screenshot("vue-cancelled");
  await untilDismissed();
  return `${result}; refused, failed, cancelled`;
}

async function fill(
  { page }: UsedPage,
  selector: string,
  text: string,
): Promise<void> {
  await page.locator(selector).fill(text);
}

/** Waits until the server has no active job any more. */
async function untilDismissed(): Promise<void> {
  const ends = Date.now() + DISMISSED_MS;
  for (;;) {
    const response = await fetch(new URL("jobs", apiUrl), {
      headers: { authorization: `Bearer ${TOKEN}` },
    });
    const { jobs } = (await response.json()) as {
      readonly jobs: readonly { readonly status: string }[];
    };
    if (jobs.every(({ status }) => status !== "accepted")) return;
    if (Date.now() > ends) throw new Error("The job was not dismissed.");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
