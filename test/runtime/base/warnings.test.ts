import { afterEach, describe, expect, it, vi } from "vitest";
import {
  guardedWarnings,
  type Warning,
} from "../../../src/runtime/base/warnings.js";

afterEach(() => {
  vi.restoreAllMocks();
});

const WARNING: Warning = { code: "paging", message: "cut off" };

describe("a handler of warnings", () => {
  it.each<[string, (warning: Warning) => unknown, boolean]>([
    ["that returns", () => undefined, false],
    [
      "that throws",
      () => {
        throw new Error("a mistake");
      },
      true,
    ],
    ["that rejects", () => Promise.reject(new Error("a mistake")), true],
  ])("%s ends no call", async (_name, handler, complains) => {
    const printed = vi
      .spyOn(console, "warn")
      .mockImplementation(() => undefined);
    const given: Warning[] = [];
    guardedWarnings((warning) => {
      given.push(warning);
      return handler(warning) as never;
    })(WARNING);
    await Promise.resolve();
    await Promise.resolve();
    expect(given).toEqual([WARNING]);
    expect(printed.mock.calls).toEqual(
      complains ? [["s2gos: onWarning failed:", new Error("a mistake")]] : [],
    );
  });
});
