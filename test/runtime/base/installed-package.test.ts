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

describe("an installed package", () => {
  const nowhere = { argv: ["node"], cwd: () => "/" };

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
      "is found in the current directory",
      processWith({ argv: ["node"] }),
      "function",
    ],
    ["is not found elsewhere", processWith(nowhere), "undefined"],
    [
      "is not found where the current directory is gone",
      processWith({
        argv: ["node"],
        cwd: () => {
          throw new Error("ENOENT: uv_cwd");
        },
      }),
      "undefined",
    ],
    [
      "is not found where Node is older",
      processWith({ getBuiltinModule: undefined }),
      "undefined",
    ],
    ["is not found in a page", undefined, "undefined"],
  ])("%s", (_name, platform, wanted) => {
    vi.stubGlobal("process", platform);

    const found = installedPackage<{ readonly parse?: unknown }>("yaml");
    expect(typeof found?.parse).toBe(wanted);
  });
});
