import { expect, it } from "vitest";
import { Orphans } from "../../../src/runtime/batch/orphans.js";
import { scriptedServer, type Reply } from "../../faults/scripted-server.js";
import { testClient } from "../test-client.js";

const AT = "2026-05-01T12:00:00Z";
const SENT = { a: 1, b: { y: 1, x: [2] } };
const job = (jobID: string, more: object = {}): object => {
  return { jobID, processID: "p", status: "running", ...more };
};

const CASES: readonly (readonly [
  name: string,
  jobs: readonly object[] | Reply,
  found: string | undefined,
  inputs?: Readonly<Record<string, Reply>>,
])[] = [
  ["no jobs", [], undefined],
  ["a server without a list", { status: 404, json: {} }, undefined],
  ["inputs of the job", [job("j", { inputs: SENT })], "j"],
  ["inputs of the request", [job("j", { request: { inputs: SENT } })], "j"],
  [
    "members in another order",
    [job("j", { inputs: { b: { x: [2], y: 1 }, a: 1 } })],
    "j",
  ],
  [
    "qualified values",
    [job("j", { inputs: { ...SENT, a: { value: 1 } } })],
    "j",
  ],
  ["other inputs", [job("j", { inputs: { ...SENT, a: 2 } })], undefined],
  [
    "fewest inputs that were not sent",
    [
      job("more", { inputs: { ...SENT, c: 1, d: 2 } }),
      job("less", { inputs: { ...SENT, c: 1 } }),
    ],
    "less",
  ],
  ["the job of another run", [job("known", { inputs: SENT })], undefined],
  ["another process", [job("j", { processID: "q", inputs: SENT })], undefined],
  [
    "a job that is older",
    [job("j", { created: "2026-05-01T11:00:00Z", inputs: SENT })],
    undefined,
  ],
  [
    "clocks that differ a little",
    [job("j", { created: "2026-05-01T11:55:00Z", inputs: SENT })],
    "j",
  ],
  [
    "a local time without its zone",
    [job("j", { created: "2026-05-01T06:00:00", inputs: SENT })],
    "j",
  ],
  [
    "inputs at a place of their own",
    [job("i"), job("j")],
    "j",
    { i: { json: { inputs: { a: 3 } } }, j: { json: { inputs: SENT } } },
  ],
  ["inputs that are nowhere", [job("i"), job("j")], undefined],
];

it.each(
  CASES.map(
    ([name, jobs, found, inputs = {}]) => [name, jobs, found, inputs] as const,
  ),
)("finds the job of a run: %s", async (_, jobs, found, inputs) => {
  await using server = await scriptedServer({
    "GET /jobs?processID=p&limit=1000":
      "length" in jobs ? { json: { jobs } } : jobs,
    ...Object.fromEntries(
      Object.entries(inputs).map(([id, reply]) => [
        `GET /jobs/${id}/inputs`,
        reply,
      ]),
    ),
  });
  const client = testClient(server.url);
  const orphans = new Orphans(client, "p", ["known"]);
  await orphans.look(AT);
  expect(orphans.find(SENT, AT)).toBe(found);
  // It is one run's alone.
  if (found !== undefined) expect(orphans.find(SENT, AT)).not.toBe(found);
  await client.close();
});
