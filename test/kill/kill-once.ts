import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

/** Arguments that let Node run TypeScript. */
export const TSX: readonly string[] = [
  "--import",
  new URL(`file://${createRequire(import.meta.url).resolve("tsx")}`).href,
];

/** Starts the writing process and kills it after some milliseconds of work. */
export async function killOnce(
  root: string,
  size: number,
  strategy: "in-place" | "swap",
  milliseconds: number,
): Promise<void> {
  const script = fileURLToPath(new URL("child.ts", import.meta.url));
  const child = spawn(
    process.execPath,
    [...TSX, script, root, String(size), strategy],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const closed = once(child, "close");
  await Promise.race([
    once(child.stdout, "data"),
    closed.then(() => {
      throw new Error("The writing process ended by itself.");
    }),
  ]);
  await sleep(milliseconds);
  child.kill("SIGKILL");
  await closed;
}
