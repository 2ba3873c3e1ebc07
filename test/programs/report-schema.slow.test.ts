import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startServer, type RunningServer } from "../../src/server/index.js";
import {
  descriptions,
  list,
  testServer,
} from "../generator/source/test-server.js";
import { runCli, startCli } from "../generator/cli/run-cli.js";

const SCHEMA = new URL("../../docs/report.schema.json", import.meta.url);

let validate: ValidateFunction;
let server: RunningServer;
let cwd: string;

beforeAll(async () => {
  const ajv = new Ajv2020({
    strict: true,
    allErrors: true,
    strictRequired: false,
  });
  formats.default(ajv);
  validate = ajv.compile(JSON.parse(readFileSync(SCHEMA, "utf8")) as object);
  server = await startServer({ service: "local", port: 0 });
  cwd = mkdtempSync(join(tmpdir(), "s2gos-report-"));
});

afterAll(async () => {
  await server.close();
  rmSync(cwd, { recursive: true });
});

/** Makes sure that a report fits the schema, and returns it. */
function fitting(text: string): Record<string, unknown> {
  const report: unknown = JSON.parse(text);
  validate(report);
  expect(validate.errors).toBeNull();
  return report as Record<string, unknown>;
}

it.each<[string, readonly string[], number, object]>([
  ["first", ["-o", "gen"], 0, { ok: true, exitCode: 0 }],
  ["without a change", ["-o", "gen"], 0, { ok: true, changes: [] }],
  [
    "that finds drift",
    ["-o", "gen", "--check", "--exclude", "sleep*"],
    3,
    { ok: false, exitCode: 3, release: "major" },
  ],
  ["that writes nothing", ["-o", "other", "--dry-run"], 0, { ok: true }],
  ["with wrong usage", ["--urll", "x"], 2, { error: { code: "usage" } }],
  [
    "without such a process",
    ["--process", "no_such_process"],
    1,
    { error: { code: "process-unknown" } },
  ],
  ["that inspects", ["inspect", "sleep_a_while"], 0, { ok: true }],
  [
    "that inspects what is not there",
    ["inspect", "sleep_a_whlie"],
    1,
    { error: { hint: 'Did you mean "sleep_a_while"?' } },
  ],
  [
    "of a process",
    ["run", "primes_between", "--set", "max_val=5"],
    0,
    { job: { status: "successful" }, outputs: { return_value: [2, 3, 5] } },
  ],
  [
    "of a process that fails",
    ["run", "sleep_a_while", "--set", "duration=0.1", "--set", "fail=true"],
    5,
    { error: { code: "job-failed" }, job: { status: "failed" } },
  ],
  [
    "of a process that does not end in time",
    ["run", "sleep_a_while", "--max-wait", "2"],
    7,
    { error: { code: "job-timeout" }, job: { status: "running" } },
  ],
  [
    "of a process in the background",
    ["run", "primes_between", "--detach"],
    0,
    { job: { processID: "primes_between" } },
  ],
  ["that lists jobs", ["jobs", "--limit", "2"], 0, { more: true }],
  ["that tells of a job", ["jobs", "job_0"], 0, { job: { jobID: "job_0" } }],
  [
    "that prints results",
    ["results", "job_0"],
    0,
    { outputs: { return_value: [2, 3, 5] }, files: [] },
  ],
  [
    "that dismisses",
    ["dismiss", "job_0", "job_77"],
    8,
    {
      dismissed: [
        { jobID: "job_0", job: { status: "dismissed" } },
        { jobID: "job_77", error: { code: "no-such-job" } },
      ],
    },
  ],
])("the report of a run %s fits", async (_, args, code, wanted) => {
  const [command, ...rest] = args;
  const url = ["-u", server.url];
  const all =
    command?.startsWith("-") === true
      ? [...url, ...args]
      : [command ?? "", ...url, ...rest];
  const ran = await runCli([...all, "--json"], { cwd });
  expect(ran.code).toBe(code);
  expect(fitting(ran.stdout)).toMatchObject(wanted);
});

