import dns from "node:dns";
import { afterEach, describe, expect, it, vi } from "vitest";
import { defineProcess, type ResultFile } from "../../../src/runtime/index.js";
import {
  scriptedServer,
  type ScriptedServer,
} from "../../faults/scripted-server.js";
import { failureOf, testClient } from "../test-client.js";

let server: ScriptedServer | undefined;
afterEach(async () => {
  vi.restoreAllMocks();
  await server?.close();
});

/** Answers for names, as a resolver does; `localhost` and the like are left to the system. */
function resolve(names: Readonly<Record<string, readonly string[]>>): void {
  const system = dns.lookup;
  vi.spyOn(dns, "lookup").mockImplementation(((
    name: string,
    options: { all?: boolean },
    callback: (failure: Error | null, ...found: unknown[]) => void,
  ) => {
    const found = names[name];
    if (found === undefined) {
      system(name, options as never, callback as never);
      return;
    }
    const addresses = found.map((address) => ({ address, family: 4 }));
    if (options.all === true) callback(null, addresses);
    else callback(null, found[0], 4);
  }) as never);
}

/** A server whose results are links to a host, and what a caller gets of them. */
async function linksTo(host: string, api: string) {
  server = await scriptedServer({
    "POST /processes/p/execution": ({ headers }) => {
      const { port } = new URL(`http://${String(headers["host"])}`);
      const href = `http://${host}:${port}/x`;
      return { json: { value: { href }, file: { href, type: "text/csv" } } };
    },
    "GET /x": { json: { far: true } },
  });
  const { port } = new URL(server.url);
  await using client = testClient(`http://${api}:${port}/`);
  const run = defineProcess<object, { value: unknown; file: ResultFile }>(
    () => client,
    {
      id: "p",
      outputs: { value: { form: "value" }, file: { form: "file" } },
    },
  );
  const { value, file } = await run({});
  const content = await file.text().catch((error: unknown) => error);
  const { warnings } = client;
  const reads = server.requests.filter(({ method }) => method === "GET");
  return { value, content, warnings, reads: reads.length };
}

describe("a link to a name", () => {
  it.each<[string, string, Readonly<Record<string, readonly string[]>>]>([
    ["of the same machine", "127.0.0.1", { "s.example": ["127.0.0.1"] }],
    [
      "of the machine behind the API's name",
      "api.example",
      { "api.example": ["127.0.0.1"], "s.example": ["127.0.0.1"] },
    ],
  ])("%s is followed", async (_name, api, names) => {
    resolve(names);
    const { value, content, reads } = await linksTo("s.example", api);

    expect({ value, content, reads }).toEqual({
      value: { far: true },
      content: '{"far":true}',
      reads: 2,
    });
  });

  it.each<[string, string, Readonly<Record<string, readonly string[]>>]>([
    [
      "of a private network",
      "s.example",
      { "api.example": ["127.0.0.1"], "s.example": ["10.255.255.1"] },
    ],
    [
      "of this machine beside a public address of the API",
      "s.example",
      {
        "api.example": ["127.0.0.1", "203.0.113.9"],
        "s.example": ["127.0.0.1"],
      },
    ],
    [
      "that is an address of this machine",
      "127.0.0.1",
      { "api.example": ["127.0.0.1", "203.0.113.9"] },
    ],
  ])(
    "%s is not asked, and stays a link with a warning",
    async (_name, host, names) => {
      resolve(names);
      const { value, content, warnings, reads } = await linksTo(
        host,
        "api.example",
      );

      expect(value).toEqual({ href: expect.stringContaining(host) as string });
      expect(warnings).toEqual([
        expect.objectContaining({
          code: "output-form",
          output: "value",
          message: expect.stringMatching(
            /is a link that is not followed: .* where the API does not lie/,
          ) as string,
        }),
      ]);
      expect(content).toMatchObject({ name: "ConfigError", code: "config" });
      expect(reads).toBe(0);
    },
  );

  it("that is changed later does not move the API", async () => {
    // The API's name leads to a public address first, and then to where its server wants to reach.
    const api = ["203.0.113.9", "127.0.0.1"];
    resolve({ "api.example": api });
    server = await scriptedServer({});
    const { port } = new URL(server.url);
    await using client = testClient(`http://api.example:${port}/`, {
      retries: { maxRetries: 0 },
      timeoutMs: 2_000,
    });
    await failureOf(client.getCapabilities());
    api.shift();
    server = await scriptedServer({
      "GET /": { status: 302, headers: { location: "http://127.0.0.1:9/x" } },
    });

    const moved = `http://api.example:${new URL(server.url).port}/`;
    await expect(client.request("GET", moved)).rejects.toThrow(
      "loopback address, where the API does not lie",
    );
    expect(server.requests).toHaveLength(1);
  });
});
