import { expect, expectTypeOf, it } from "vitest";
import {
  ConfigError,
  defineProcess,
  runAll,
  type Client,
  type OptionalInputsProcess,
  type ProcessFunction,
  type RunAllOptions,
  type RunAllProgress,
  type RunOutcome,
} from "../../../src/runtime/index.js";
import { startServer, type RunningServer } from "../../../src/server/index.js";
import { failureOf, membersOf, testClient } from "../test-client.js";
import { DOUBLE, doubling, type Doubling } from "./doubling.js";

interface Given {
  readonly value: number;
  readonly fail?: boolean;
  readonly waitMs?: number;
}
interface Doubled {
  readonly doubled: number;
  readonly image?: string;
}
type Run = RunOutcome<Given, Doubled>;

const double = defineProcess<ProcessFunction<Given, Doubled>>(() => {
  throw new Error("runAll has a client of its own.");
}, DOUBLE);

/** Runs a program against a server that doubles numbers. */
async function withServer<Result>(
  use: (
    client: Client,
    service: Doubling & { readonly server: RunningServer },
  ) => Promise<Result>,
): Promise<Result> {
  const service = doubling();
  await using server = await startServer({
    port: 0,
    processes: [service.process],
    maxRunningJobs: 100,
  });
  const client = testClient(server.url);
  try {
    return await use(client, { ...service, server });
  } finally {
    await client.close();
  }
}

async function all(
  inputs: Iterable<Given> | AsyncIterable<Given>,
  options: RunAllOptions<keyof Doubled>,
): Promise<readonly Run[]> {
  const runs: Run[] = [];
  for await (const run of runAll(double, inputs, options)) runs.push(run);
  return runs.sort((left, right) => left.index - right.index);
}

const given = (count: number): Given[] =>
  Array.from({ length: count }, (_, value) => ({ value }));

async function* slowly(inputs: readonly Given[]): AsyncGenerator<Given, void> {
  for (const input of inputs) {
    await Promise.resolve();
    yield input;
  }
}

const SOURCES: readonly (readonly [
  name: string,
  source: (inputs: readonly Given[]) => Iterable<Given> | AsyncIterable<Given>,
  total: number | undefined,
])[] = [
  ["a list", (inputs) => inputs, 30],
  ["a set", (inputs) => new Set(inputs), 30],
  ["a generator", (inputs) => inputs.values(), undefined],
  ["an async generator", slowly, undefined],
];

it.each(SOURCES)(
  "yields one outcome for each input of %s",
  async (_, source, total) => {
    await withServer(async (client, { executed }) => {
      const inputs = given(30);
      const told: RunAllProgress[] = [];
      const runs = await all(source(inputs), {
        client,
        concurrency: 5,
        onProgress: (progress) => told.push(progress),
      });
      expect(runs).toEqual(
        inputs.map((input, index) => ({
          index,
          key: String(index),
          isRecalled: false,
          inputs: input,
          jobID: expect.stringMatching(/^job_\d+$/) as string,
          status: "successful",
          outputs: { doubled: 2 * input.value },
        })),
      );
      expect(new Set(runs.map(({ jobID }) => jobID)).size).toBe(30);
      expect(executed).toHaveLength(30);
      expect(told.at(-1)).toEqual({ done: 30, failed: 0, running: 0, total });
      expect(Math.max(...told.map(({ running }) => running))).toBe(5);
    });
  },
);

it("ends no other run with the error of one", async () => {
  await withServer(async (client) => {
    const told: RunAllProgress[] = [];
    const bad = { value: Number.NaN };
    const runs = await all(
      [{ value: 1 }, { value: 2, fail: true }, bad, { value: 3 }],
      { client, onProgress: (progress) => told.push(progress) },
    );
    const seen = runs.map(({ status, outputs, error, jobID }) => [
      status,
      outputs ?? membersOf(error, "name", "jobId"),
      jobID !== undefined,
    ]);
    const [, failed] = runs;
    expect(seen).toEqual([
      ["successful", { doubled: 2 }, true],
      ["failed", { name: "JobFailedError", jobId: failed?.jobID }, true],
      ["failed", { name: "InputError", jobId: undefined }, false],
      ["successful", { doubled: 6 }, true],
    ]);
    expect(told.at(-1)).toMatchObject({ done: 4, failed: 2, running: 0 });
  });
});

