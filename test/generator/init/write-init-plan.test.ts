import { chmodSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { PlannedFile } from "../../../src/generator/init/init-plan.js";
import { writeInitPlan } from "../../../src/generator/init/write-init-plan.js";
import { readFiles, temporaryFolder, writeFiles } from "../output/folder.js";

it("writes what a plan says, and leaves the rest", () => {
  using folder = temporaryFolder();
  writeFiles(folder.path, { a: "1", b: "2", c: "3" });
  chmodSync(join(folder.path, "a"), 0o640);
  const file = (path: string, action: PlannedFile["action"]): PlannedFile => ({
    path: join(folder.path, path),
    action,
    text: "new",
  });
  writeInitPlan([
    file("a", "change"),
    file("b", "keep"),
    file("c", "replace"),
    file("d/e", "create"),
  ]);
  expect(readFiles(folder.path)).toEqual({
    a: "new",
    b: "2",
    c: "new",
    "d/e": "new",
  });
  expect(statSync(join(folder.path, "a")).mode & 0o777).toBe(0o640);
});

it("replaces no file that came into being since", () => {
  using folder = temporaryFolder();
  writeFiles(folder.path, { a: "1" });
  const path = join(folder.path, "a");
  expect(() => {
    writeInitPlan([{ path, action: "create", text: "new" }]);
  }).toThrow("A file cannot be written: EEXIST.");
  expect(readFiles(folder.path)).toEqual({ a: "1" });
});
