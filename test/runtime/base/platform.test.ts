import { afterEach, describe, expect, it, vi } from "vitest";
import {
  environmentVariable,
  isBrowser,
  isNode,
} from "../../../src/runtime/base/platform.js";

afterEach(() => {
  vi.unstubAllGlobals();
});

/** What Node has as `process`, with other members. */
function processWith(members: object): object {
  return Object.create(
    process,
    Object.getOwnPropertyDescriptors(members),
  ) as object;
}

describe("a platform", () => {
  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    ["Node", {}, "Node"],
    ["a test runner's page in Node", { window: {} }, "Node and browser"],
    [
      "Bun",
      { process: processWith({ versions: { node: "24", bun: "1" } }) },
      "",
    ],
    ["Deno", { Deno: {} }, ""],
    ["workerd", { WebSocketPair: Object }, ""],
    ["a page", { process: undefined, window: {} }, "browser"],
    ["a worker", { process: undefined, WorkerGlobalScope: Object }, "browser"],
    [
      "a page with a process of its bundler",
      { process: { env: {} }, window: {} },
      "browser",
    ],
  ])("%s is recognised", (_name, globals, wanted) => {
    for (const [name, value] of Object.entries(globals)) {
      vi.stubGlobal(name, value);
    }

    const found = [isNode() ? "Node" : [], isBrowser() ? "browser" : []];
    expect(found.flat().join(" and ")).toBe(wanted);
  });
});

describe("an environment variable", () => {
  const permissions = (state: string): object => ({
    permissions: {
      querySync: ({ variable }: { readonly variable: string }) => ({
        state: variable === "S2GOS_TOKEN" ? state : "granted",
      }),
    },
  });

  it.each<[string, Readonly<Record<string, unknown>>, string | undefined]>([
    ["is read", {}, "secret"],
    [
      "is read in Deno with permission",
      { Deno: permissions("granted") },
      "secret",
    ],
    [
      "is absent in Deno without permission",
      { Deno: permissions("prompt") },
      undefined,
    ],
    ["is absent in a page", { process: undefined }, undefined],
    ["is absent in a page with a process", { process: {} }, undefined],
  ])("%s", (_name, globals, wanted) => {
    vi.stubGlobal("process", processWith({ env: { S2GOS_TOKEN: "secret" } }));
    for (const [name, value] of Object.entries(globals)) {
      vi.stubGlobal(name, value);
    }

    expect(environmentVariable("S2GOS_TOKEN")).toBe(wanted);
  });
});
