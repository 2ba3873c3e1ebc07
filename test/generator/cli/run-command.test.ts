import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  MediaValue,
  startServer,
  type ProcessImplementation,
  type RunningServer,
} from "../../../src/server/index.js";
import { runCli, type CliResult } from "./run-cli.js";

/** Says what it got, and returns a file. */
const PLOT: ProcessImplementation = {
  description: {
    id: "plot",
    version: "1.0.0",
    jobControlOptions: ["sync-execute", "async-execute"],
    outputTransmission: ["value"],
    inputs: {
      title: { schema: { type: "string" } },
      sizes: { schema: { type: "integer" }, maxOccurs: 3, minOccurs: 0 },
    },
    outputs: {
      said: { schema: { type: "object" } },
      "im/age": {
        schema: {
          type: "string",
          contentEncoding: "binary",
          contentMediaType: "image/png",
        },
      },
    },
  },
  execute: (inputs) => ({
    said: inputs,
    "im/age": new MediaValue("image/png", new Uint8Array([1, 2, 3])),
  }),
};

let server: RunningServer;
let cwd: string;

beforeAll(async () => {
  server = await startServer({
    service: "local",
    port: 0,
    processes: [PLOT],
  });
  cwd = mkdtempSync(join(tmpdir(), "s2gos-run-"));
});

afterAll(async () => {
  await server.close();
  rmSync(cwd, { recursive: true });
});

async function cli(...args: readonly string[]): Promise<CliResult> {
  const [command = "", ...others] = args;
  return runCli([command, "-u", server.url, ...others], { cwd });
}

