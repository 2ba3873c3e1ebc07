import { afterAll, beforeAll, expect, it } from "vitest";
import { startServer, type RunningServer } from "../../src/server/index.js";
import { runCli, startCli } from "../generator/cli/run-cli.js";

let server: RunningServer;

beforeAll(async () => {
  server = await startServer({ service: "local", port: 0 });
});

afterAll(async () => {
  await server.close();
});

/** Interrupts a call whose job runs, and returns what it printed and how the job is then. */
async function interrupted(
  flags: readonly string[],
  signal: "SIGINT" | "SIGTERM",
): Promise<{
  readonly id: string;
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly status: unknown;
}> {
  using cli = startCli(["run", "sleep_a_while", "-u", server.url, ...flags]);
  await cli.sees("running");
  cli.child.kill(signal);
  const { code, stdout, stderr } = await cli.ends();
  const id = /^Job (job_\d+)$/m.exec(stderr)?.[1] ?? "";
  const job = await runCli(["jobs", id, "-u", server.url]);
  const { status } = JSON.parse(job.stdout) as { readonly status: unknown };
  return { id, code, stdout, stderr, status };
}

it.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)(
  "after %s, the job goes on, and it is said how to get its results",
  async (signal, exitCode) => {
    const { code, id, status, stderr, stdout } = await interrupted([], signal);
    expect([code, stdout, status]).toEqual([exitCode, "", "running"]);
    expect(stderr).toContain(
      `Interrupted: job ${id} goes on.\n  hint: Get its results with: s2gos-codegen results ${id} --wait --url ${server.url}; end it with: s2gos-codegen dismiss ${id} --url ${server.url}\n`,
    );
    await runCli(["dismiss", id, "-u", server.url]);
  },
);

it("the job is dismissed where that is wanted", async () => {
  const flags = ["--dismiss-on-interrupt", "--json"];
  const ran = await interrupted(flags, "SIGINT");
  const { code, id, status, stdout } = ran;
  expect([code, status]).toEqual([130, "dismissed"]);
  expect(JSON.parse(stdout)).toMatchObject({
    ok: false,
    exitCode: 130,
    error: {
      code: "interrupted",
      message: `Interrupted: job ${id} was dismissed.`,
    },
    job: { jobID: id, status: "dismissed" },
  });
});

it("watched jobs are a line for each change", async () => {
  using watch = startCli(["jobs", "--watch", "-u", server.url]);
  await watch.sees("dismissed");
  const args = ["run", "primes_between", "-u", server.url, "--detach"];
  const { stdout } = await runCli(args);
  await watch.sees(`${stdout.trim()} (primes_between)  successful`);
  watch.child.kill("SIGINT");
  const ended = await watch.ends();
  expect([ended.code, ended.stderr]).toEqual([130, ""]);
});

it("values come from standard input", async () => {
  const args = ["run", "primes_between", "-u", server.url, "--quiet"];
  using cli = startCli([...args, "--inputs", "-", "--set", "min_val=3"], {
    stdin: '{ "max_val": 7, "min_val": 0 }',
  });
  expect(await cli.ends()).toEqual({
    code: 0,
    stdout: '{\n  "return_value": [3, 5, 7]\n}\n',
    stderr: "",
  });
});
