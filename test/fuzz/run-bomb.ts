import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Bomb } from "./bombs.js";
import type { BombReport } from "./bomb-child.js";

const CHILD = fileURLToPath(new URL("bomb-child.ts", import.meta.url));
const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Milliseconds after which a bomb counts as successful; a harmless one takes seconds at most. */
const DEADLINE = 120_000;

/** Whether a bomb was harmless: it gave the expected finding, or a whole package. */
export function endsAsExpected(bomb: Bomb, report: BombReport): boolean {
  return bomb.codes === undefined
    ? report.files > 0 &&
        !report.codes.some((code) => code.endsWith("-too-large"))
    : bomb.codes.some((code) => report.codes.includes(code));
}

/**
 * Generates from a bomb in a process with 512 MiB of memory.
 *
 * @throws Error if the process is killed, runs out of memory, or throws.
 */
export async function runBomb(
  bomb: Bomb,
  mode: "generate" | "model",
): Promise<BombReport> {
  const folder = await mkdtemp(join(tmpdir(), "bomb-"));
  try {
    const file = join(folder, "bomb.json");
    await writeFile(file, bomb.text());
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ["--max-old-space-size=512", "--import", "tsx", CHILD, file, mode],
      { cwd: ROOT, timeout: DEADLINE, killSignal: "SIGKILL" },
    );
    return JSON.parse(stdout) as BombReport;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
