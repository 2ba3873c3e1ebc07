import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startServer, type RunningServer } from "../../../src/server/index.js";
import { send, waitFor } from "../request.js";

/** Another service of this machine, which notes where it is called back. */
const SERVICE = createServer((request, response) => {
  const { method = "", url = "" } = request;
  if (method === "POST") CALLED.push(url);
  const headers = { "content-type": "text/plain", location: "/secret" };
  response.writeHead(url === "/moved" ? 307 : 200, headers);
  response.end("secret");
});
const CALLED: string[] = [];
let service: string;
let strict: RunningServer;
let open: RunningServer;

beforeAll(async () => {
  const common = {
    port: 0,
    service: "local",
    cors: ["https://pages.example"],
  } as const;
  [strict, open] = await Promise.all([
    startServer(common),
    startServer({ ...common, localLinks: true }),
    new Promise<void>((resolve) => SERVICE.listen(0, "127.0.0.1", resolve)),
  ]);
  service = `http://127.0.0.1:${(SERVICE.address() as AddressInfo).port}`;
});
afterAll(async () => {
  SERVICE.close();
  await Promise.all([strict.close(), open.close()]);
});

const DEV = "http://localhost:5173";

describe("an input by reference", () => {
  it.each<[string, string | undefined, string, [strict: number, open: number]]>(
    [
      ["a program", undefined, "SERVICE/x", [201, 201]],
      ["a page of this machine", DEV, "SERVICE/x", [403, 201]],
      ["a page of this machine", DEV, "http://localhost:9/", [403, 201]],
      ["a page of this machine", DEV, "http://0x7f.1:9/", [403, 201]],
      ["a page of another", "https://pages.example", "SERVICE/x", [403, 201]],
      ["the service's own page", "SERVICE", "SERVICE/x", [201, 201]],
      ["a page, to this server", DEV, "SERVER/processes", [201, 201]],
      ["a page, to data", DEV, "data:text/plain,x", [201, 201]],
      ["a page, to what is not read", DEV, "https://a.example/x", [201, 201]],
    ],
  )("of %s (%s) to %s is answered with %j", async (_name, from, to, wanted) => {
    const statuses = await Promise.all(
      [strict, open].map(async ({ url }) => {
        const origin = from?.replace("SERVICE", service);
        const link = {
          href: to.replace("SERVICE", service).replace("SERVER/", url),
          type: "text/plain",
        };
        const { status } = await send(`${url}processes/echo/execution`, {
          json: { inputs: { imagesInput: [link, link] } },
          headers: {
            prefer: "respond-async",
            ...(origin === undefined ? {} : { origin }),
          },
        });
        return status;
      }),
    );
    expect(statuses).toEqual(wanted);
  });
});

describe("a subscriber", () => {
  const inputs = { scene_spec: { threshold: 1, factor: 2 } };

  /** Runs a job, and returns the status and where the other service was called back. */
  async function called(
    { url }: RunningServer,
    successUri: string,
    origin?: string,
  ): Promise<readonly unknown[]> {
    CALLED.length = 0;
    const { status, headers } = await send(
      `${url}processes/return_base_model/execution`,
      {
        json: { inputs, subscriber: { successUri } },
        headers: {
          prefer: "respond-async",
          ...(origin === undefined ? {} : { origin }),
        },
      },
    );
    if (status !== 201) return [status];
    await waitFor(headers.get("location") ?? "");
    while (CALLED.length === 0) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return [status, ...CALLED];
  }

  it("of a program is called", async () => {
    const calls = await called(strict, `${service}/done`);
    expect(calls).toEqual([201, "/done"]);
  });

  it("of a page is called at the page's own origin", async () => {
    const calls = await called(strict, `${service}/done`, service);
    expect(calls).toEqual([201, "/done"]);
  });

  it("of a page is called anywhere where that is allowed", async () => {
    const calls = await called(open, `${service}/done`, DEV);
    expect(calls).toEqual([201, "/done"]);
  });

  it("leads nowhere else", async () => {
    const calls = await called(strict, `${service}/moved`, service);
    expect(calls).toEqual([201, "/moved"]);
  });

  it.each<[string, (here: string) => string, (here: string) => string]>([
    ["another service", () => `${service}/x`, () => DEV],
    ["a name, which may lead here", () => "http://a.example/", () => DEV],
    ["another server", () => "https://a.example/", () => DEV],
    [
      "its own origin, whose name may lead here",
      () => "http://pages.example/",
      () => "https://pages.example",
    ],
    ["this server", (here) => here, (here) => here.slice(0, -1)],
  ])("of a page is refused at %s", async (_name, uri, origin) => {
    const calls = await called(strict, uri(strict.url), origin(strict.url));
    expect(calls).toEqual([403]);
  });

  it("that is refused is named, with the way to allow it", async () => {
    const { body } = await send(
      `${strict.url}processes/return_base_model/execution`,
      {
        json: { inputs, subscriber: { failedUri: "http://127.0.0.1:9/x" } },
        headers: { origin: DEV },
      },
    );
    expect(body).toMatchObject({
      status: 403,
      detail:
        'A web page of http://localhost:5173 may not have "http://127.0.0.1:9/x" called back: it is not at its own origin. Programs may; for pages, start the server with --allow-local-links (startServer: localLinks).',
    });
  });
});
