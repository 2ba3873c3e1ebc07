import { execFile } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { killOnce, TSX } from "./kill-once.js";
import {
  folderState,
  generateVersion,
  leftovers,
  prepare,
} from "./packages.js";
import { temporaryFolder } from "../generator/output/folder.js";

const SIZE = 40;

describe("a write that is killed", () => {
  it.each([5, 20, 45])(
    "after %d ms leaves one whole package",
    async (milliseconds) => {
      using folder = temporaryFolder();
      const root = join(folder.path, "out");
      await prepare(root, SIZE);
      await killOnce(root, SIZE, "swap", milliseconds);
      expect(["missing", "whole"]).toContain(folderState(root, SIZE));
      await generateVersion(root, 9999, SIZE);
      expect(folderState(root, SIZE)).toBe("whole");
      expect(leftovers(root)).toEqual([]);
    },
  );

  it.each([15, 40])(
    "after %d ms where files are moved in one by one is completed by the next run",
    async (milliseconds) => {
      using folder = temporaryFolder();
      const root = join(folder.path, "out");
      await prepare(root, SIZE);
      await killOnce(root, SIZE, "in-place", milliseconds);
      await generateVersion(root, 9999, SIZE);
      expect(folderState(root, SIZE)).toBe("whole");
      expect(leftovers(root)).toEqual([]);
    },
  );
});

describe("a write that is stopped before each of its changes to the disk", () => {
  it("leaves one whole package, or none between the two renames", async () => {
    const found = await stopEverywhere("swap");
    expect(found).toEqual({
      steps: found.steps,
      missingBefore: 1,
      brokenBefore: 0,
      wholeAfter: found.steps,
      leftovers: 0,
    });
    expect(found.steps).toBeGreaterThan(20);
  });

  it("is completed by the next run where files are moved in one by one", async () => {
    const found = await stopEverywhere("in-place");
    expect(found).toMatchObject({
      missingBefore: 0,
      wholeAfter: found.steps,
      leftovers: 0,
    });
    expect(found.steps).toBeGreaterThan(20);
  });
});

interface Found {
  readonly steps: number;
  readonly missingBefore: number;
  readonly brokenBefore: number;
  readonly wholeAfter: number;
  readonly leftovers: number;
}

async function stopEverywhere(strategy: string): Promise<Found> {
  using folder = temporaryFolder();
  const script = fileURLToPath(new URL("steps.ts", import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...TSX,
    script,
    folder.path,
    strategy,
  ]);
  return JSON.parse(stdout) as Found;
}