it("runs as many jobs at a time as it is told, and takes inputs when there is room", async () => {
  await withServer(async (client, { most }) => {
    let taken = 0;
    let lead = 0;
    let ended = 0;
    function* inputs(): Generator<Given, void> {
      for (let value = 0; value < 40; value += 1) {
        taken += 1;
        lead = Math.max(lead, taken - ended);
        yield { value, waitMs: 5 };
      }
    }
    const runs = runAll(double, inputs(), { client, concurrency: 4 });
    for await (const { status } of runs) {
      expect(status).toBe("successful");
      ended += 1;
    }
    expect(ended).toBe(40);
    expect(most()).toBeLessThanOrEqual(4);
    // Four that run, and four that wait to be taken, of which the loop has one.
    expect(lead).toBeLessThanOrEqual(9);
  });
});

it("throws what the inputs throw after the ends of the runs that were begun", async () => {
  await withServer(async (client) => {
    const broken = new Error("The table ends here.");
    function* inputs(): Generator<Given, void> {
      yield* given(3);
      throw broken;
    }
    const seen: number[] = [];
    const loop = async (): Promise<void> => {
      for await (const { outputs } of runAll(double, inputs(), { client })) {
        seen.push(outputs?.doubled ?? -1);
      }
    };
    expect(await failureOf(loop())).toBe(broken);
    expect(seen.sort()).toEqual([0, 2, 4]);
  });
});

it("asks for the outputs that are wanted", async () => {
  await withServer(async (client) => {
    const runs = runAll(double, given(1), { client, outputs: ["doubled"] });
    for await (const run of runs) {
      expectTypeOf(run).toEqualTypeOf<
        RunOutcome<Given, Pick<Doubled, "doubled">>
      >();
      expect(run.outputs).toEqual({ doubled: 0 });
    }
  });
});

it("has the types of processes whose inputs may be left out", () => {
  const optional = undefined as unknown as OptionalInputsProcess<
    Given,
    Doubled
  >;
  const runs = (client: Client) => runAll(optional, given(1), { client });
  expectTypeOf(runs).returns.toEqualTypeOf<
    AsyncGenerator<RunOutcome<Given, Doubled>, void>
  >();
});

