import { describe, expect, it } from "vitest";
import { jobLine, jobsTable } from "../../../src/generator/cli/job-table.js";
import { plain, type Style } from "../../../src/generator/cli/style.js";
import type { StatusInfo } from "../../../src/runtime/index.js";

const PRINTING = {
  redact: (text: string) => text.replaceAll("s3cret", "***"),
  style: plain,
};
const marked: Style = (format, text) => `<${format}>${text}</>`;

const JOBS: readonly StatusInfo[] = [
  {
    jobID: "j-1",
    processID: "grow",
    status: "running",
    progress: 40,
    created: "2024-05-01T00:00:00Z",
    message: "Sieving\nwith s3cret",
  },
  { jobID: "job-22", status: "accepted", started: "2024-05-02T00:00:00Z" },
];

describe("jobs as a table", () => {
  it.each<
    [name: string, jobs: readonly StatusInfo[], lines: readonly string[]]
  >([
    ["none", [], ["There are no such jobs."]],
    [
      "with what each tells",
      JOBS,
      [
        "JOB     PROCESS  STATUS         CREATED               MESSAGE",
        "j-1     grow     running, 40 %  2024-05-01T00:00:00Z  Sieving with ***",
        "job-22           accepted       2024-05-02T00:00:00Z",
      ],
    ],
    [
      "in columns of wide characters, and of those that combine",
      [
        { jobID: "降水", processID: "cafe\u0301", status: "failed" },
        { jobID: "j", processID: "grow", status: "dismissed" },
      ],
      [
        "JOB   PROCESS  STATUS     CREATED  MESSAGE",
        "降水  cafe\u0301     failed",
        "j     grow     dismissed",
      ],
    ],
    [
      "without what would harm a terminal",
      [{ jobID: "\u001b[2J", status: "failed" }],
      [
        "JOB        PROCESS  STATUS  CREATED  MESSAGE",
        "\\u{1b}[2J           failed",
      ],
    ],
  ])("%s", (_name, jobs, lines) => {
    expect(jobsTable(jobs, PRINTING)).toBe(`${lines.join("\n")}\n`);
  });

  it("has a bold heading, and the colours of statuses", () => {
    const ended: readonly StatusInfo[] = (
      ["successful", "failed", "dismissed", "running", "accepted"] as const
    ).map((status) => ({ jobID: "j", status }));
    const text = jobsTable(ended, { ...PRINTING, style: marked });
    expect(text.split("\n").map((line) => line.trimEnd())).toEqual([
      "<bold>JOB</>  <bold>PROCESS</>  <bold>STATUS</>      <bold>CREATED</>  <bold>MESSAGE</>",
      "j             <green>successful</>",
      "j             <red>failed</>",
      "j             <yellow>dismissed</>",
      "j             <cyan>running</>",
      "j             accepted",
      "",
    ]);
  });
});

it.each<[status: StatusInfo, wanted: string]>([
  [
    { ...JOBS[0], jobID: "j-1", status: "running" },
    "j-1 (grow)  running, 40 %: Sieving with ***\n",
  ],
  [{ jobID: "j-2", status: "accepted" }, "j-2  accepted\n"],
])("a job in one line: %j", (status, wanted) => {
  const time = new Date(2024, 4, 1, 9, 8, 7);
  expect(jobLine(status, time, PRINTING)).toBe(`09:08:07  ${wanted}`);
});
