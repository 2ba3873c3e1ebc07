import * as undici from "undici";
import { afterEach, describe, expect, it, vi } from "vitest";
import { NEVER_CANCELLED } from "../../../src/runtime/base/cancellation.js";
import { openTransport } from "../../../src/runtime/http/open-transport.js";
import { retryPolicyOf } from "../../../src/runtime/http/retry.js";
import { scriptedServer } from "../../faults/scripted-server.js";

afterEach(() => {
  vi.unstubAllGlobals();
});

/** A `process` whose installed undici exports these members. */
function platformWith(versions: object, installed: unknown): object {
  const load = (): unknown => {
    if (installed === undefined) throw new Error("Cannot find module");
    return installed;
  };
  // The test runner goes on using the rest.
  return Object.create(
    process,
    Object.getOwnPropertyDescriptors({
      versions,
      getBuiltinModule: (name: string) =>
        name === "node:module" ? { createRequire: () => load } : undefined,
    }),
  ) as object;
}

const NODE = { node: "20.19.0" };
/** undici 6 has the same exports, but calls handlers of an older form. */
const UNDICI_6 = { ...undici, DecoratorHandler: Object };
const UNDICI_5 = { ...UNDICI_6, EnvHttpProxyAgent: undefined };

describe("the transport", () => {
  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    ["undici in Node", { process: platformWith(NODE, undici) }, "undici"],
    ["no undici", { process: platformWith(NODE, undefined) }, "fetch"],
    ["undici 6", { process: platformWith(NODE, UNDICI_6) }, "fetch"],
    ["undici 5", { process: platformWith(NODE, UNDICI_5) }, "fetch"],
    ["another undici", { process: platformWith(NODE, () => 0) }, "fetch"],
    [
      "undici in Deno",
      { process: platformWith(NODE, undici), Deno: {} },
      "fetch",
    ],
    [
      "undici in Bun",
      { process: platformWith({ ...NODE, bun: "1.3.0" }, undici) },
      "fetch",
    ],
  ])("where there is %s", async (_name, globals, wanted) => {
    await using server = await scriptedServer({ "GET /": { json: {} } });
    const used: string[] = [];
    const platformFetch = fetch;
    vi.stubGlobal("fetch", (...given: Parameters<typeof fetch>) => {
      used.push("fetch");
      return platformFetch(...given);
    });
    for (const [name, value] of Object.entries(globals)) {
      vi.stubGlobal(name, value);
    }
    const transport = await openTransport({
      options: {},
      retryPolicy: retryPolicyOf(),
      warn: () => undefined,
      masked: (value) => value,
      failed: (failure) => Promise.resolve(failure),
      hookHeaders: {},
    });
    const response = await transport.send({
      method: "GET",
      url: new URL(server.url),
      headers: {},
      kind: "document",
      isLarge: false,
      attempt: 1,
      isOwn: true,
      cancellation: NEVER_CANCELLED,
      idleTimeoutMs: 0,
    });
    const body = new TextDecoder().decode(await response.bytes(100));
    await transport.destroy();

    expect([response.status, body, used[0] ?? "undici"]).toEqual([
      200,
      "{}",
      wanted,
    ]);
  });
});
