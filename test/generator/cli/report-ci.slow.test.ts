import {
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { startServer, type RunningServer } from "../../../src/server/index.js";
import { runCli } from "./run-cli.js";

let cwd: string;
let server: RunningServer;
let args: readonly string[];
let env: Readonly<Record<string, string>>;

/** A process that takes inputs, each required. */
function taking(...inputs: readonly string[]) {
  return {
    description: {
      id: "added",
      version: "1",
      inputs: Object.fromEntries(
        inputs.map((name) => [name, { schema: { type: "string" } }]),
      ),
      outputs: { a: { schema: { type: "integer" } } },
    },
    execute: () => ({ a: 1 }),
  };
}

beforeEach(async () => {
  cwd = mkdtempSync(join(tmpdir(), "s2gos-ci-"));
  server = await startServer({ service: "local", port: 0 });
  args = ["-u", server.url, "-o", "gen"];
  env = {
    GITHUB_ACTIONS: "true",
    GITHUB_STEP_SUMMARY: join(cwd, "summary.md"),
  };
  expect((await runCli(args, { cwd })).code).toBe(0);
});

afterEach(async () => {
  await server.close();
  rmSync(cwd, { recursive: true });
});

it("lets additive drift pass with --fail-on breaking, and reports it", async () => {
  server.addProcess(taking());
  const check = [...args, "--check"];
  expect((await runCli(check, { cwd, env })).code).toBe(3);
  const passed = await runCli([...check, "--fail-on", "breaking"], {
    cwd,
    env,
  });
  expect(passed.code).toBe(0);
  expect(passed.stdout).toContain("+ process added\n");
  expect(passed.stderr).toBe(
    "Nothing of it breaks callers: --fail-on breaking lets it pass.\n::warning title=A process changed::+ process added\n",
  );
  const summary = readFileSync(join(cwd, "summary.md"), "utf8");
  expect(summary).toBe(
    "## `gen` is out of date: 1 change of processes; next release: minor\n\n### Breaks nobody\n\n- `+ process added`\n\n".repeat(
      2,
    ),
  );
});

it("fails for breaking drift, in annotations and in the file that --summary names", async () => {
  server.addProcess(taking());
  expect((await runCli(args, { cwd })).code).toBe(0);
  server.addProcess(taking("b"));
  const flags = ["--check", "--fail-on", "breaking", "--summary", "mine.md"];
  const failed = await runCli([...args, ...flags], { cwd, env });
  expect(failed.code).toBe(3);
  expect(failed.stderr).toBe(
    "::error title=A process changed%2C which breaks callers::+ added: input b, required (breaking at compile time)\n",
  );
  expect(readFileSync(join(cwd, "mine.md"), "utf8")).toBe(
    "## `gen` is out of date: 1 change of processes; next release: major\n\n### Breaks callers\n\n- `+ added: input b, required (breaking at compile time)`\n\n",
  );
});

it("tells of a server that is away", async () => {
  await server.close();
  const failed = await runCli(args, { cwd, env });
  expect(failed.code).toBe(1);
  expect(failed.stderr).toMatch(
    /^error: .*\n(.*\n)*::error title=s2gos-codegen::/,
  );
  expect(readFileSync(join(cwd, "summary.md"), "utf8")).toMatch(
    /^## The processes could not be generated\n\n- `/,
  );
});

it("refuses a summary that cannot be written, before anything else", async () => {
  writeFileSync(join(cwd, "file"), "");
  const flags = ["--summary", "file/x.md", "--json", "-o", "other"];
  const failed = await runCli([...args.slice(0, 2), ...flags], { cwd });
  expect(failed.code).toBe(2);
  expect(failed.stderr).toContain("error: The summary cannot be written.\n");
  expect(JSON.parse(failed.stdout)).toMatchObject({ ok: false, exitCode: 2 });
  expect(existsSync(join(cwd, "other"))).toBe(false);
});

it("goes on where the summary of a step cannot be written", async () => {
  const lost = { ...env, GITHUB_STEP_SUMMARY: join(cwd, "none/x.md") };
  const { code, stderr } = await runCli(args, { cwd, env: lost });
  expect(code).toBe(0);
  expect(stderr).toMatch(/^warning: The summary cannot be written: ENOENT/);
});

it("says which flag --fail-on needs", async () => {
  const { code, stderr } = await runCli([...args, "--fail-on", "any"], { cwd });
  expect(code).toBe(2);
  expect(stderr).toBe(
    "error: --fail-on needs --check.\n  hint: See s2gos-codegen --help.\n",
  );
});
