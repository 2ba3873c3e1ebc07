import { describe, expect, it } from "vitest";
import { createClient } from "../../../src/runtime/index.js";
import {
  arePlain,
  checkOptions,
} from "../../../src/runtime/config/plain-options.js";

const nothing = (): void => undefined;

it.each<[string, object, boolean]>([
  ["none", {}, true],
  ["undefined ones", { mode: undefined }, true],
  [
    "those of most calls",
    {
      client: {},
      signal: new AbortController().signal,
      timeoutMs: 0,
      pollIntervalMs: 10,
      onProgress: nothing,
      outputs: ["a"],
    },
    true,
  ],
  [
    "those of most clients",
    {
      apiUrl: "/ogc/",
      onWarning: nothing,
      fetch: nothing,
      maxBytes: 1e6,
      defaults: { apiUrl: "/ogc/" },
      retries: { maxRetries: 0, minDelayMs: 5 },
    },
    true,
  ],
  ["a mode", { mode: "sync" }, true],
  ["a mode that there is not", { mode: "later" }, false],
  ["retries that are no numbers", { retries: { minDelayMs: "5" } }, false],
  ["retries that are none", { retries: [] }, false],
  ["less than no time", { timeoutMs: -1 }, false],
  ["no number", { timeoutMs: NaN }, false],
  ["no connections", { maxConnections: 0 }, false],
  ["the name of a kind as a value", { signal: "signal" }, false],
  ["others", { authType: "none" }, false],
  ["null", { signal: null }, false],
  ["those of another prototype", Object.create(null) as object, false],
])(
  "sees at first sight whether options are right: %s",
  (_name, options, are) => {
    expect(arePlain(options)).toBe(are);
  },
);

describe("checkOptions", () => {
  it("gives plain options themselves", async () => {
    const options = { timeoutMs: 1 };
    expect(await checkOptions(options)).toBe(options);
  });

  it("asks the rules about others", async () => {
    expect(await checkOptions({ response: "raw" })).toEqual({
      response: "raw",
    });
    await expect(checkOptions({ mode: "later" })).rejects.toMatchObject({
      code: "config",
    });
  });
});

it.each([null, 3, "x", []])("makes no client of %o", (options) => {
  expect(() => createClient(options as never)).toThrow(
    expect.objectContaining({
      code: "config",
      message: expect.stringContaining("apiUrl must be") as string,
    }) as Error,
  );
});
