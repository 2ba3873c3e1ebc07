import { expect, it } from "vitest";
import { hashOf } from "../../../src/runtime/batch/canonical.js";
import { folderName } from "../../../src/runtime/batch/run-folder.js";

it.each<[name: string, key: string, wanted: string | RegExp]>([
  ["a place", "0", "0"],
  ["a usual key", "june_2026-a", "june_2026-a"],
  ["the longest that stays", "a".repeat(81), "a".repeat(81)],
  ["one that is longer", "a".repeat(82), /^a{60}-[\da-f]{12}$/],
  [
    "capitals, which some systems do not tell apart",
    "June",
    /^june-[\da-f]{12}$/,
  ],
  ["a path", "../../a", /^------a-[\da-f]{12}$/],
  ["the folder above", "..", /^---[\da-f]{12}$/],
  ["a hidden folder", ".a", /^-a-[\da-f]{12}$/],
  ["an option", "-a", /^-a-[\da-f]{12}$/],
  ["other scripts", "地图", /^---[\da-f]{12}$/],
  ["a device of Windows", "con", /^con-[\da-f]{12}$/],
  ["what begins like a device", "con_1", "con_1"],
  ["nothing", "", /^-[\da-f]{12}$/],
])("names the folder of a run after its key: %s", async (_, key, wanted) => {
  const name = await folderName(key, hashOf);
  if (typeof wanted === "string") expect(name).toBe(wanted);
  else expect(name).toMatch(wanted);
});

it("tells apart keys that look alike where they are changed", async () => {
  const keys = ["A", "a", "a/b", "a:b", "地", "图", "..", "/.", ""];
  const names = await Promise.all(keys.map((key) => folderName(key, hashOf)));
  expect(new Set(names).size).toBe(keys.length);
});
