import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join, normalize } from "node:path";
import { launch } from "puppeteer-core";
import { findChromium } from "../browser/chromium.js";
import { Complaint } from "./complaint.js";
import { forward, listen, type HttpServer } from "./proxy.js";

/** Built files of a page. */
interface Folder {
  readonly folder: string;
  /** Requests below the prefix go to the target, as a reverse proxy sends them. */
  readonly proxy?: { readonly prefix: string; readonly target: string };
}

/** A page that leaves its result in `document.body.dataset.result`. */
export type Site = Folder | { readonly url: string };

export interface Browser {
  /** @throws Complaint - The page left no result, or said something on its console. */
  readonly resultOf: (site: Site) => Promise<string>;
  readonly close: () => Promise<void>;
}

const LIMIT_MS = 20_000;

/** What a browser asks for by itself. */
const UNRELATED = /favicon|status of 404/;

/** Starts the browser; undefined where the machine has none. */
export async function openBrowser(): Promise<Browser | undefined> {
  const executablePath = findChromium();
  if (executablePath === undefined || executablePath === "none") {
    return undefined;
  }
  const browser = await launch({
    executablePath,
    // Containers lack the rights for Chromium's sandbox and a large /dev/shm. Only our own pages are loaded.
    args: ["--no-sandbox", "--disable-dev-shm-usage"],
  });
  const resultOf = async (url: string): Promise<string> => {
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("console", (message) => {
      if (["error", "warn"].includes(message.type())) {
        complaints.push(message.text());
      }
    });
    try {
      await page.goto(url, { timeout: LIMIT_MS });
      const result = await page
        .waitForFunction("document.body.dataset.result", { timeout: LIMIT_MS })
        .then(async (handle) => String(await handle.jsonValue()))
        .catch(() => undefined);
      const serious = complaints.filter((text) => !UNRELATED.test(text));
      if (serious[0] !== undefined) throw new Complaint(`page: ${serious[0]}`);
      if (result === undefined) throw new Complaint("page: left no result");
      return result;
    } finally {
      await page.close();
    }
  };
  return {
    resultOf: async (site) => {
      if ("url" in site) return resultOf(site.url);
      const { url, close } = await serveFolder(site);
      try {
        return await resultOf(url);
      } finally {
        await close();
      }
    },
    close: async () => browser.close(),
  };
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
};

async function serveFolder(site: Folder): Promise<HttpServer> {
  return listen((request, response) => {
    void answer(site, request, response).catch(() => {
      response.writeHead(404).end();
    });
  });
}

async function answer(
  { folder, proxy }: Folder,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = request.url ?? "/";
  if (proxy !== undefined && path.startsWith(proxy.prefix)) {
    const target = new URL(path.slice(proxy.prefix.length), proxy.target);
    await forward(request, response, target);
    return;
  }
  const file = normalize(path.endsWith("/") ? `${path}index.html` : path);
  const content = await readFile(join(folder, file));
  response.writeHead(200, {
    "content-type": MEDIA_TYPES[extname(file)] ?? "application/octet-stream",
  });
  response.end(content);
}