describe("a process is run, and its results are printed", () => {
  it("with inputs by name", async () => {
    const { code, stdout, stderr } = await cli(
      "run",
      "primes_between",
      "--set",
      "max_val=20",
      "--set",
      "min_val=3",
    );
    expect([code, stdout]).toEqual([
      0,
      '{\n  "return_value": [3, 5, 7, 11, 13, 17, 19]\n}\n',
    ]);
    expect(stderr).toMatch(/^Job job_\d+\n[^]*successful, 100 %: Done\n$/);
  });

  it("with --quiet, without a word besides", async () => {
    const args = ["--set", "max_val=5", "--quiet"];
    expect(await cli("run", "primes_between", ...args)).toEqual({
      code: 0,
      stdout: '{\n  "return_value": [2, 3, 5]\n}\n',
      stderr: "",
    });
  });

  it("with the inputs of a file, over which --set takes precedence", async () => {
    writeFileSync(
      join(cwd, "inputs.json"),
      '{ "title": "old", "sizes": [1, 2] }',
    );
    const { code, stdout } = await cli(
      "run",
      "plot",
      "--inputs",
      "inputs.json",
      "--set",
      "title=Zürich\u{1F600}\u0007",
      "--output",
      "said",
      "--quiet",
    );
    expect([code, stdout]).toEqual([
      0,
      '{\n  "said": {\n    "title": "Zürich\u{1F600}\\u0007",\n    "sizes": [1, 2]\n  }\n}\n',
    ]);
  });

  it("synchronously, where that is wanted", async () => {
    const { code, stdout } = await cli(
      "run",
      "plot",
      "--set",
      "title=x",
      "--set",
      "sizes=1",
      "--mode",
      "sync",
      "--json",
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      version: expect.any(String) as unknown,
      ok: true,
      exitCode: 0,
      job: expect.objectContaining({ status: "successful" }) as unknown,
      outputs: {
        said: { title: "x", sizes: [1] },
        "im/age": { mediaType: "image/png" },
      },
      files: [{ output: "im/age", mediaType: "image/png" }],
    });
  });

  it("and its files are saved", async () => {
    const { code, stdout, stderr } = await cli(
      "run",
      "plot",
      "--set",
      "title=x",
      "--save-to",
      "out/files",
      "--output",
      "im/age",
    );
    const path = join(cwd, "out/files/im_age.png");
    expect([code, JSON.parse(stdout)]).toEqual([
      0,
      { "im/age": { mediaType: "image/png", path } },
    ]);
    expect(stderr).toContain("Saved out/files/im_age.png\n");
    expect([...readFileSync(path)]).toEqual([1, 2, 3]);
  });

  it("and printed also where its files cannot be saved", async () => {
    writeFileSync(join(cwd, "taken"), "");
    const { code, stdout, stderr } = await cli(
      "run",
      "plot",
      "--set",
      "title=x",
      "--save-to",
      "taken",
    );
    expect([code, JSON.parse(stdout)]).toEqual([
      2,
      { said: { title: "x" }, "im/age": { mediaType: "image/png" } },
    ]);
    expect(stderr).toContain("The folder for files cannot be made.");
  });

  it("and printed as far as they came, where one is missing", async () => {
    server.addProcess({
      description: {
        id: "partial",
        version: "1.0.0",
        inputs: {},
        outputs: {
          here: { schema: { type: "number" } },
          missing: { schema: { type: "number" } },
        },
      },
      execute: () => ({ here: 1 }),
    });
    const ran = await cli("run", "partial", "--json");
    expect([ran.code, JSON.parse(ran.stdout)]).toEqual([
      1,
      expect.objectContaining({
        error: expect.objectContaining({ code: "output-missing" }) as unknown,
        outputs: { here: 1 },
        files: [],
      }),
    ]);
    const one = await cli("run", "partial", "--output", "here", "--quiet");
    expect([one.code, one.stdout]).toEqual([0, '{\n  "here": 1\n}\n']);
  });

  it("by the address in the configuration file, whatever processes that takes", async () => {
    const folder = join(cwd, "configured");
    const file = join(cwd, "own.json");
    const settings = { url: server.url, include: ["none*"], process: ["a"] };
    writeFileSync(file, JSON.stringify(settings));
    const args = ["primes_between", "--set", "max_val=3", "-c", file];
    const { code, stdout } = await runCli(["run", ...args, "--quiet"], {
      cwd,
    });
    expect([code, stdout, folder]).toEqual([
      0,
      '{\n  "return_value": [2, 3]\n}\n',
      folder,
    ]);
  });

  it("in the background, with the id of the job for later", async () => {
    const { code, stdout } = await cli("run", "primes_between", "--detach");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^job_\d+\n$/);
    const results = await cli("results", stdout.trim(), "--wait", "--quiet");
    expect(JSON.parse(results.stdout)).toMatchObject({
      return_value: expect.arrayContaining([97]) as unknown,
    });
  });
});

