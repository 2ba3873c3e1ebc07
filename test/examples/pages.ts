import { mkdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { launch, type Page } from "puppeteer-core";
import { findChromium } from "../browser/chromium.js";
import { listen, type HttpServer } from "../consumers/proxy.js";

const LIMIT_MS = 60_000;
const WINDOW = { width: 1100, height: 700 };
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
};

/** One page in Chromium, used as a person does: by the texts of its buttons. */
export interface UsedPage {
  readonly page: Page;
  /** Clicks the first element with this text. */
  readonly click: (text: string) => Promise<void>;
  /** Puts a text into a field, in place of what it has. */
  readonly fill: (selector: string, text: string) => Promise<void>;
  /** The text of the first element that fits a selector, once there is one. */
  readonly textOf: (selector: string) => Promise<string>;
  /** Waits until the text of the first element that fits a selector contains another text. */
  readonly shows: (selector: string, text: string) => Promise<void>;
  /** Keeps what the page looks like, if a folder was given. */
  readonly screenshot: (name: string) => Promise<void>;
}

/** Opens pages of a built site. */
export interface Site {
  /**
   * Opens a page, uses it, and closes it.
   *
   * @param path - what follows the address of the site: a query, a fragment
   * @throws What `use` throws; and an Error with all that the page's own code has thrown.
   */
  readonly visit: <T>(
    path: string,
    use: (page: UsedPage) => Promise<T>,
  ) => Promise<T>;
}

/**
 * Serves a built example, and lets a function use it in Chromium.
 *
 * @param root - the folder that was built
 * @param screenshots - the folder for screenshots; none are made without it
 * @returns Whether there was a browser.
 * @throws An Error if there is no Chromium and this is CI, which installs it.
 */
export async function withSite(
  root: string,
  screenshots: string | undefined,
  use: (site: Site) => Promise<void>,
): Promise<boolean> {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    if (process.env["CI"] === "true") throw new Error("There is no Chromium.");
    return false;
  }
  const served = await serveFolder(root);
  const browser = await launch({
    executablePath,
    // Containers lack the rights for Chromium's sandbox and a large /dev/shm. Only our own pages are loaded.
    args: ["--no-sandbox", "--disable-dev-shm-usage"],
  });
  try {
    await use({
      visit: async (path, usePage) => {
        const page = await browser.newPage();
        return visit(page, new URL(path, served.url), screenshots, usePage);
      },
    });
  } finally {
    await browser.close();
    await served.close();
  }
  return true;
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

async function visit<T>(
  page: Page,
  url: URL,
  screenshots: string | undefined,
  use: (page: UsedPage) => Promise<T>,
): Promise<T> {
  page.setDefaultTimeout(LIMIT_MS);
  await page.setViewport(WINDOW);
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  try {
    await page.goto(url.href);
    const result = await use(usedPage(page, screenshots));
    if (complaints.length > 0) throw new Error(complaints.join("\n"));
    return result;
  } catch (error) {
    await screenshot(page, screenshots, "failed");
    throw error;
  } finally {
    await page.close();
  }
}

function usedPage(page: Page, screenshots: string | undefined): UsedPage {
  return {
    page,
    click: (text) => page.locator(`::-p-text(${text})`).click(),
    // Puppeteer's own `fill` sets long texts by a setter that React takes for its own: no change reaches the page.
    fill: async (selector, text) => {
      await page.waitForSelector(selector);
      await page.focus(selector);
      await page.evaluate(
        `document.querySelector(${JSON.stringify(selector)}).select()`,
      );
      await page.keyboard.sendCharacter(text);
    },
    textOf: async (selector) => {
      await page.waitForSelector(selector);
      return String(
        await page.evaluate(
          `document.querySelector(${JSON.stringify(selector)}).textContent`,
        ),
      );
    },
    shows: async (selector, text) => {
      await page.waitForFunction(
        `document.querySelector(${JSON.stringify(selector)})?.textContent.includes(${JSON.stringify(text)})`,
      );
    },
    screenshot: (name) => screenshot(page, screenshots, name),
  };
}

async function screenshot(
  page: Page,
  folder: string | undefined,
  name: string,
): Promise<void> {
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}
