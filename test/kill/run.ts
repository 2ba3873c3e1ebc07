/**
 * Kills a process that writes packages at random moments, and checks the folder
 * twice: as the killed process left it, and after the next run.
 *
 *     npx tsx test/kill/run.ts [kills, default 200] [seed, default random]
 *
 * Exits with 1 if a reader could find a broken package.
 */
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { killOnce } from "./kill-once.js";
import {
  folderState,
  generateVersion,
  leftovers,
  prepare,
  type FolderState,
} from "./packages.js";

const SIZE = 60;
const kills = Number(process.argv[2] ?? 200);
const seed = Number(process.argv[3] ?? Date.now() % 1_000_000);

/** A small generator of numbers from 0 to 1 (mulberry32), so that a seed repeats the moments. */
function numbers(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const next = numbers(seed);
const folder = realpathSync(mkdtempSync(join(tmpdir(), "s2gos-kill-")));
const root = join(folder, "out");
const found: Record<FolderState, number> = { broken: 0, missing: 0, whole: 0 };
let brokenLater = 0;
let interrupted = 0;

try {
  await prepare(root, SIZE);
  for (let kill = 0; kill < kills; kill += 1) {
    await killOnce(root, SIZE, "swap", next() * 60);
    found[folderState(root, SIZE)] += 1;
    if (leftovers(root).length > 0) interrupted += 1;
    await generateVersion(root, 1_000_000 + kill, SIZE);
    if (folderState(root, SIZE) !== "whole") brokenLater += 1;
    if (leftovers(root).length > 0) brokenLater += 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

process.stdout.write(
  `${kills} kills (seed ${seed}), ${interrupted} of them in the middle of a write\n` +
    `what a reader finds right after: ${found.whole} whole packages, ${found.missing} missing, ${found.broken} broken\n` +
    `after the next run: ${kills - brokenLater} whole packages, ${brokenLater} broken\n`,
);
if (found.broken + brokenLater > 0) process.exitCode = 1;
