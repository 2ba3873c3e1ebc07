import { launch, type Browser, type Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ClientOptions } from "../../src/runtime/index.js";
import {
  MediaValue,
  Reference,
  startServer,
  type ProcessImplementation,
  type RunningServer,
  type ServerOptions,
} from "../../src/server/index.js";
import { findChromium } from "./chromium.js";
import { PICTURE, serveSite, type Packaging, type Site } from "./site.js";

let browser: Browser;
beforeAll(async () => {
  browser = await launch({
    executablePath: findChromium() ?? "chromium",
    // Containers lack the rights for Chromium's sandbox and a large /dev/shm. Only our own pages are loaded.
    args: ["--no-sandbox", "--disable-dev-shm-usage"],
  });
  console.log(`In ${await browser.version()}.`);
});
afterAll(async () => {
  await browser.close();
});

describe.each<Packaging>(["bundle", "modules"])(
  "the generated example in a browser, as %s",
  (packaging) => {
    let site: Site;
    let page: Page;
    let server: RunningServer;
    const complaints: string[] = [];

    beforeAll(async () => {
      site = await serveSite(packaging);
      server = await started({});
      page = await browser.newPage();
      page.on("pageerror", (error) => complaints.push(String(error)));
      await page.goto(site.url);
      await page.waitForFunction("'scenarios' in globalThis");
    });
    afterAll(async () => {
      await page.close();
      await server.close();
      await site.close();
    });

    const run = async (
      scenario: string,
      options: ClientOptions = { apiUrl: server.url },
    ): Promise<unknown> =>
      page.evaluate(`scenarios.${scenario}(${JSON.stringify(options)})`);

    async function started({
      processes = [],
      ...options
    }: ServerOptions & {
      readonly processes?: readonly ProcessImplementation[];
    }): Promise<RunningServer> {
      return startServer({
        port: 0,
        ...options,
        processes: [
          FAILING,
          picturesOf(`${site.url}picture.png`),
          ...processes,
        ],
      });
    }

    it("loads no module that exists only in Node, and no module twice", async () => {
      await run("notFound");
      expect(complaints).toEqual([]);
      expect(new Set(site.requests).size).toBe(site.requests.length);
      expect(site.requests.join()).not.toContain("undici");
    });

    it("calls a process, follows its progress and gets its typed outputs", async () => {
      expect(await run("results")).toEqual({
        outputs: {
          return_value: {
            value: expect.stringContaining("mtr_demo_june_42.yaml") as string,
            cid: null,
          },
        },
        seen: expect.arrayContaining([
          "Adding tower",
          "Done",
        ]) as readonly string[],
      });
    });

    it("aborts with the caller's own reason, and dismisses the job", async () => {
      const { jobId, isReason } = (await run("abort")) as {
        readonly jobId: string;
        readonly isReason: boolean;
      };

      expect(isReason).toBe(true);
      await expect
        .poll(async () => (await fetch(`${server.url}jobs/${jobId}`)).json())
        .toMatchObject({ status: "dismissed" });
    });

    it.each<[string, object]>([
      [
        "failure",
        {
          name: "JobFailedError",
          code: "job-failed",
          isOurs: true,
          processId: "mtr_demo_simulation",
          lastStatus: { status: "failed" },
          message: expect.stringContaining("no clouds today") as string,
        },
      ],
      [
        "notFound",
        { name: "NoSuchJobError", code: "no-such-job", status: 404 },
      ],
    ])("throws typed errors: %s", async (scenario, expected) => {
      expect(await run(scenario)).toMatchObject(expected);
    });

    it("names the server that cannot be reached", async () => {
      const gone = await started({});
      await gone.close();

      expect(await run("unreachable", { apiUrl: gone.url })).toMatchObject({
        name: "ConnectionError",
        method: "GET",
        url: `${gone.url}conformance`,
      });
    });

    it("reads the bytes of files, inline or linked, and refuses to save them", async () => {
      const linked = {
        length: PICTURE.length,
        sum: PICTURE.reduce((sum, byte) => sum + byte, 0),
      };

      expect(await run("files")).toEqual({
        inline: [137, 80, 78, 71],
        linked,
        streamed: linked,
        saved: expect.objectContaining({
          name: "ResultFileError",
          message: expect.stringContaining("stream()") as string,
        }) as object,
      });
    });

    it("logs in once for all requests, and again when the token has expired", async () => {
      const user = { username: "someone", password: "secret" };
      await using own = await started({ auth: { type: "login", ...user } });
      const options: ClientOptions = {
        apiUrl: own.url,
        authType: "login",
        authUrl: own.tokenUrl,
        useBearer: true,
        ...user,
      };

      expect(await run("login", options)).toEqual([3, 3, 3, 3, 3]);
      own.expireTokens();
      expect(await run("login", options)).toEqual([3, 3, 3, 3, 3]);
      expect(own.grants).toEqual({ password: 1, refresh_token: 1 });
    });

    describe("where a server redirects, which a page cannot inspect", () => {
      const through = (url: string): ClientOptions => ({
        apiUrl: `${site.url}redirect/${encodeURIComponent(url)}`,
      });

      it("follows the redirect without credentials", async () => {
        expect(await run("redirected", through(server.url))).toMatchObject({
          links: expect.any(Array) as readonly unknown[],
        });
      });

      it("sends no credentials to an unknown redirect target", async () => {
        const options = { ...through(server.url), token: "secret" };

        expect(await run("refused", options)).toMatchObject({
          name: "ConnectionError",
          message: expect.stringContaining("redirect") as string,
        });
      });
    });
  },
);

const FAILING: ProcessImplementation = {
  description: { id: "mtr_demo_simulation", version: "1", outputs: {} },
  execute: () => {
    throw new Error("There are no clouds today.");
  },
};

function picturesOf(href: string): ProcessImplementation {
  const schema = {
    type: "string",
    contentEncoding: "binary",
    contentMediaType: "image/png",
  };
  return {
    description: {
      id: "pictures",
      version: "1",
      outputs: { inline: { schema }, linked: { schema } },
    },
    execute: () => ({
      inline: new MediaValue("image/png", new Uint8Array([137, 80, 78, 71])),
      linked: new Reference({ href, type: "image/png" }),
    }),
  };
}
