import { expect, it } from "vitest";
import { testClient } from "../runtime/test-client.js";
import { scriptedServer, type Reply } from "./scripted-server.js";

const BODY = "x".repeat(100_000);

/** Bodies that nobody needs, and that do not end within the test. */
const BODIES: Readonly<Record<string, Reply>> = {
  "stalls after some bytes": { body: BODY, stallAfter: 10 },
  "comes byte by byte": { body: BODY, dripBytes: 1 },
};

const FETCH = {
  fetch: (...asked: Parameters<typeof fetch>) => fetch(...asked),
};

it.concurrent.each(
  Object.entries(BODIES).flatMap(([name, body]) => [
    [name, "undici", body, {}] as const,
    [name, "fetch", body, FETCH] as const,
  ]),
)(
  "a redirect is followed whose body %s, over %s",
  async (_name, _transport, body, options) => {
    await using server = await scriptedServer({
      "GET /": { status: 302, headers: { location: "/there" }, ...body },
      "GET /there": { json: { title: "found", links: [] } },
    });
    await using client = testClient(server.url, {
      ...options,
      timeoutMs: 25_000,
    });

    await expect(client.getCapabilities()).resolves.toMatchObject({
      title: "found",
    });
  },
);
