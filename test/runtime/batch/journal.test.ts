import {
  appendFileSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import {
  ConfigError,
  defineProcess,
  runAll,
  type Client,
  type ClientOptions,
  type ProcessFunction,
  type RunAllOptions,
} from "../../../src/runtime/index.js";
import { startServer } from "../../../src/server/index.js";
import { scriptedServer } from "../../faults/scripted-server.js";
import { temporaryFolder } from "../../generator/output/folder.js";
import { failureOf, membersOf, testClient } from "../test-client.js";
import { DOUBLE, doubling, type Doubling } from "./doubling.js";

interface Given {
  readonly value: number;
  readonly fail?: boolean;
  readonly waitMs?: number;
}

const double = defineProcess<ProcessFunction<Given, { doubled: number }>>(
  () => {
    throw new Error("runAll has a client of its own.");
  },
  DOUBLE,
);

interface Place extends Doubling {
  readonly client: Client;
  readonly journal: string;
}

/** Runs a program with a server that doubles numbers, and with the path of a journal. */
async function withJournal<Result>(
  use: (place: Place) => Promise<Result>,
  options: ClientOptions = {},
): Promise<Result> {
  using folder = temporaryFolder();
  const service = doubling();
  await using server = await startServer({
    port: 0,
    processes: [service.process],
    maxRunningJobs: 100,
  });
  const client = testClient(server.url, options);
  const journal = join(folder.path, "runs.jsonl");
  try {
    return await use({ ...service, client, journal });
  } finally {
    await client.close();
  }
}

/** The outcomes of all runs, in the order of the inputs: what a test compares of each. */
async function outcomes(
  inputs: readonly Given[],
  options: RunAllOptions<"doubled", Given>,
) {
  const found: (readonly [string, unknown, boolean])[] = [];
  for await (const run of runAll(double, inputs, options)) {
    const { index, status, outputs, error, isRecalled } = run;
    const said = outputs ?? membersOf(error, "name", "code", "message");
    found[index] = [status, said, isRecalled];
  }
  return found;
}

const linesOf = (journal: string) =>
  readFileSync(journal, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

/** An earlier program that was killed after it had written some lines. */
function killedAfter(
  journal: string,
  isKept: (line: Record<string, unknown>) => boolean,
) {
  const lines = linesOf(journal).filter(isKept);
  writeFileSync(
    journal,
    lines.map((line) => `${JSON.stringify(line)}\n`).join(""),
  );
}

const INPUTS: readonly Given[] = [
  { value: 1 },
  { value: 2, fail: true },
  { value: 3 },
];

it("writes what it sends before, and what came of it", async () => {
  await withJournal(async ({ client, journal }) => {
    await outcomes([{ value: 4 }], { client, journal });
    expect(linesOf(journal)).toEqual([
      {
        journal: "runAll",
        version: 1,
        process: "double",
        server: client.apiUrl,
        outputs: null,
      },
      {
        run: "0",
        inputs: expect.stringMatching(/^[\da-f]{64}$/) as string,
        at: expect.stringMatching(/^\d{4}-.*Z$/) as string,
      },
      { run: "0", job: expect.stringMatching(/^job_\d+$/) as string },
      { run: "0", end: "successful", outputs: { doubled: 8 } },
    ]);
    expect(readdirSync(join(journal, ".."))).toEqual(["runs.jsonl"]);
  });
});

it("yields what ended in an earlier program again, and sends what is told", async () => {
  await withJournal(async ({ client, journal, executed }) => {
    const first = await outcomes(INPUTS, { client, journal });
    expect(first.map(([status]) => status)).toEqual([
      "successful",
      "failed",
      "successful",
    ]);
    const message = (first[1]?.[1] as { message: string }).message;
    const recalled = [
      ["successful", { doubled: 2 }, true],
      ["failed", { name: "RunError", code: "job-failed", message }, true],
      ["successful", { doubled: 6 }, true],
    ];
    expect(await outcomes(INPUTS, { client, journal })).toEqual(recalled);
    expect(executed).toHaveLength(3);
    const more = [...INPUTS, { value: 4 }];
    expect(await outcomes(more, { client, journal })).toEqual([
      ...recalled,
      ["successful", { doubled: 8 }, false],
    ]);
    expect(executed).toHaveLength(4);
    const again = await outcomes(INPUTS, {
      client,
      journal,
      again: ["failed"],
    });
    expect(again.map(([status, , isRecalled]) => [status, isRecalled])).toEqual(
      [
        ["successful", true],
        ["failed", false],
        ["successful", true],
      ],
    );
    expect(executed.slice(4)).toEqual([2]);
  });
});

it("sends a run that failed again with other inputs, where it is told to", async () => {
  await withJournal(async ({ client, journal, executed }) => {
    await outcomes(INPUTS, { client, journal });
    const corrected = INPUTS.map(({ value }) => ({ value }));
    const untold = await failureOf(outcomes(corrected, { client, journal }));
    expect((untold as Error).message).toBe(
      'Run "1" of the journal had other inputs. To run it with these, use again: ["failed"]. Use another journal for other inputs, or the option key where their order has changed.',
    );
    const told = { client, journal, again: ["failed"] } as const;
    const ended = [
      ["successful", { doubled: 2 }, true],
      ["successful", { doubled: 4 }, false],
      ["successful", { doubled: 6 }, true],
    ];
    expect(await outcomes(corrected, told)).toEqual(ended);
    expect(executed.slice(3)).toEqual([2]);
    const recalled = ended.map(([status, outputs]) => [status, outputs, true]);
    expect(await outcomes(corrected, told)).toEqual(recalled);
    expect((await failureOf(outcomes(INPUTS, told))) as Error).toMatchObject({
      message: expect.stringContaining(
        '"1" of the journal had other',
      ) as string,
    });
  });
});

it("takes up the jobs of a loop that was left", async () => {
  await withJournal(async ({ client, journal, executed, release }) => {
    const inputs = [
      { value: 1 },
      { value: 2, waitMs: 1e9 },
      { value: 3, waitMs: 1e9 },
    ];
    for await (const { outputs } of runAll(double, inputs, {
      client,
      journal,
    })) {
      expect(outputs).toEqual({ doubled: 2 });
      break;
    }
    setTimeout(release, 20);
    expect(await outcomes(inputs, { client, journal })).toEqual([
      ["successful", { doubled: 2 }, true],
      ["successful", { doubled: 4 }, false],
      ["successful", { doubled: 6 }, false],
    ]);
    expect([...executed].sort()).toEqual([1, 2, 3]);
  });
});

it("reports a run of which nobody knows whether it was accepted, and sends it again when it is told", async () => {
  await withJournal(async ({ client, journal, executed }) => {
    await outcomes(INPUTS, { client, journal });
    // The program was killed before it could write the job of the last run.
    killedAfter(journal, ({ run, at }) => run !== "2" || at !== undefined);
    const orphaned = await outcomes(INPUTS, { client, journal });
    expect(orphaned[2]).toEqual([
      "orphaned",
      {
        name: "RunError",
        code: "run-orphaned",
        message: expect.stringMatching(
          /^Run 2 of double was sent at .*nobody knows whether the server has accepted it/,
        ) as string,
      },
      false,
    ]);
    expect(executed).toHaveLength(3);
    const again = await outcomes(INPUTS, {
      client,
      journal,
      again: ["orphaned"],
    });
    expect(again[2]).toEqual(["successful", { doubled: 6 }, false]);
    expect(executed).toHaveLength(4);
  });
});

it("drops a last line that is not whole", async () => {
  await withJournal(async ({ client, journal, executed }) => {
    await outcomes([{ value: 1 }], { client, journal });
    appendFileSync(journal, `{"run":"1","inpu`);
    const found = await outcomes([{ value: 1 }, { value: 2 }], {
      client,
      journal,
    });
    expect(found.map(([status]) => status)).toEqual([
      "successful",
      "successful",
    ]);
    expect(linesOf(journal)).toHaveLength(7);
    expect(executed).toHaveLength(2);
  });
});

it("begins anew where a program was killed within the first line", async () => {
  await withJournal(async ({ client, journal }) => {
    writeFileSync(journal, `{"journal":"runAll","ver`);
    const found = await outcomes([{ value: 1 }], { client, journal });
    expect(found).toEqual([["successful", { doubled: 2 }, false]]);
    expect(linesOf(journal)).toHaveLength(4);
  });
});

it("sends a run again that the server refused", async () => {
  using folder = temporaryFolder();
  const journal = join(folder.path, "runs.jsonl");
  await using server = await scriptedServer({
    "POST /processes/double/execution": [
      { status: 403, json: { title: "Not today" } },
      { json: { doubled: 2 } },
    ],
  });
  const client = testClient(server.url);
  const inputs = [{ value: 1 }];
  const [refused] = await outcomes(inputs, { client, journal });
  expect(refused).toMatchObject(["failed", { name: "ForbiddenError" }, false]);
  expect(linesOf(journal).at(-1)).toEqual({ run: "0", refused: true });
  expect(await outcomes(inputs, { client, journal })).toEqual([
    ["successful", { doubled: 2 }, false],
  ]);
  await client.close();
});

const BROKEN = { breakAt: "start" } as const;

it("finds the job of a submission whose answer was lost", async () => {
  using folder = temporaryFolder();
  const journal = join(folder.path, "runs.jsonl");
  const job = (value: number, more: object = {}) => ({
    jobID: `job-${value}`,
    processID: "double",
    status: "successful",
    request: { inputs: { value } },
    ...more,
  });
  const old = { jobID: "old", created: "2020-01-01T00:00:00Z" };
  await using server = await scriptedServer({
    "POST /processes/double/execution": BROKEN,
    "GET /jobs?processID=double&limit=1000": {
      json: { jobs: [job(1, old), job(1), job(7)] },
    },
    "GET /jobs/job-1": { json: job(1) },
    "GET /jobs/job-1/results": { json: { doubled: 2 } },
  });
  const client = testClient(server.url);
  const options = { client, journal, concurrency: 1 };
  const found = await outcomes([{ value: 1 }, { value: 2 }], options);
  expect(found[0]).toEqual(["successful", { doubled: 2 }, false]);
  expect(found[1]).toMatchObject(["orphaned", { code: "run-orphaned" }, false]);
  const sent = server.requests.filter(({ method }) => method === "POST");
  expect(sent).toHaveLength(2);
  await client.close();
});

it("has no secret of the client", async () => {
  const token = "a-token-that-nobody-may-read";
  await withJournal(
    async ({ client, journal }) => {
      await outcomes([{ value: 1 }], { client, journal });
      expect(readFileSync(journal, "utf8")).not.toContain(token);
    },
    { authType: "token", token },
  );
});

it("has no link with a secret in it, whose outputs are read from the server again", async () => {
  using folder = temporaryFolder();
  const journal = join(folder.path, "runs.jsonl");
  const link = { href: "https://bucket.example/a?token=a-token-of-the-link" };
  const job = { jobID: "j", processID: "double", status: "successful" };
  await using server = await scriptedServer({
    "POST /processes/double/execution": { status: 201, json: job },
    "GET /jobs/j": { json: job },
    "GET /jobs/j/results": { json: { doubled: 2, link } },
  });
  const client = testClient(server.url);
  for (const isRecalled of [false, true]) {
    const found = await outcomes([{ value: 1 }], { client, journal });
    const outputs = { doubled: 2, link };
    expect(found).toEqual([["successful", outputs, isRecalled]]);
    expect(linesOf(journal).at(-1)).toEqual({ run: "0", end: "successful" });
  }
  await client.close();
});

/** What stands in a journal before a loop with the inputs 1, 2 and 3. */
const REFUSED: readonly (readonly [
  name: string,
  change: (text: string) => string,
  message: RegExp,
])[] = [
  ["no journal", () => '{"name":"my-package"}', /is no journal of runAll/],
  ["a text", () => "hello", /is no journal of runAll/],
  [
    "another version",
    (text) => text.replace(`"version":1`, `"version":2`),
    /has version 2, and not 1/,
  ],
  [
    "another process",
    (text) => text.replace("double", "triple"),
    /has process "triple", and not "double"/,
  ],
  [
    "another server",
    (text) => text.replace("127.0.0.1", "example.org"),
    /has server "http:\/\/example.org/,
  ],
  [
    "other outputs",
    (text) => text.replace(`"outputs":null`, `"outputs":["a"]`),
    /has outputs \["a"\], and not null/,
  ],
  [
    "a line that is none",
    (text) => text.replace(/\n.*\n/, "\n{}\n"),
    /Line 2 of the journal .* can't be read/,
  ],
  [
    "other inputs",
    (text) => text.replace(/"inputs":"..../, `"inputs":"0000`),
    /^Run "0" of the journal had other inputs/,
  ],
];

it.each(REFUSED)("refuses %s", async (_, change, message) => {
  await withJournal(async ({ client, journal, executed }) => {
    await outcomes([{ value: 1 }], { client, journal });
    const changed = change(readFileSync(journal, "utf8"));
    writeFileSync(journal, changed);
    const failure = await failureOf(
      outcomes([{ value: 1 }], { client, journal }),
    );
    expect(failure).toBeInstanceOf(ConfigError);
    expect((failure as Error).message).toMatch(message);
    expect(readFileSync(journal, "utf8")).toBe(changed);
    expect(executed).toHaveLength(1);
    expect(readdirSync(join(journal, ".."))).toEqual(["runs.jsonl"]);
  });
});

it("refuses two runs of one key, and a journal that cannot be opened", async () => {
  await withJournal(async ({ client, journal }) => {
    const inputs = [{ value: 1 }, { value: 2 }];
    const same = outcomes(inputs, { client, journal, key: () => "a" });
    expect(await failureOf(same)).toMatchObject({
      message: expect.stringContaining('Two runs have the key "a"') as string,
    });
    const folder = join(journal, "..");
    const closed = outcomes(inputs, { client, journal: folder });
    expect(await failureOf(closed)).toMatchObject({
      message: expect.stringContaining("can't be opened") as string,
    });
  });
});

it.runIf(process.platform === "linux")(
  "refuses a device, which may have no end",
  async () => {
    await withJournal(async ({ client }) => {
      const refused = outcomes([{ value: 1 }], {
        client,
        journal: "/dev/zero",
      });
      expect(await failureOf(refused)).toMatchObject({
        name: "ConfigError",
        message:
          "The journal /dev/zero is a device or a pipe; give the path of a file.",
      });
    });
  },
);

it("is closed where the inputs cannot be", async () => {
  await withJournal(async ({ client, journal }) => {
    const failure = new Error("The table cannot be closed.");
    const inputs: Iterable<Given> = {
      [Symbol.iterator]: () => ({
        next: () => ({ value: { value: 1 } }),
        return: () => {
          throw failure;
        },
      }),
    };
    const options = { client, journal, concurrency: 1 };
    const broken = async (): Promise<void> => {
      for await (const { status } of runAll(double, inputs, options)) {
        if (status === "successful") break;
      }
    };
    expect(await failureOf(broken())).toBe(failure);
    expect(readdirSync(join(journal, ".."))).toEqual(["runs.jsonl"]);
  });
});

it("finds runs by their keys where the inputs have another order", async () => {
  await withJournal(async ({ client, journal, executed }) => {
    const inputs = [{ value: 1 }, { value: 2 }];
    const key = ({ value }: Given) => `number ${value}`;
    await outcomes(inputs, { client, journal, key });
    const turned = [...inputs].reverse();
    expect(await outcomes(turned, { client, journal, key })).toEqual([
      ["successful", { doubled: 4 }, true],
      ["successful", { doubled: 2 }, true],
    ]);
    expect(executed).toHaveLength(2);
  });
});

it("is used by one loop at a time", async () => {
  await withJournal(async ({ client, journal, release }) => {
    const inputs = [{ value: 1 }, { value: 2, waitMs: 1e9 }];
    for await (const { outputs } of runAll(double, inputs, {
      client,
      journal,
    })) {
      expect(outputs).toEqual({ doubled: 2 });
      const other = await failureOf(outcomes(inputs, { client, journal }));
      expect(other).toMatchObject({
        message: expect.stringMatching(
          /^The journal .*runs\.jsonl is used by process \d+ on /,
        ) as string,
      });
      break;
    }
    release();
    const later = await outcomes(inputs, { client, journal });
    expect(later.map(([status]) => status)).toEqual([
      "successful",
      "successful",
    ]);
  });
});
