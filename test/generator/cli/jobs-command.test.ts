import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startServer, type RunningServer } from "../../../src/server/index.js";
import { runCli, type CliResult } from "./run-cli.js";

let server: RunningServer;

beforeAll(async () => {
  server = await startServer({ service: "local", port: 0 });
  await cli("run", "primes_between", "--set", "max_val=3");
  const fails = ["--set", "duration=0.1", "--set", "fail=true"];
  await cli("run", "sleep_a_while", ...fails);
});

afterAll(async () => {
  await server.close();
});

async function cli(...args: readonly string[]): Promise<CliResult> {
  const [command = "", ...others] = args;
  return runCli([command, "-u", server.url, ...others]);
}

/** Without what differs from run to run. */
function plain(text: string): string {
  return text
    .replaceAll(server.url, "URL/")
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "TIME");
}

describe("jobs", () => {
  it.each<[name: string, args: string[], stdout: string]>([
    [
      "all, as a table",
      [],
      [
        "JOB    PROCESS         STATUS             CREATED                   MESSAGE",
        "job_0  primes_between  successful, 100 %  TIME  Done",
        "job_1  sleep_a_while   failed, 50 %       TIME  Woke up too early",
        "",
      ].join("\n"),
    ],
    [
      "those of a status",
      ["--status", "failed"],
      [
        "JOB    PROCESS        STATUS        CREATED                   MESSAGE",
        "job_1  sleep_a_while  failed, 50 %  TIME  Woke up too early",
        "",
      ].join("\n"),
    ],
    ["those of a process", ["--process", "none"], "There are no such jobs.\n"],
  ])("lists %s", async (_name, args, stdout) => {
    const ran = await cli("jobs", ...args);
    expect({ ...ran, stdout: plain(ran.stdout) }).toEqual({
      code: 0,
      stdout,
      stderr: "",
    });
  });

  it("says where there are more", async () => {
    const { stdout, stderr } = await cli("jobs", "--limit", "1");
    expect(stdout.trimEnd().split("\n")).toHaveLength(2);
    expect(stderr).toBe("There are more than 1 jobs: see --limit.\n");
  });

  it("tells of one", async () => {
    const { code, stdout } = await cli("jobs", "job_1");
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      jobID: "job_1",
      processID: "sleep_a_while",
      status: "failed",
      message: "Woke up too early",
    });
  });

  it.each<[name: string, args: string[], code: number, stderr: string]>([
    [
      "a job that is not there",
      ["jobs", "job_77"],
      8,
      'error: GET URL/jobs/job_77 answered 404: No such job: Job "job_77" does not exist; GET /jobs lists those that do.\n  at: job job_77\n  hint: List the server\'s jobs with: s2gos-codegen jobs. Servers forget jobs after a while.\n',
    ],
    [
      "a flag of lists with one job",
      ["jobs", "job_1", "--limit", "3"],
      2,
      "error: --limit is for the list of jobs, not for one.\n  hint: To wait for the job: s2gos-codegen results job_1 --wait --url URL/\n",
    ],
    [
      "a limit of what is watched",
      ["jobs", "--watch", "--limit", "3"],
      2,
      "error: --limit is for the list of jobs; --watch follows all.\n  hint: Follow fewer with --status or --process.\n",
    ],
    [
      "a limit that is no number",
      ["jobs", "--limit", "few"],
      2,
      "error: --limit must be a number above 0.\n  hint: See s2gos-codegen --help.\n",
    ],
    [
      "no job",
      ["results"],
      2,
      "error: results needs the id of a job.\n  hint: See s2gos-codegen results --help.\n",
    ],
    [
      "results of a job that failed",
      ["results", "job_1", "--quiet"],
      5,
      "error: Job job_1 of sleep_a_while failed: Woke up too early\n  at: job job_1\n",
    ],
    [
      "a job to dismiss that is not there",
      ["dismiss", "job_77"],
      8,
      'error: DELETE URL/jobs/job_77 answered 404: No such job: Job "job_77" does not exist; GET /jobs lists those that do.\n  at: job job_77\n  hint: List the server\'s jobs with: s2gos-codegen jobs. Servers forget jobs after a while.\n',
    ],
  ])("refuses %s", async (_name, args, code, stderr) => {
    const ran = await cli(...args);
    expect({
      ...ran,
      stderr: plain(ran.stderr).replaceAll("URL//", "URL/"),
    }).toEqual({ code, stdout: "", stderr });
  });
});

describe("a job that goes on", () => {
  it("has no results before it ends, and none when it was dismissed", async () => {
    const submitted = await cli("run", "sleep_a_while", "--detach", "--quiet");
    const id = submitted.stdout.trim();
    const early = await cli("results", id, "--json");
    expect(early.code).toBe(7);
    expect(JSON.parse(early.stdout)).toMatchObject({
      error: {
        code: "result-not-ready",
        hint: `Wait for it with: s2gos-codegen results ${id} --wait --url ${server.url}`,
      },
      job: { jobID: id, status: "running" },
    });
    const late = await cli("results", id, "--max-wait", "0.1", "--quiet");
    expect(late.code).toBe(7);
    expect(await cli("dismiss", id)).toEqual({
      code: 0,
      stdout: `${id} dismissed\n`,
      stderr: "",
    });
    const after = await cli("results", id, "--quiet");
    expect([after.code, after.stdout]).toEqual([6, ""]);
    expect(after.stderr).toContain(`Job ${id} of sleep_a_while was dismissed`);
  });

  it("has the outputs of a process that is described no more, as they came", async () => {
    server.addProcess({
      description: {
        id: "passing",
        version: "1.0.0",
        inputs: {},
        outputs: { out: { schema: { type: "number" } } },
      },
      execute: () => ({ out: 1 }),
    });
    const { stdout } = await cli("run", "passing", "--detach");
    server.removeProcess("passing");
    const results = await cli("results", stdout.trim(), "--wait", "--quiet");
    expect(results).toEqual({
      code: 0,
      stdout: '{\n  "out": 1\n}\n',
      stderr: "",
    });
  });
});
