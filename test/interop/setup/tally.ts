import { appendFile, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { CACHE } from "./places.js";
import { versionOf } from "./environments.js";
import { kindOf, type ServerName } from "./server-names.js";

const FILE = join(CACHE, "typed-calls.txt");

/** Counts the typed calls that are made on a server. */
export interface CallCounter {
  /** The same process function, whose executions are counted: calls, and calls of `submit`. */
  counted<Process extends object>(process: Process): Process;
  /** Stores the count, for the summary at the end of the run. */
  report(): Promise<void>;
}

/** Makes the counter of one server. */
export function callCounter(server: ServerName): CallCounter {
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
      const { distribution, environment, remark } = kindOf(server);
      const version = await versionOf(environment, distribution);
      const suffix = remark === undefined ? "" : ` (${remark})`;
      const name = `${distribution} ${version}${suffix}`;
      await appendFile(FILE, `${name}: ${calls} typed calls\n`);
    },
  };
}

/** Deletes the stored counts of earlier runs. */
export async function clearTally(): Promise<void> {
  await rm(FILE, { force: true });
}

/** The stored counts, one line for each server. */
export async function readTally(): Promise<readonly string[]> {
  const text = await readFile(FILE, "utf8").catch(() => "");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .sort();
}
