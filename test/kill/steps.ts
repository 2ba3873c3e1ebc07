/**
 * Stops a write before each change that it makes to the file system, and checks the
 * folder: first as it was left, then after the next run. Prints one JSON object.
 * Arguments: working folder, `swap` or `in-place`.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { freezeAfter } from "./freeze.js";
import {
  folderState,
  generateVersion,
  leftovers,
  prepare,
  type FolderState,
} from "./packages.js";

const SIZE = 6;
const [folder = "", strategy] = process.argv.slice(2);

const before: FolderState[] = [];
const after: FolderState[] = [];
let left = 0;

for (let step = 0; ; step += 1) {
  const root = join(folder, String(step), "out");
  mkdirSync(root, { recursive: true });
  await prepare(root, SIZE);
  if (strategy === "in-place") process.chdir(root);
  const thaw = freezeAfter(step);
  await generateVersion(root, 1, SIZE).catch(() => undefined);
  const stopped = thaw();
  before.push(folderState(root, SIZE));
  await generateVersion(root, 2, SIZE);
  process.chdir(folder);
  after.push(folderState(root, SIZE));
  left += leftovers(root).length;
  if (!stopped) break;
}

const count = (states: readonly FolderState[], state: FolderState): number =>
  states.filter((found) => found === state).length;

process.stdout.write(
  JSON.stringify({
    steps: before.length,
    missingBefore: count(before, "missing"),
    brokenBefore: count(before, "broken"),
    wholeAfter: count(after, "whole"),
    leftovers: left,
  }),
);
