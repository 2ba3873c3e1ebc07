import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { isNetworkFailure } from "../../../src/runtime/http/given-fetch.js";

/** An error as a test runner's other realm makes it: no instance of this realm's `Error`. */
const foreign = (code: string): unknown => runInNewContext(code);

describe("a broken network", () => {
  const coded = (code: unknown): Error =>
    Object.assign(new Error("x"), { code });
  it.each<[string, unknown, boolean]>([
    ["a TypeError", new TypeError("Failed to fetch"), true],
    ["a TypeError of another realm", foreign("new TypeError('x')"), true],
    ["an error of the system", coded("ECONNRESET"), true],
    ["an error of undici", coded("UND_ERR_SOCKET"), true],
    ["an error of Bun", coded("ConnectionRefused"), true],
    [
      "a cause of a cause",
      new Error("a", { cause: new Error("b", { cause: coded("EPIPE") }) }),
      true,
    ],
    ["a rule of the program", new Error("this host is not allowed"), false],
    ["a code of the program", coded("not-allowed"), false],
    ["a number for a code", coded(20), false],
    ["no error", "stop", false],
    ["nothing", undefined, false],
  ])("%s", (_name, error, wanted) => {
    expect(isNetworkFailure(error)).toBe(wanted);
  });

  it("does not end where an error is its own cause", () => {
    const error: Error & { cause?: unknown } = new Error("x");
    error.cause = error;
    expect(isNetworkFailure(error)).toBe(false);
  });
});
