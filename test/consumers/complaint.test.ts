import { describe, expect, it } from "vitest";
import { firstError, firstWarning } from "./complaint.js";

describe("firstError", () => {
  it.each<readonly [string, string, string]>([
    [
      "one type error",
      "src/main.ts(1,2): error TS2307: Cannot find module 'undici'.\n",
      "src/main.ts(1,2): error TS2307: Cannot find module 'undici'.",
    ],
    [
      "several type errors, with their codes",
      "a.ts(1,2): error TS2307: No module.\nb.ts(1,2): error TS2550: No property.\nc.ts(1,2): error TS2307: No module.\n",
      "3 type errors (TS2307 TS2550), first: a.ts(1,2): error TS2307: No module.",
    ],
    [
      "a line that says more than the heading above it, without colours",
      "npm error code ETARGET\n\u001b[31mnpm error notarget No matching version found for x@9.\u001b[0m\n",
      "npm error notarget No matching version found for x@9.",
    ],
    [
      "the module that is missing before the general failure",
      "Build failed\nModule not found: Error: Can't resolve './client.js'\n",
      "Module not found: Error: Can't resolve './client.js'",
    ],
    ["the last line where none is telling", "one\ntwo\n", "two"],
    ["nothing", "", "no output"],
  ])("%s", (_name, output, expected) => {
    expect(firstError(output)).toBe(expected);
  });
});

describe("firstWarning", () => {
  it.each<readonly [string, string, RegExp | undefined, string | undefined]>([
    ["none", "built in 3 s\n0 errors\n", undefined, undefined],
    ["a sign", "ok\n ⚠ Slow\n", undefined, " ⚠ Slow"],
    ["a word", "ok\nWARNING in ./src\n", undefined, "WARNING in ./src"],
    ["an expected one", "warning: no cache\n", /no cache/, undefined],
  ])("%s", (_name, output, expectedLines, expected) => {
    expect(firstWarning(output, expectedLines)).toBe(expected);
  });
});
