import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import {
  defineProcess,
  runAll,
  type ProcessDefinition,
  type ProcessFunction,
  type RunAllOptions,
} from "../../../src/runtime/index.js";
import { scriptedServer } from "../../faults/scripted-server.js";
import { temporaryFolder } from "../../generator/output/folder.js";
import { membersOf, testClient } from "../test-client.js";
import { DOUBLE } from "./doubling.js";

interface Given {
  readonly value: number;
}

/** The outcomes of all runs, in the order of the inputs: what a test compares of each. */
async function outcomes(
  inputs: readonly Given[],
  options: RunAllOptions<"doubled", Given>,
  definition: ProcessDefinition = DOUBLE,
) {
  const process = defineProcess<ProcessFunction<Given, { doubled: number }>>(
    () => options.client,
    definition,
  );
  const found: (readonly [string, unknown, boolean])[] = [];
  for await (const run of runAll(process, inputs, options)) {
    const { index, status, outputs, error, isRecalled } = run;
    const said = outputs ?? membersOf(error, "name", "code");
    found[index] = [status, said, isRecalled];
  }
  return found;
}

/** Definitions of the process, and modes, with which a run is executed within the request. */
const WITHIN_REQUEST = [
  ["the mode", DOUBLE, { mode: "sync" }],
  ["the server's choice", DOUBLE, { mode: "auto" }],
  ["the process", { ...DOUBLE, jobControlOptions: ["sync-execute"] }, {}],
] as const;

it.each(WITHIN_REQUEST)(
  "recalls a run that failed within the request, as %s says, and sends it again when it is told",
  async (_, definition, mode) => {
    using folder = temporaryFolder();
    const journal = join(folder.path, "runs.jsonl");
    await using server = await scriptedServer({
      "POST /processes/double/execution": [
        { status: 500, json: { title: "It cannot be doubled." } },
        { json: { doubled: 2 } },
      ],
    });
    const client = testClient(server.url);
    const inputs = [{ value: 1 }];
    const found: unknown[] = [];
    for (const again of [[], [], ["failed"], []] as const) {
      const options = { client, journal, again, ...mode };
      found.push(...(await outcomes(inputs, options, definition)));
    }
    expect(found).toEqual([
      ["failed", { name: "ApiError", code: "api" }, false],
      ["failed", { name: "RunError", code: "api" }, true],
      ["successful", { doubled: 2 }, false],
      ["successful", { doubled: 2 }, true],
    ]);
    expect(server.requests).toHaveLength(2);
    await client.close();
  },
);

it("sends a run again whose job could not be made", async () => {
  using folder = temporaryFolder();
  const journal = join(folder.path, "runs.jsonl");
  await using server = await scriptedServer({
    "POST /processes/double/execution": [
      { status: 500, json: { title: "No room" } },
      { json: { doubled: 2 } },
    ],
  });
  const client = testClient(server.url);
  const inputs = [{ value: 1 }];
  const [refused] = await outcomes(inputs, { client, journal });
  expect(refused).toMatchObject(["failed", { name: "ApiError" }, false]);
  const again = await outcomes(inputs, { client, journal });
  expect(again).toEqual([["successful", { doubled: 2 }, false]]);
  await client.close();
});

it("recalls that the outputs of a run without a job could not be saved", async () => {
  using folder = temporaryFolder();
  const journal = join(folder.path, "runs.jsonl");
  const saveTo = join(folder.path, "outputs");
  writeFileSync(saveTo, "a file");
  await using server = await scriptedServer({
    "POST /processes/double/execution": { json: { doubled: 2 } },
  });
  const client = testClient(server.url);
  const inputs = [{ value: 1 }];
  const options = { client, journal, saveTo, mode: "sync" } as const;
  const failure = { code: "result-file" };
  expect(await outcomes(inputs, options)).toMatchObject([
    ["failed", { ...failure, name: "ResultFileError" }, false],
  ]);
  rmSync(saveTo);
  expect(await outcomes(inputs, options)).toMatchObject([
    ["failed", { ...failure, name: "RunError" }, true],
  ]);
  const again = await outcomes(inputs, { ...options, again: ["failed"] });
  expect(again).toEqual([["successful", { doubled: 2 }, false]]);
  expect(server.requests).toHaveLength(2);
  await client.close();
});
