import { describe, expect, it } from "vitest";
import { jobProgress } from "../../../src/generator/cli/job-progress.js";
import type { Io } from "../../../src/generator/cli/io.js";
import type { StatusInfo } from "../../../src/runtime/index.js";

const STATUSES: readonly StatusInfo[] = [
  { jobID: "j", status: "accepted" },
  {
    jobID: "j",
    status: "running",
    progress: 50,
    message: "half\u001B[2J\nway",
  },
  { jobID: "j", status: "successful", progress: 100 },
];

/** What standard error gets of all statuses, with how the run is. */
function shown(io: Partial<Io>, quiet = false): string {
  let text = "";
  const progress = jobProgress({
    io: {
      stdout: () => undefined,
      stderr: (more) => {
        text += more;
      },
      environment: {},
      folder: "/",
      isTerminal: true,
      isOutputTerminal: true,
      ...io,
    },
    redact: (said) => said.replaceAll("half", "***"),
    settings: { quiet },
  });
  for (const status of STATUSES) progress.show(status);
  progress.clear();
  return text;
}

const LINES = "accepted\nrunning, 50 %: ***\\u{1b}[2J way\nsuccessful, 100 %\n";

describe("the progress of a job", () => {
  it.each<[name: string, io: Partial<Io>, text: string]>([
    ["is a line for each change in a pipe", { isTerminal: false }, LINES],
    ["is the same in CI", { environment: { CI: "true" } }, LINES],
    [
      "is a bar on a terminal, which is erased in the end",
      { columns: 80 },
      [
        "\r\u001B[Kaccepted",
        "\r\u001B[K[████████████░░░░░░░░░░░░] running, 50 %: ***\\u{1b}[2J way",
        "\r\u001B[K[████████████████████████] successful, 100 %",
        "\r\u001B[K",
      ].join(""),
    ],
    [
      "does not go on in the next line",
      { columns: 40 },
      [
        "\r\u001B[Kaccepted",
        "\r\u001B[K[████████████░░░░░░░░░░░░] running, 50…",
        "\r\u001B[K[████████████████████████] successful,…",
        "\r\u001B[K",
      ].join(""),
    ],
  ])("%s", (_name, io, text) => {
    expect(shown(io)).toBe(text);
  });

  it("is nothing with --quiet", () => {
    expect(shown({}, true)).toBe("");
  });
});
