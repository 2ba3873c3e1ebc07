import { appendFile, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { CACHE } from "./places.js";
import { versionOf } from "./python.js";

const FILE = join(CACHE, "typed-calls.txt");

/** Counts the typed calls that are made on a server. */
export interface CallCounter {
  /** The same process function, whose executions are counted: calls, and calls of `submit`. */
  counted<Process extends object>(process: Process): Process;
  /** Notes the count, for the end of the run. */
  report(): Promise<void>;
}

/**
 * Makes the counter of one server.
 * @param server - What the server is called in the report.
 * @param distribution - The Python package that the server's version is that of.
 */
export function callCounter(server: string, distribution: string): CallCounter {
  let calls = 0;
  const counting = <Value extends object>(value: Value): Value =>
    new Proxy(value, {
      apply(target, receiver: unknown, parameters: unknown[]): unknown {
        calls += 1;
        return Reflect.apply(
          target as unknown as (...all: unknown[]) => unknown,
          receiver,
          parameters,
        );
      },
      get(target, member, receiver): unknown {
        const found: unknown = Reflect.get(target, member, receiver);
        return member === "submit" && typeof found === "function"
          ? counting(found)
          : found;
      },
    });
  return {
    counted: counting,
    async report() {
      const version = await versionOf(distribution);
      await appendFile(FILE, `${server} ${version}: ${calls} typed calls\n`);
    },
  };
}

/** Forgets what was noted before. */
export async function clearTally(): Promise<void> {
  await rm(FILE, { force: true });
}

/** What was noted, a line for each server. */
export async function readTally(): Promise<readonly string[]> {
  const text = await readFile(FILE, "utf8").catch(() => "");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .sort();
}
