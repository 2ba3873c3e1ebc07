import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { installedPackage } from "../../../src/runtime/base/installed-package.js";

const FOLDER = mkdtempSync(join(tmpdir(), "s2gos-link-"));
const LINK = join(FOLDER, "command");
symlinkSync(import.meta.filename, LINK);

afterEach(() => {
  vi.unstubAllGlobals();
});

afterAll(() => {
  rmSync(FOLDER, { recursive: true });
});

/** What Node has as `process`, with other members. */
function processWith(members: object): object {
  return Object.create(
    process,
    Object.getOwnPropertyDescriptors(members),
  ) as object;
}

const typeOfParse = (name = "yaml"): string =>
  typeof installedPackage<{ readonly parse?: unknown }>(name)?.parse;

describe("an installed package", () => {
  const nowhere = { argv: ["node"], cwd: () => "/" };
  const gone = {
    argv: ["node"],
    cwd: () => {
      throw new Error("ENOENT: uv_cwd");
    },
  };

  it.each<[string, object | undefined, string]>([
    [
      "is found beside the program",
      processWith({ cwd: () => "/" }),
      "function",
    ],
    [
      "is found beside the program that a link leads to",
      processWith({ argv: ["node", LINK], cwd: () => "/" }),
      "function",
    ],
    [
      "is found beside this package where the program has no file",
      processWith(nowhere),
      "function",
    ],
    [
      "is not found where Node is older",
      processWith({ getBuiltinModule: undefined }),
      "undefined",
    ],
    ["is not found in a page", undefined, "undefined"],
  ])("%s", (_name, platform, wanted) => {
    vi.stubGlobal("process", platform);

    expect(typeOfParse()).toBe(wanted);
  });

  it.each<[string, object, string, string]>([
    [
      "is found in the current directory",
      { argv: ["node"] },
      "yaml",
      "function",
    ],
    ["is not found elsewhere", nowhere, "yaml", "undefined"],
    [
      "is not found where the current directory is gone",
      gone,
      "yaml",
      "undefined",
    ],
    ["that nobody installed is not found", {}, "not-installed-1", "undefined"],
  ])("without stacks %s", (_name, members, name, wanted) => {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    vi.stubGlobal("process", processWith(members));
    const found = typeOfParse(name);
    Error.stackTraceLimit = stackTraceLimit;

    expect(found).toBe(wanted);
  });
});
