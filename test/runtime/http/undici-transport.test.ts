import { connect, type AddressInfo } from "node:net";
import { createServer } from "node:http";
import { afterEach, describe, expect, it, vi } from "vitest";
import { scriptedServer } from "../../faults/scripted-server.js";
import { failureOf, testClient } from "../test-client.js";

afterEach(() => {
  vi.unstubAllEnvs();
});

describe("a proxy in the environment", () => {
  it.each<[string, Record<string, string>, number]>([
    ["is used", { HTTP_PROXY: "$" }, 1],
    ["is used in lower case", { http_proxy: "$" }, 1],
    [
      "is left out for servers that need none",
      { HTTP_PROXY: "$", NO_PROXY: "127.0.0.1" },
      0,
    ],
    ["is not needed", {}, 0],
  ])("%s", async (_name, environment, tunnels) => {
    let count = 0;
    const proxy = createServer();
    proxy.on("connect", ({ url = "" }, socket, head) => {
      count += 1;
      const { hostname, port } = new URL(`http://${url}`);
      const onward = connect(Number(port), hostname, () => {
        socket.write("HTTP/1.1 200 OK\r\n\r\n");
        onward.write(head);
        socket.pipe(onward).pipe(socket);
      });
      onward.on("error", () => socket.destroy());
      socket.on("error", () => onward.destroy());
    });
    await new Promise<void>((resolve) => {
      proxy.listen(0, "127.0.0.1", resolve);
    });
    const { port } = proxy.address() as AddressInfo;
    for (const name of [
      "HTTP_PROXY",
      "http_proxy",
      "HTTPS_PROXY",
      "https_proxy",
      "NO_PROXY",
      "no_proxy",
    ]) {
      vi.stubEnv(
        name,
        environment[name]?.replace("$", `http://127.0.0.1:${port}`),
      );
    }
    await using server = await scriptedServer({
      "GET /conformance": { json: { conformsTo: ["x"] } },
    });
    const client = testClient(server.url);

    await expect(client.getConformance()).resolves.toEqual({
      conformsTo: ["x"],
    });
    expect(count).toBe(tunnels);
    await client.close();
    proxy.closeAllConnections();
    await new Promise((resolve) => proxy.close(resolve));
  });
});

describe("responses before the answer", () => {
  it.each<[string, string]>([
    ["103", "HTTP/1.1 103 Early Hints\r\nlink: </x>; rel=preload\r\n\r\n"],
    [
      "102 and 103",
      "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Hints\r\n\r\n",
    ],
  ])("are passed over: %s", async (_name, early) => {
    const server = createServer(({ url, socket }, response) => {
      socket.write(early);
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ at: url }));
    });
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", resolve);
    });
    const { port } = server.address() as AddressInfo;
    const client = testClient(`http://127.0.0.1:${port}/`);
    const given = [
      await client.getCapabilities(),
      await client.getJobResults("j"),
    ];
    await client.close();
    await new Promise((resolve) => server.close(resolve));
    expect(given).toEqual([
      { links: [], extensions: { at: "/" } },
      { at: "/jobs/j/results" },
    ]);
  });
});

it.each([0, -1, NaN, null])(
  "refuses %s connections, with which a request would wait for ever",
  async (maxConnections) => {
    await using client = testClient("http://127.0.0.1:1/", {
      maxConnections: maxConnections as number,
    });
    expect(await failureOf(client.getJobs())).toMatchObject({
      code: "config",
      message: `maxConnections must be a number from 1, not ${String(maxConnections)}.`,
    });
  },
);

it("takes null for no signal, as fetch does", async () => {
  await using server = await scriptedServer({
    "GET /": [{ json: { title: "A", links: [] } }],
  });
  await using client = testClient(server.url);
  expect(await client.getCapabilities({ signal: null })).toMatchObject({
    title: "A",
  });
});
