import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import {
  defineProcess,
  runAll,
  type ProcessFunction,
  type RunAllOptions,
} from "../../../src/runtime/index.js";
import { scriptedServer } from "../../faults/scripted-server.js";
import { temporaryFolder } from "../../generator/output/folder.js";
import { failureOf, testClient } from "../test-client.js";
import { DOUBLE } from "./doubling.js";

const STOPPED = new Error("enough");

/** Each ends a loop in another way, with what its source does on its way. */
const ENDS: readonly (readonly [
  name: string,
  options: Pick<RunAllOptions, "key" | "onProgress" | "signal">,
  failsAt: number | undefined,
  requests: number,
  isClosed: boolean,
])[] = [
  [
    "its signal, before anything is sent",
    { signal: AbortSignal.abort(STOPPED) },
    undefined,
    0,
    false,
  ],
  ["its inputs", {}, 1, 1, false],
  [
    "its key",
    {
      key: () => {
        throw STOPPED;
      },
    },
    undefined,
    0,
    true,
  ],
  [
    "its progress",
    {
      onProgress: () => {
        throw STOPPED;
      },
    },
    undefined,
    1,
    true,
  ],
];

it.each(ENDS)(
  "lets go of the journal and of the inputs where %s ends it",
  async (_, more, failsAt, requests, isClosed) => {
    using folder = temporaryFolder();
    const journal = join(folder.path, "runs.jsonl");
    await using server = await scriptedServer({
      "POST /processes/double/execution": { json: { doubled: 2 } },
    });
    const client = testClient(server.url);
    const double = defineProcess<ProcessFunction<object, object>>(
      () => client,
      DOUBLE,
    );
    let closed = 0;
    const inputs = {
      [Symbol.iterator]: () => {
        let taken = 0;
        return {
          next: () => {
            if (taken === failsAt) throw STOPPED;
            taken += 1;
            return { done: false, value: { value: taken } };
          },
          return: () => {
            closed += 1;
            return { done: true, value: undefined };
          },
        };
      },
    } as Iterable<object>;
    const options = { client, journal, concurrency: 1, ...more };
    const loop = async (): Promise<void> => {
      for await (const run of runAll(double, inputs, options)) {
        expect(run.status).toBe("successful");
      }
    };
    expect(await failureOf(loop())).toBe(STOPPED);
    expect(server.requests.length).toBeLessThanOrEqual(requests);
    expect(closed).toBe(isClosed ? 1 : 0);
    const left = readdirSync(folder.path);
    expect(left.filter((name) => name.endsWith(".lock"))).toEqual([]);
    await client.close();
  },
);
