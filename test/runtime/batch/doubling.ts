import type { ProcessDefinition } from "../../../src/runtime/index.js";
import type { ProcessImplementation } from "../../../src/server/index.js";

/** The process as a generated package knows it. */
export const DOUBLE: ProcessDefinition = {
  id: "double",
  jobControlOptions: ["async-execute", "sync-execute"],
  inputs: { value: {}, fail: {}, waitMs: {} },
  outputs: { doubled: { form: "value" } },
};

/** A process of a server that doubles numbers, and what happens in it. */
export interface Doubling {
  readonly process: ProcessImplementation;
  /** The values that were doubled, in the order of the executions. */
  readonly executed: readonly number[];
  /** The most executions that there were at a time. */
  readonly most: () => number;
  /** Ends all executions that wait for ever. */
  readonly release: () => void;
}

/** Makes a process that doubles numbers: at once, after `waitMs`, or where these are more than a minute, when it is released. */
export function doubling(): Doubling {
  const executed: number[] = [];
  let running = 0;
  let most = 0;
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const process: ProcessImplementation = {
    description: {
      id: "double",
      version: "1",
      jobControlOptions: ["async-execute", "sync-execute"],
      inputs: {
        value: { schema: { type: "number" } },
        fail: { minOccurs: 0, schema: { type: "boolean" } },
        waitMs: { minOccurs: 0, schema: { type: "number" } },
      },
      outputs: { doubled: { schema: { type: "number" } } },
    },
    execute: async ({ value, fail, waitMs = 0 }, { signal }) => {
      executed.push(Number(value));
      running += 1;
      most = Math.max(most, running);
      const ms = Number(waitMs);
      try {
        await Promise.race([
          ms > 60_000
            ? released
            : new Promise((resolve) => setTimeout(resolve, ms)),
          new Promise((resolve) => {
            signal.addEventListener("abort", resolve, { once: true });
          }),
        ]);
      } finally {
        running -= 1;
      }
      if (fail === true) throw new Error("It cannot be doubled.");
      return { doubled: 2 * Number(value) };
    },
  };
  return {
    process,
    executed,
    most: () => most,
    release: () => {
      release();
    },
  };
}