it("tells of inspected processes what a package would offer", async () => {
  const flags = ["-u", server.url, "--json"];
  const { stdout } = await runCli(["inspect", "sleep_a_while", ...flags]);
  expect(fitting(stdout)).toMatchObject({
    processes: [
      {
        id: "sleep_a_while",
        functionName: "sleepAWhile",
        declarations: expect.stringMatching(
          /interface SleepAWhileInputs \{[^]*declare const sleepAWhile/,
        ) as unknown,
        inputs: { type: "object" },
        outputs: { type: "object" },
      },
    ],
    model: {
      types: [],
      processes: [
        {
          id: "sleep_a_while",
          fileName: "sleep-a-while",
          functionName: "sleepAWhile",
          inputsTypeName: "SleepAWhileInputs",
          inputs: [
            {
              name: "duration",
              type: { kind: "keyword", name: "number" },
              optional: true,
            },
            {
              name: "fail",
              type: { kind: "keyword", name: "boolean" },
              optional: true,
            },
          ],
        },
      ],
    },
  });
});

it("the report of a server that is away fits", async () => {
  const away = await testServer({});
  await away[Symbol.asyncDispose]();
  const { code, stdout } = await runCli(["-u", away.url, "--json"], { cwd });
  expect(code).toBe(1);
  expect(fitting(stdout)).toMatchObject({
    error: { code: "server-unreachable" },
  });
});

it("the report of a package that lacks a process fits", async () => {
  await using partial = await testServer({
    "/processes": { json: list("a", "b") },
    ...descriptions("a"),
  });
  const args = ["-u", partial.url, "-o", "partial", "--json"];
  const { code, stdout } = await runCli(args, { cwd });
  expect(code).toBe(0);
  expect(fitting(stdout)).toMatchObject({
    processes: [
      { id: "a", status: "generated" },
      { id: "b", status: "failed" },
    ],
    diagnostics: [{ code: "description-unavailable", severity: "error" }],
  });
});

it.each<[string, readonly string[], number, readonly (number | undefined)[]]>([
  ["that are generated, of which one is away", [], 1, [0, 1]],
  ["that are checked", ["--only", "here", "--check"], 0, [0]],
])("the report of services %s fits", async (_, flags, wanted, codes) => {
  const away = await testServer({});
  await away[Symbol.asyncDispose]();
  const services = {
    here: { url: server.url, out: "services/here" },
    away: { url: away.url, out: "services/away" },
  };
  writeFileSync(join(cwd, "services.json"), JSON.stringify({ services }));
  const args = ["--config", "services.json", "--json", ...flags];
  const { code, stdout } = await runCli(args, { cwd });
  expect(code).toBe(wanted);
  const report = fitting(stdout);
  const told = (report["services"] ?? [report]) as { exitCode?: number }[];
  expect(told.map(({ exitCode }) => exitCode)).toEqual(codes);
});

it("each line of a watch fits, over an outage", async () => {
  const table: Parameters<typeof testServer>[0] = {
    "/processes": { json: list("a") },
    ...descriptions("a", "b"),
  };
  await using watched = await testServer(() => table);
  const flags = ["-o", "watched", "--watch", "0.2", "--json"];
  using cli = startCli(["-u", watched.url, ...flags], { cwd });
  await cli.sees('"ok":true');
  Object.assign(table, { "/processes": { status: 403 } });
  await cli.sees('"ok":false');
  Object.assign(table, { "/processes": { json: list("a", "b") } });
  await cli.sees("+ process b");
  cli.child.kill("SIGINT");
  const { code, stdout } = await cli.ends();
  expect(code).toBe(130);
  const lines = stdout.trimEnd().split("\n").map(fitting);
  expect(lines.map(({ ok, time }) => [ok, typeof time])).toEqual([
    [true, "string"],
    [false, "string"],
    [true, "string"],
  ]);
});

it.each<[string, object]>([
  ["nothing but the head", {}],
  ["an unknown member", { error: { code: "a", message: "b" }, odd: 1 }],
  ["another exit code", { error: { code: "a", message: "b" }, exitCode: 10 }],
])("the schema refuses %s", (_, members) => {
  const head = { version: "1.2.3", ok: false, exitCode: 1 };
  expect(validate({ ...head, ...members })).toBe(false);
});
