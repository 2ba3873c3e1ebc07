import { afterEach, describe, expect, it, vi } from "vitest";
import {
  consoleWarnings,
  guardedWarnings,
  type Warning,
} from "../../../src/runtime/base/warnings.js";

afterEach(() => {
  vi.restoreAllMocks();
});

/** What the default handler prints. */
function printed(warnings: readonly Warning[]): readonly unknown[] {
  const print = vi.spyOn(console, "warn").mockReturnValue(undefined);
  const handler = consoleWarnings();
  for (const warning of warnings) handler(warning);
  return print.mock.calls.flat();
}

const ODD: Warning = {
  code: "output-unexpected",
  message: "odd",
  processId: "p",
};

describe("consoleWarnings", () => {
  it("prints each kind of warning once for each output", () => {
    const lines = printed([
      { ...ODD, output: "a" },
      { ...ODD, output: "a", message: "odd again" },
      { ...ODD, output: "b", message: "odd too" },
      { ...ODD, output: "a", code: "output-form", message: "other" },
      { ...ODD, output: "a", processId: "q", message: "of q" },
    ]);
    expect(lines).toEqual([
      "s2gos: odd",
      "s2gos: odd too",
      "s2gos: other",
      "s2gos: of q",
    ]);
  });

  it("prints a bounded number of each kind, and says so", () => {
    const many = Array.from({ length: 1_000 }, (_, nth) => ({
      ...ODD,
      output: `o${nth}`,
      message: `odd ${nth}`,
    }));
    const other: Warning = { code: "paging", message: "a list" };
    expect(printed([...many, other])).toEqual([
      ...many.slice(0, 20).map(({ message }) => `s2gos: ${message}`),
      "s2gos: more of output-unexpected are not printed; onWarning gets all.",
      "s2gos: a list",
    ]);
  });
});

const same = <T>(value: T): T => value;

const WARNING: Warning = { code: "paging", message: "cut off" };

describe("guardedWarnings", () => {
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
    }, same)(WARNING);
    await Promise.resolve();
    await Promise.resolve();
    expect(given).toEqual([WARNING]);
    expect(printed.mock.calls).toEqual(
      complains ? [["s2gos: onWarning failed:", new Error("a mistake")]] : [],
    );
  });

  it("escapes messages alone", () => {
    const seen: Warning[] = [];
    const handler = guardedWarnings((warning) => {
      seen.push(warning);
    }, same);
    handler({ ...ODD, message: "a\n\u001bb", output: "\u001bb" });
    expect(seen).toEqual([
      { ...ODD, message: "a\\n\\u001bb", output: "\u001bb" },
    ]);
  });
});
