import { describe, expect, it } from "vitest";
import { readRecording } from "../../../src/server/handlers/recorded-processes.js";
import type { ExecutionContext } from "../../../src/server/process.js";

const DESCRIPTION = {
  id: "p",
  version: 2,
  title: { en: "Process" },
  keywords: ["a"],
  jobControlOptions: ["async-execute", "other"],
  outputTransmission: [],
  inputs: [
    {
      id: "many",
      minOccurs: "0",
      maxOccurs: "unbounded",
      schema: { type: "string" },
    },
    { id: "maybe", schema: { type: "string", nullable: true } },
  ],
  outputs: {
    n: { title: "Number", schema: { type: "integer", minimum: 3 } },
  },
};
const SERVED = {
  id: "p",
  version: "2",
  title: "Process",
  keywords: ["a"],
  jobControlOptions: ["async-execute"],
  inputs: {
    many: {
      minOccurs: 0,
      maxOccurs: "unbounded",
      schema: { type: "string" },
    },
    maybe: { schema: { type: "string", nullable: true } },
  },
  outputs: { n: { title: "Number", schema: { type: "integer", minimum: 3 } } },
};
const CONTEXT: ExecutionContext = {
  id: "job_0",
  signal: new AbortController().signal,
  outputs: {},
  progress: () => undefined,
  directory: () => Promise.reject(new Error("No folder.")),
  writeFile: () => Promise.reject(new Error("No folder.")),
};

describe("readRecording", () => {
  it.each<[name: string, recording: unknown]>([
    ["a description", DESCRIPTION],
    ["a description in a wrapper", { process: DESCRIPTION }],
    ["a list", [DESCRIPTION]],
    ["a process list", { processes: [DESCRIPTION] }],
    [
      "what --save-input writes",
      { s2gosCodegenSnapshot: 1, processes: { p: DESCRIPTION } },
    ],
  ])("reads %s", async (_name, recording) => {
    const { processes } = readRecording(recording, 0);
    expect(
      processes.map(({ execute: _execute, ...process }) => process),
    ).toEqual([{ description: SERVED, optionalInputs: ["maybe"] }]);
    expect(await processes[0]?.execute({}, CONTEXT)).toEqual({ n: 3 });
  });

  it("reads the titles of a snapshot", () => {
    const { title, description } = readRecording(
      {
        s2gosCodegenSnapshot: 1,
        title: "Service",
        description: "About it",
        processes: { p: DESCRIPTION },
      },
      0,
    );
    expect([title, description]).toEqual(["Service", "About it"]);
  });

  it.each([[undefined], ["text"], [{}], [[]], [{ processes: [{ id: "p" }] }]])(
    "refuses %j",
    (recording) => {
      expect(() => readRecording(recording, 0)).toThrow(
        new TypeError(
          "The recording describes no process; give the parsed JSON that s2gos-codegen --save-input wrote, or a process description.",
        ),
      );
    },
  );

  it("fails a job whose output can have no value", () => {
    const [process] = readRecording(
      { ...DESCRIPTION, outputs: { n: { schema: { enum: [1], minimum: 2 } } } },
      0,
    ).processes;
    expect(() => process?.execute({}, CONTEXT)).toThrow(
      'No value was found that fits the schema of output "n"; give process "p" a handler.',
    );
  });
});