/** The statuses of a server's jobs, once none of them is running that shall end. */
async function settled(client: Client, count: number): Promise<string[]> {
  for (;;) {
    const { jobs } = await client.getJobs();
    const statuses = jobs.map(({ status }) => status).sort();
    const ended = statuses.filter((status) => status !== "running");
    if (ended.length >= count) return statuses;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

it.each([
  ["goes on", false, ["running", "running", "running", "successful"]],
  ["is dismissed", true, ["dismissed", "dismissed", "dismissed", "successful"]],
] as const)(
  "leaves the loop, and what is running %s",
  async (_, dismissOnAbort, wanted) => {
    await withServer(async (client, { release }) => {
      let isClosed = false;
      function* inputs(): Generator<Given, void> {
        try {
          yield { value: 1 };
          for (;;) yield { value: 2, waitMs: 1e9 };
        } finally {
          isClosed = true;
        }
      }
      const options = { client, concurrency: 3, dismissOnAbort };
      for await (const { outputs } of runAll(double, inputs(), options)) {
        expect(outputs).toEqual({ doubled: 2 });
        break;
      }
      expect(isClosed).toBe(true);
      const ends = wanted.filter((status) => status !== "running").length;
      const statuses = await settled(client, ends);
      release();
      // The loop was left while two or three of the others were begun.
      expect([wanted, wanted.slice(1)]).toContainEqual(statuses);
    });
  },
);

it("rejects with the signal's reason, whatever still runs", async () => {
  await withServer(async (client, { release }) => {
    const stop = new AbortController();
    const reason = { why: "enough" };
    const seen: unknown[] = [];
    const loop = async (): Promise<void> => {
      const inputs = [{ value: 1 }, { value: 2, waitMs: 1e9 }];
      const options = { client, signal: stop.signal };
      for await (const run of runAll(double, inputs, options)) {
        seen.push(run.outputs);
        setTimeout(() => {
          stop.abort(reason);
        });
      }
    };
    expect(await failureOf(loop())).toBe(reason);
    expect(seen).toEqual([{ doubled: 2 }]);
    release();
  });
});

/** Gives an input, and then waits for one that never comes. */
async function* stuck(): AsyncGenerator<Given, void> {
  yield { value: 1 };
  await new Promise(() => undefined);
}

it("leaves a loop whose inputs wait for something", async () => {
  await withServer(async (client) => {
    for await (const { outputs } of runAll(double, stuck(), { client })) {
      expect(outputs).toEqual({ doubled: 2 });
      break;
    }
    const stop = new AbortController();
    const reason = new Error("enough");
    const onProgress = ({ done }: RunAllProgress): void => {
      if (done === 1) stop.abort(reason);
    };
    const options = { client, signal: stop.signal, onProgress };
    expect(await failureOf(all(stuck(), options))).toBe(reason);
  });
});

it("throws what the inputs throw when the loop is left, unless it was ended by a failure", async () => {
  await withServer(async (client) => {
    const failure = new Error("The table cannot be closed.");
    const inputs: Iterable<Given> = {
      [Symbol.iterator]: () => ({
        next: () => ({ value: { value: 1 } }),
        return: () => {
          throw failure;
        },
      }),
    };
    const broken = async (): Promise<void> => {
      const options = { client, concurrency: 1 };
      for await (const { status } of runAll(double, inputs, options)) {
        if (status === "successful") break;
      }
    };
    expect(await failureOf(broken())).toBe(failure);
    const fault = new Error("no terminal");
    const onProgress = (): void => {
      throw fault;
    };
    expect(await failureOf(all(inputs, { client, onProgress }))).toBe(fault);
  });
});

it("throws what onProgress throws", async () => {
  await withServer(async (client) => {
    const failure = new Error("no terminal");
    const onProgress = (): void => {
      throw failure;
    };
    const runs = all(given(3), { client, onProgress });
    expect(await failureOf(runs)).toBe(failure);
  });
});

it.each<
  readonly [name: string, inputs: unknown, options: object, message: RegExp]
>([
  [
    "no inputs",
    undefined,
    {},
    /^runAll needs the inputs of each run as a list/,
  ],
  [
    "one object of inputs",
    { value: 1 },
    {},
    /^runAll needs the inputs of each run/,
  ],
  ["a text", "abc", {}, /^runAll needs the inputs of each run/],
  [
    "no room",
    [],
    { concurrency: 0 },
    /concurrency must be a number from 1, not 0/,
  ],
  ["no client", [], { client: undefined }, /needs a client/],
  ["an empty path", [], { journal: "" }, /journal must be a path/],
  ["an empty folder", [], { saveTo: "" }, /saveTo must be a path/],
  [
    "a key that is no text",
    [{ value: 1 }],
    { key: (_: Given, index: number) => index },
    /^The option key must return a text for each run, not number for/,
  ],
])("refuses %s", async (_, inputs, options, message) => {
  const client = testClient("http://localhost:1/");
  const failure = await failureOf(
    all(inputs as Given[], { client, ...options }),
  );
  expect(failure).toBeInstanceOf(ConfigError);
  expect(failure).toMatchObject({
    message: expect.stringMatching(message) as string,
  });
});

it("runs what the server executes at once, which makes no job", async () => {
  await withServer(async (client) => {
    const runs = await all(given(2), { client, mode: "sync" });
    expect(runs.map(({ outputs }) => outputs)).toEqual([
      { doubled: 0 },
      { doubled: 2 },
    ]);
  });
});