describe("the exit code tells how it ended", () => {
  it.each<[name: string, args: string[], code: number, error: string]>([
    [
      "an unknown process",
      ["run", "primes_betwen"],
      8,
      'error: There is no process "primes_betwen".\n  at: URL\n  hint: Did you mean "primes_between"?\n',
    ],
    [
      "an unknown input",
      ["run", "primes_between", "--set", "maxval=3"],
      2,
      'error: The process has no input "maxval".\n  at: process primes_between\n  hint: Did you mean max_val?\n',
    ],
    [
      "an input that is nothing like the others",
      ["run", "plot", "--set", "colour=red"],
      2,
      'error: The process has no input "colour".\n  at: process plot\n  hint: Its inputs are title, sizes. --no-validate sends others as well.\n',
    ],
    [
      "an unknown output",
      ["run", "plot", "--output", "sad"],
      2,
      'error: The process has no output "sad".\n  at: process plot\n  hint: Did you mean said?\n',
    ],
    [
      "a wrong value",
      ["run", "primes_between", "--set", "max_val=200"],
      2,
      "error: The inputs of primes_between are not valid: /max_val must be <= 100.\n  at: process primes_between\n  hint: max_val is number, default 100, maximum 100. --no-validate sends them as they are.\n",
    ],
    [
      "a missing input and a wrong item",
      ["run", "plot", "--set", "sizes=1", "--set", "sizes=x"],
      2,
      "error: The inputs of plot are not valid: /title is missing; /sizes/1 must be integer.\n  at: process plot\n  hint: title is string; sizes is number[], maxItems 3. --no-validate sends them as they are.\n",
    ],
    [
      "a failed job",
      ["run", "sleep_a_while", "--set", "duration=0.1", "--set", "fail=true"],
      5,
      "error: Job ID of sleep_a_while failed: Woke up too early\n  at: job ID\n",
    ],
    [
      "a job that takes too long",
      ["run", "sleep_a_while", "--max-wait", "2"],
      7,
      " %.\n  at: job ID\n  hint: Wait for it with: s2gos-codegen results ID --wait --url URL\n",
    ],
    [
      "a process that does not answer in time",
      ["run", "sleep_a_while", "--max-wait", "0.2", "--mode", "sync"],
      7,
      "error: The server did not answer within 0.2 s.\n  at: process sleep_a_while\n  hint: Give it more seconds with --max-wait.\n",
    ],
    [
      "inputs that the server refuses",
      ["run", "primes_between", "--no-validate", "--set", "max_val=soon"],
      1,
      "\n  at: process primes_between\n  hint: Compare the call with the description: s2gos-codegen inspect primes_between.\n",
    ],
    [
      "no such file",
      ["run", "plot", "--set", "title=@none.txt"],
      2,
      "error: There is no such file.\n  at: none.txt\n  hint: Give a file that exists; a text that begins with @ is written @@.\n",
    ],
    [
      "no file of inputs",
      ["run", "plot", "--inputs", '{"title": "a"}'],
      2,
      'error: There is no such file.\n  at: {"title": "a"}\n  hint: Give a file that holds all inputs as one JSON object; --set name=value gives one input.\n',
    ],
    [
      "no process",
      ["run"],
      2,
      "error: run needs the id of a process.\n  hint: See s2gos-codegen run --help.\n",
    ],
    [
      "an input without its flag",
      ["run", "plot", "title=x"],
      2,
      'error: The command line has "title=x", which belongs to no flag.\n  hint: Did you mean --set title=x?\n',
    ],
  ])("%s", async (_name, args, code, error) => {
    const ran = await cli(...args);
    const stderr = ran.stderr
      .replaceAll(server.url, "URL")
      .replaceAll(/\bjob_\d+\b/g, "ID");
    expect([ran.code, ran.stdout]).toEqual([code, ""]);
    expect(stderr).toContain(error);
  });

  it("without a server", async () => {
    expect(await runCli(["run", "plot"], { cwd })).toEqual({
      code: 2,
      stdout: "",
      stderr:
        "error: There is no server.\n  hint: Give its landing page with --url, in S2GOS_URL or in the configuration file.\n",
    });
  });

  it("with several services", async () => {
    const file = join(cwd, "services.json");
    const services = {
      a: { url: server.url, out: "a" },
      b: { url: "http://b.example/", out: "b" },
    };
    writeFileSync(file, JSON.stringify({ services }));
    const args = ["run", "plot", "-c", file];
    expect(await runCli(args, { cwd })).toMatchObject({
      code: 2,
      stderr:
        "error: The configuration has several services: a, b.\n  hint: Name one of them, such as --only a.\n",
    });
    const one = ["--only", "a", "--set", "title=x", "--output", "said"];
    expect(await runCli([...args, ...one, "--quiet"], { cwd })).toMatchObject({
      code: 0,
    });
  });

  it("where the server refuses access", async () => {
    await using closed = await startServer({
      port: 0,
      auth: { type: "basic", username: "u", password: "secret-1" },
    });
    const args = ["run", "plot", "-u", closed.url];
    const refused = await runCli(args, { cwd });
    expect([refused.code, refused.stdout]).toEqual([9, ""]);
    expect(refused.stderr).toContain("The server refuses access (HTTP 401).");
  });
});
