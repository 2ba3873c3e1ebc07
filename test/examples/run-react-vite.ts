// `npx tsx test/examples/run-react-vite.ts [TARBALL] [--screenshots FOLDER]`: installs examples/react-vite in a copy, with
// the packed command, generates its client from the embedded server, type-checks and builds it, and uses both of its
// views in Chromium as a person does: a form, results, progress, cancelling. Needs the registry. Without a tarball, it is
// packed. Prints a line for each view; what fails ends it with exit code 1.
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { extname, join, resolve } from "node:path";
import { parseArgs, promisify } from "node:util";
import { launch, type Browser, type Page } from "puppeteer-core";
import { startServer } from "../../src/server/index.js";
import { findChromium } from "../browser/chromium.js";
import { listen, type HttpServer } from "../consumers/proxy.js";

const ROOT = resolve(import.meta.dirname, "../..");
const LIMIT_MS = 60_000;
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { screenshots: { type: "string" } },
});
const run = promisify(execFile);
const folder = await mkdtemp(join(tmpdir(), "s2gos-react-vite-"));
try {
  await runAll();
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function runAll(): Promise<void> {
  await using server = await startServer({ service: "local", port: 0 });
  await buildExample(server.url);
  const executablePath = findChromium();
  if (executablePath === undefined) {
    // CI installs it, so there its absence is a failure.
    if (process.env["CI"] === "true") throw new Error("There is no Chromium.");
    console.log("built; no Chromium, so it was not used");
    return;
  }
  const site = await serveFolder(join(folder, "dist"));
  const browser = await launch({
    executablePath,
    // Containers lack the rights for Chromium's sandbox and a large /dev/shm. Only our own pages are loaded.
    args: ["--no-sandbox", "--disable-dev-shm-usage"],
  });
  try {
    for (const view of ["tanstack", "swr"]) {
      const url = `${site.url}?api=${encodeURIComponent(server.url)}#${view}`;
      console.log(`ok ${view}: ${await tryView(browser, url, view)}`);
    }
  } finally {
    await browser.close();
    await site.close();
  }
}

/** Installs, generates, type-checks and builds the example. */
async function buildExample(apiUrl: string): Promise<void> {
  await cp(join(ROOT, "examples/react-vite"), folder, {
    recursive: true,
    filter: (path) => !/\/(?:node_modules|dist|generated)$/.test(path),
  });
  const tarball = resolve(positionals[0] ?? (await packed()));
  const npm = (...args: string[]) => run("npm", args, { cwd: folder });
  await npm("install", "--no-audit", "--no-fund", "--no-save", tarball);
  await npm("run", "generate", "--", "--url", apiUrl);
  await npm("run", "build");
}

async function packed(): Promise<string> {
  await run("npm", ["pack", "--silent", "--pack-destination", folder], {
    cwd: ROOT,
  });
  const [name = ""] = (await readdir(folder)).filter((name) =>
    name.endsWith(".tgz"),
  );
  return join(folder, name);
}

function serveFolder(root: string): Promise<HttpServer> {
  return listen((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const path = pathname === "/" ? "/index.html" : pathname;
    readFile(join(root, path)).then(
      (body) => {
        const type = MEDIA_TYPES[extname(path)] ?? "application/octet-stream";
        response.writeHead(200, { "content-type": type }).end(body);
      },
      () => response.writeHead(404).end(),
    );
  });
}

/**
 * Executes one process to its results, and cancels another one.
 *
 * @returns The outputs as the page shows them.
 */
async function tryView(
  browser: Browser,
  url: string,
  view: string,
): Promise<string> {
  const page = await browser.newPage();
  page.setDefaultTimeout(LIMIT_MS);
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.goto(url);

  await execute(page, "Prime Processor");
  await page.waitForSelector("#outputs");
  const outputs = await textOf(page, "#outputs");
  await screenshot(page, `${view}-results`);
  if (!outputs.includes("[2,3,5,7,11,13,")) {
    throw new Error(`${view} shows ${outputs} instead of primes.`);
  }

  await execute(page, "Sleep Processor");
  await page.waitForFunction(
    "document.querySelector('progress')?.value > 0 && document.querySelector('#status')?.textContent === 'running'",
  );
  await screenshot(page, `${view}-progress`);
  await click(page, "Cancel");
  await page.waitForFunction(
    "document.querySelector('#status')?.textContent === 'dismissed'",
  );
  await screenshot(page, `${view}-dismissed`);
  if (complaints.length > 0) throw new Error(complaints.join("\n"));
  await page.close();
  return outputs;
}

async function execute(page: Page, title: string): Promise<void> {
  await page.waitForSelector("#processes button");
  await click(page, title);
  await page.waitForFunction(
    `document.querySelector("h2")?.textContent === ${JSON.stringify(title)}`,
  );
  await click(page, "Execute");
}

async function click(page: Page, text: string): Promise<void> {
  await page.locator(`::-p-text(${text})`).click();
}

async function textOf(page: Page, selector: string): Promise<string> {
  return String(
    await page.evaluate(
      `document.querySelector(${JSON.stringify(selector)}).textContent`,
    ),
  );
}

async function screenshot(page: Page, name: string): Promise<void> {
  const { screenshots } = values;
  if (screenshots === undefined) return;
  await mkdir(screenshots, { recursive: true });
  await page.screenshot({ path: `${screenshots}/${name}.png` });
}
