import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { startServer } from "../../../src/server/index.js";
import { readFiles, temporaryFolder, writeFiles } from "../output/folder.js";
import {
  description,
  descriptions,
  list,
  testServer,
  type Answer,
} from "../source/test-server.js";
import { runCli, spawnCli, startCli } from "./run-cli.js";

const SERVICE: Record<string, Answer> = {
  "/": { json: { title: "A service", links: [] } },
  "/processes": { json: list("a", "b") },
  ...descriptions("a", "b"),
};

/** What a first generation prints besides its result, in a folder without a project. */
const NEXT_STEPS = [
  "Next steps:",
  '  import { a } from "./gen/index.ts";',
  "  Commit gen as it is, with its .s2gos-codegen.json.",
  "  In CI, run the same command with --check: it fails once the processes have changed.",
  "",
].join("\n");

/** The description of `a`, with one more input. */
const CHANGED: Record<string, Answer> = {
  ...SERVICE,
  "/processes/a": {
    json: {
      ...description("a"),
      inputs: { size: { schema: { type: "number" } } },
    },
  },
};

describe("help and version", () => {
  it("answer without loading what generates", async () => {
    using folder = temporaryFolder();
    const { code, stdout, stderr } = await spawnCli(["--help"], {
      env: { NODE_V8_COVERAGE: folder.path },
    });
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("s2gos-codegen generate");
    expect(stdout).toContain("Exit codes: 0 done, or no drift; 1 generation");
    const loaded = readdirSync(folder.path)
      .map((name) => readFileSync(join(folder.path, name), "utf8"))
      .join("");
    expect(loaded).toContain("/generator/cli/run.ts");
    expect(loaded).not.toMatch(
      /node_modules\/(json-schema-to-typescript|js-yaml|picomatch|prettier|srvx|ts-morph|undici)\//,
    );
    expect(loaded).not.toMatch(
      /src\/(runtime|server|generator\/(generate|model|source|output))/,
    );
  });

  it.each([
    [["--version"], "0.1.0\n"],
    [["serve", "--version"], "0.1.0\n"],
  ])("%j prints %j", async (args, stdout) => {
    expect(await spawnCli(args)).toEqual({ code: 0, stdout, stderr: "" });
  });

  it("of a command shows its own flags", async () => {
    const { code, stdout } = await runCli(["serve", "--help"]);
    expect(code).toBe(0);
    expect(stdout).toContain("--profile");
    expect(stdout).not.toContain("--out");
  });
});

describe("wrong usage exits with 2 and says how to correct it", () => {
  it.each<[string[], string]>([
    [
      [],
      "error: There is no source to generate from.\n  hint: Give the server's landing page with --url, or recorded descriptions with --input. To set up a project: s2gos-codegen init\n",
    ],
    [
      ["--urll", "x"],
      "error: There is no flag --urll.\n  hint: Did you mean --url?\n",
    ],
    [
      ["frobnicate"],
      'error: The command line has "frobnicate", which belongs to no flag.\n  hint: Commands are generate, init, inspect, run, jobs, results, dismiss, serve, completion; see s2gos-codegen --help.\n',
    ],
    [
      ["--url"],
      "error: Not enough arguments following: url\n  hint: See s2gos-codegen --help.\n",
    ],
    [
      ["--check", "--force"],
      "error: Arguments check and force are mutually exclusive\n  hint: See s2gos-codegen --help.\n",
    ],
    [
      ["--check", "--watch"],
      "error: Arguments check and watch are mutually exclusive\n  hint: See s2gos-codegen --help.\n",
    ],
    [
      ["-u", "http://h/", "-i", "x.json"],
      "error: There are two sources: a URL and recorded input.\n  hint: Give either --url or --input.\n",
    ],
    [
      ["-u", "h:8008"],
      "error: The server's URL is not an HTTP URL.\n  at: h:8008\n  hint: Give the landing page, such as --url http://localhost:8008/\n",
    ],
    [
      ["-u", "http://h/", "--timeout", "soon"],
      "error: --timeout must be a number above 0.\n  hint: See s2gos-codegen --help.\n",
    ],
    [
      ["-u", "http://h/", "--header", "no colon"],
      "error: --header must be headers, such as 'X-Name: value'.\n  hint: See s2gos-codegen --help.\n",
    ],
    [
      ["-u", "http://h/", "--object-inputs", "both"],
      "error: --object-inputs must be one of: plain, qualified.\n  hint: See s2gos-codegen --help.\n",
    ],
    [
      ["serve", "--port", "http"],
      "error: --port must be a number from 0 to 65535.\n  hint: 0 takes a free port.\n",
    ],
    [
      ["serve", "--port", "0", "--cors", "pages.example"],
      'error: "pages.example" is not the origin of a web page; give it as https://pages.example or http://192.168.1.5:5173, or * for all.\n  hint: See s2gos-codegen serve --help.\n',
    ],
    [
      ["serve", "--port", "0", "--allow-host", "http://server"],
      'error: "http://server" is not the name of a host; give it without scheme and port, such as processes.example, or * for all.\n  hint: See s2gos-codegen serve --help.\n',
    ],
  ])("%j", async (args, stderr) => {
    expect(await runCli(args)).toEqual({ code: 2, stdout: "", stderr });
  });
});

describe("generate", () => {
  it("writes, then changes nothing, then finds, reports and writes drift", async () => {
    using folder = temporaryFolder();
    const table = { ...SERVICE };
    await using server = await testServer(() => table);
    const args = ["-u", server.url, "-o", "gen"];
    const cwd = folder.path;

    const first = await spawnCli(args, { cwd });
    expect([first.code, first.stderr]).toEqual([0, NEXT_STEPS]);
    expect(first.stdout).toMatch(
      /^Generated: gen \(2 processes; files: \d+ created, 0 updated, 0 deleted, 0 unchanged\)\nImports end in \.ts: there is no tsconfig\.json\.\n$/,
    );
    const files = readFiles(cwd);
    expect(Object.keys(files)).toContain("gen/processes/a.ts");

    const again = await spawnCli([...args, "--check"], { cwd });
    expect([again.code, again.stderr]).toEqual([0, ""]);
    expect(again.stdout).toMatch(
      /^Up to date: gen \(2 processes, \d+ files\)\n$/,
    );

    Object.assign(table, CHANGED);
    const drift = await spawnCli([...args, "--check"], { cwd });
    expect(drift.code).toBe(3);
    expect(drift.stdout).toMatch(
      /^~ a: .*\n[^]*\+ a: input size, required \(breaking at compile time\)\n|^\+ a: input size, required \(breaking at compile time\)\n/m,
    );
    expect(drift.stdout).toContain("\n  ~ processes/a.ts\n");
    expect(drift.stdout).toMatch(/^Out of date: gen /m);
    const dry = await runCli([...args, "--dry-run"], { cwd });
    expect(dry.code).toBe(0);
    expect(dry.stdout).toMatch(/^Nothing written: gen would have /m);
    expect(readFiles(cwd)).toEqual(files);

    const written = await runCli(args, { cwd });
    expect([written.code, written.stderr]).toEqual([0, ""]);
    expect(written.stdout).toContain(
      "+ a: input size, required (breaking at compile time)\n",
    );
    expect((await runCli([...args, "--check"], { cwd })).code).toBe(0);
  });

  it("finds drift where nothing was generated yet", async () => {
    using folder = temporaryFolder();
    await using server = await testServer(SERVICE);
    const { code, stdout } = await runCli(["-u", server.url, "--check"], {
      cwd: folder.path,
    });
    expect(code).toBe(3);
    expect(stdout).toMatch(/^Out of date: generated /m);
    expect(readFiles(folder.path)).toEqual({});
  });

  it.each<[string, Record<string, Answer>, string]>([
    [
      "answers HTML",
      { "/": { text: "<html>" }, "/processes": { text: "<html>" } },
      "error: The server answered with a web page instead of JSON.\n  at: URLprocesses\n  hint: Check that the URL is the landing page of an OGC API - Processes server, and not a login page.\n",
    ],
    [
      "has no processes",
      { "/processes": { json: list() } },
      "error: The server has no processes.\n  at: URLprocesses\n  hint: Check the URL, and that you may see its processes.\n",
    ],
    [
      "is nothing of the kind",
      {},
      "error: The server has no such resource (HTTP 404).\n  at: URL\n  hint: Check that the URL is the landing page of an OGC API - Processes server.\n",
    ],
  ])(
    "leaves the old package untouched, with one message and exit code 1, where the server %s",
    async (_name, table, message) => {
      using folder = temporaryFolder();
      const answers: Record<string, Answer> = { ...SERVICE };
      await using server = await testServer(() => answers);
      const args = ["-u", server.url, "-o", "gen"];
      await runCli(args, { cwd: folder.path });
      const files = readFiles(folder.path);
      for (const path of Object.keys(answers)) answers[path] = { status: 404 };
      Object.assign(answers, table);
      const { code, stdout, stderr } = await runCli(args, { cwd: folder.path });
      expect([code, stdout]).toEqual([1, ""]);
      expect(stderr).toBe(message.replace("URL", server.url));
      expect(readFiles(folder.path)).toEqual(files);
    },
  );

  it("does the same where the server is down", async () => {
    using folder = temporaryFolder();
    const server = await testServer(SERVICE);
    const args = ["-u", server.url, "-o", "gen"];
    await runCli(args, { cwd: folder.path });
    const files = readFiles(folder.path);
    await server[Symbol.asyncDispose]();
    expect(await runCli(args, { cwd: folder.path })).toEqual({
      code: 1,
      stdout: "",
      stderr: `error: The server cannot be reached: the connection is refused.\n  at: ${server.url}\n  hint: Check the URL, that the server runs, and HTTPS_PROXY if it lies behind a proxy.\n`,
    });
    expect(readFiles(folder.path)).toEqual(files);
  });

  it("keeps the files of a process that fails, generates the others, and fails under --strict", async () => {
    using folder = temporaryFolder();
    const table = { ...SERVICE };
    await using server = await testServer(() => table);
    const args = ["-u", server.url, "-o", "gen"];
    const cwd = folder.path;
    await runCli(args, { cwd });
    const before = readFiles(cwd);
    Object.assign(table, CHANGED, { "/processes/b": { status: 403 } });
    const strict = await runCli([...args, "--strict"], { cwd });
    expect([strict.code, strict.stdout]).toEqual([1, ""]);
    expect(readFiles(cwd)).toEqual(before);
    const { code, stderr } = await runCli(args, { cwd });
    expect(code).toBe(0);
    expect(stderr).toContain(
      `error: The process description could not be read: The server refuses access (HTTP 403) (${server.url}processes/b).\n  at: process b\n`,
    );
    const after = readFiles(cwd);
    expect(after["gen/processes/b.ts"]).toBe(before["gen/processes/b.ts"]);
    expect(after["gen/processes/a.ts"]).not.toBe(before["gen/processes/a.ts"]);
  });

  it("exits with 4 after warnings under --strict", async () => {
    using folder = temporaryFolder();
    writeFiles(folder.path, {
      "in.json": JSON.stringify([
        description("a"),
        { ...description("a"), version: "2" },
      ]),
    });
    const args = ["-i", "in.json", "--strict"];
    const { code, stderr } = await runCli(args, { cwd: folder.path });
    expect(code).toBe(4);
    expect(stderr).toContain(
      "warning: The recording describes this process in two ways; the first is taken.\n  at: process a\n  hint: Remove the file that is out of date.\n",
    );
  });

  it("refuses a folder with other files, and writes beside them with --force", async () => {
    using folder = temporaryFolder();
    writeFiles(folder.path, {
      "in.json": JSON.stringify(description("a")),
      "gen/mine.txt": "mine",
    });
    const args = ["-i", "in.json", "-o", "gen"];
    const { code, stderr } = await runCli(args, { cwd: folder.path });
    expect([code, stderr]).toEqual([
      2,
      `error: The output folder holds files that s2gos-codegen did not write: mine.txt.\n  at: ${join(folder.path, "gen")}\n  hint: Choose another folder with --out, or write beside them with --force.\n`,
    ]);
    const forced = await runCli([...args, "--force"], { cwd: folder.path });
    expect(forced.code).toBe(0);
    expect(readFiles(folder.path)["gen/mine.txt"]).toBe("mine");
  });

  it("generates the same from what it recorded, by file and by standard input", async () => {
    using folder = temporaryFolder();
    const cwd = folder.path;
    const url = "http://localhost:8008/";
    await using server = await startServer({ service: "local", port: 0 });
    const from = (args: string[], out: string): string[] => [
      ...args,
      "--default-url",
      url,
      "-o",
      out,
    ];
    const live = from(["-u", server.url, "--save-input", "in.json"], "live");
    expect((await runCli(live, { cwd })).code).toBe(0);
    const recorded = readFileSync(join(cwd, "in.json"), "utf8");
    const file = from(["-i", "in.json"], "file");
    expect((await runCli(file, { cwd })).code).toBe(0);
    const piped = from(["-i", "-"], "piped");
    expect((await spawnCli(piped, { cwd, stdin: recorded })).code).toBe(0);
    expect(readFiles(join(cwd, "file"))).toEqual(readFiles(join(cwd, "live")));
    expect(readFiles(join(cwd, "piped"))).toEqual(readFiles(join(cwd, "live")));
  });

  it("prints one JSON object with --json, also for an error", async () => {
    using folder = temporaryFolder();
    await using server = await testServer(SERVICE);
    const args = ["-u", server.url, "-o", "gen", "--json"];
    const cwd = folder.path;
    const { code, stdout, stderr } = await runCli(args, { cwd });
    const report = JSON.parse(stdout) as Record<string, unknown>;
    expect([code, stderr]).toEqual([0, ""]);
    expect(report).toMatchObject({
      version: "0.1.0",
      ok: true,
      exitCode: 0,
      output: join(cwd, "gen"),
      plan: { update: [], delete: [], unchanged: [] },
      changes: [],
      processes: [
        { id: "a", functionName: "a", status: "generated" },
        { id: "b", functionName: "b", status: "generated" },
      ],
      diagnostics: [],
    });
    const failed = await runCli([...args, "--include", "z"], { cwd });
    expect(failed.code).toBe(1);
    expect(JSON.parse(failed.stdout)).toEqual({
      version: "0.1.0",
      ok: false,
      exitCode: 1,
      output: join(cwd, "gen"),
      error: {
        code: "no-process-selected",
        message: "None of the 2 processes is selected.",
        where: server.url,
        hint: 'Check --include, --exclude and --process; there are: "a", "b"',
      },
    });
  });

  it("prints nothing with --quiet", async () => {
    using folder = temporaryFolder();
    await using server = await testServer(SERVICE);
    const args = ["-u", server.url, "--quiet"];
    expect(await runCli(args, { cwd: folder.path })).toEqual({
      code: 0,
      stdout: "",
      stderr: "",
    });
  });

  it("shows a stack only with --verbose", async () => {
    const args = ["-i", "/nowhere"];
    const { stderr } = await runCli(args);
    expect(stderr.split("\n")).toHaveLength(4);
    const verbose = await runCli([...args, "--verbose"]);
    expect(verbose.stderr).toMatch(/\n +at .*statOf/);
  });
});

describe("settings", () => {
  it("come from flags, then the environment, then the file", async () => {
    using folder = temporaryFolder();
    const cwd = folder.path;
    await using server = await testServer(SERVICE);
    mkdirSync(join(cwd, "below"));
    // A configuration above the project's root is not read.
    writeFileSync(join(cwd, "package.json"), "{}");
    writeFileSync(
      join(cwd, "s2gos-codegen.config.yaml"),
      `api_url: http://127.0.0.1:1/\nout: from-file\nheaders: { X-File: f }\ninclude: [a]\n`,
    );
    const file = await runCli([], {
      cwd: join(cwd, "below"),
      env: { S2GOS_API_URL: server.url },
    });
    expect([file.code, Object.keys(readFiles(cwd))]).toEqual([
      0,
      expect.arrayContaining(["from-file/processes/a.ts"]),
    ]);
    expect(Object.keys(readFiles(cwd))).not.toContain(
      "from-file/processes/b.ts",
    );
    const flag = await runCli(
      ["--out", "from-flag", "--header", "X-Flag: g", "--include", "b"],
      { cwd, env: { S2GOS_URL: server.url, S2GOS_OUT: "from-environment" } },
    );
    expect(flag.code).toBe(0);
    expect(Object.keys(readFiles(cwd))).toContain("from-flag/processes/b.ts");
    expect(server.requests.at(-1)).toMatchObject({
      "x-file": "f",
      "x-flag": "g",
    });
  });

  it("that are unknown are refused with a suggestion", async () => {
    using folder = temporaryFolder();
    const file = join(folder.path, "s2gos-codegen.config.json");
    writeFileSync(file, '{"url": "http://h/", "concurency": 2}');
    expect(await runCli([], { cwd: folder.path })).toEqual({
      code: 2,
      stdout: "",
      stderr: `error: There is no setting "concurency".\n  at: ${file}\n  hint: Did you mean "concurrency"?\n`,
    });
  });
});

describe("hostile text", () => {
  const evil = "e\u001B[2J\u0007\u009B31m\u202Evil";

  it("of a server is escaped in all output", async () => {
    using folder = temporaryFolder();
    await using server = await testServer({
      "/": { json: { title: evil } },
      "/processes": { json: list(evil, "a", `x\r\nerror: forged`) },
      ...descriptions("a"),
    });
    const args = ["-u", server.url, "-o", "gen"];
    for (const flags of [[], ["--json"], ["--verbose"]]) {
      const { stdout, stderr } = await runCli([...args, ...flags], {
        cwd: folder.path,
      });
      const printed = stdout + stderr;
      expect(printed).not.toMatch(/[^\P{Cc}\n\t]|\u202E/u);
      expect(printed).not.toMatch(/^error: forged/m);
    }
  });
});

describe("credentials", () => {
  const secrets = {
    S2GOS_PASSWORD: "pass-w0rd-of-mine",
    S2GOS_USERNAME: "me",
    S2GOS_AUTH_TYPE: "basic",
  };
  const basic = Buffer.from("me:pass-w0rd-of-mine").toString("base64");

  // Those of the URL, else those of the environment: the others are not sent, so that no server knows them.
  it.each<[string, string, string[]]>([
    ["of the environment, as text", "", []],
    ["of the environment, as JSON", "", ["--json"]],
    ["of the environment, with everything else", "", ["--verbose"]],
    ["of the URL, as text", "me:pass-w0rd-of-mine@", []],
    ["of the URL, as JSON", "me:pass-w0rd-of-mine@", ["--json"]],
    [
      "of the URL, with everything else",
      "me:pass-w0rd-of-mine@",
      ["--verbose"],
    ],
  ])(
    "are never printed, whatever the server answers, %s",
    async (_name, user, flags) => {
      using folder = temporaryFolder();
      const leaking = JSON.stringify({
        title: "Wrong",
        detail: `pass-w0rd-of-mine ${basic} header-s3cret`,
      });
      await using server = await testServer({
        "/": SERVICE["/"] ?? {},
        "/processes": { json: list("a", "b") },
        "/processes/a": { status: 500, text: leaking },
        "/processes/b": { status: 200, text: `pass-w0rd-of-mine ${leaking}` },
      });
      const url = server.url.replace("//", `//${user}`);
      const { code, stdout, stderr } = await runCli(
        ["-u", url, "--header", "X-Key: header-s3cret", "-o", "gen", ...flags],
        { cwd: folder.path, env: secrets },
      );
      expect(code).toBe(1);
      expect(stdout + stderr).not.toMatch(
        new RegExp(`pass-w0rd-of-mine|header-s3cret|${basic}`),
      );
    },
  );

  it("are in no file that is written", async () => {
    using folder = temporaryFolder();
    await using server = await testServer(SERVICE);
    const url = server.url.replace("//", "//user:url-s3cret@");
    const { code } = await runCli(
      ["-u", url, "--header", "X-Key: header-s3cret", "--save-input", "s.json"],
      { cwd: folder.path, env: secrets },
    );
    expect(code).toBe(0);
    expect(JSON.stringify(readFiles(folder.path))).not.toMatch(
      new RegExp(`pass-w0rd-of-mine|url-s3cret|header-s3cret|${basic}`),
    );
  });
});

describe("an interrupt", () => {
  /** Accepts requests and never answers. */
  async function silentServer() {
    const server = createServer();
    await new Promise<void>((resolve) =>
      server.listen(0, "127.0.0.1", resolve),
    );
    const address = server.address();
    const port = typeof address === "object" ? (address?.port ?? 0) : 0;
    return {
      url: `http://127.0.0.1:${port}/`,
      asked: () =>
        new Promise<void>((resolve) => {
          server.once("request", () => {
            resolve();
          });
        }),
      [Symbol.dispose]: () => {
        server.closeAllConnections();
        server.close();
      },
    };
  }

  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)(
    "by %s ends a run with %i, writes nothing and says so",
    async (signal, code) => {
      using folder = temporaryFolder();
      using server = await silentServer();
      const asked = server.asked();
      using cli = startCli(["-u", server.url], { cwd: folder.path });
      await asked;
      cli.child.kill(signal);
      const stderr = "Interrupted: nothing was written.\n";
      expect(await cli.ends()).toEqual({ code, stdout: "", stderr });
      expect(readFiles(folder.path)).toEqual({});
    },
  );

  it("is an error of the JSON report", async () => {
    using folder = temporaryFolder();
    using server = await silentServer();
    const asked = server.asked();
    using cli = startCli(["-u", server.url, "--json", "--quiet"], {
      cwd: folder.path,
    });
    await asked;
    cli.child.kill("SIGINT");
    const { code, stdout, stderr } = await cli.ends();
    expect([code, stderr]).toEqual([130, ""]);
    expect(JSON.parse(stdout)).toMatchObject({
      ok: false,
      exitCode: 130,
      error: {
        code: "interrupted",
        message: "Interrupted: nothing was written.",
      },
    });
  });
});

describe("watch", () => {
  it("generates again when the processes change, reports an outage once, and ends with 130", async () => {
    using folder = temporaryFolder();
    const table = { ...SERVICE };
    await using server = await testServer(() => table);
    const flags = ["--watch", "0.2", "--summary", "summary.md"];
    using cli = startCli(["-u", server.url, "-o", "gen", ...flags], {
      cwd: folder.path,
    });
    await cli.sees("Generated: gen");
    Object.assign(table, CHANGED);
    await cli.sees("+ a: input size, required (breaking at compile time)");
    table["/processes"] = { status: 403 };
    await cli.sees("error: The server refuses access (HTTP 403).");
    await roundsOf(server, 3);
    table["/processes"] = { status: 404 };
    await cli.sees("error: The server has no such resource (HTTP 404).");
    table["/processes"] = { status: 403 };
    await roundsOf(server, 3);
    Object.assign(table, CHANGED);
    await cli.sees("Up to date: gen");
    cli.child.kill("SIGINT");
    const { code, stderr } = await cli.ends();
    expect(code).toBe(130);
    const said = stderr
      .split("\n")
      .filter((line) => /^\[|^error/.test(line))
      .map((line) => line.replaceAll(/\d\d:\d\d:\d\d/g, "12:34:56"))
      .map((line) => line.replace(/after \d+ s/, "after 2 s"));
    expect(said).toEqual([
      `[12:34:56] Watching ${server.url} every 0.2 s. Ctrl-C ends it.`,
      "[12:34:56] The processes changed:",
      "[12:34:56] The server is away; gen stays as it is until it is back:",
      "error: The server refuses access (HTTP 403).",
      "[12:34:56] The server is away; gen stays as it is until it is back:",
      "error: The server has no such resource (HTTP 404).",
      "[12:34:56] The server is back after 2 s.",
      "[12:34:56] Stopped: gen is as it was at 12:34:56.",
    ]);
    // The last report replaces those before it.
    const summary = readFileSync(join(folder.path, "summary.md"), "utf8");
    expect(summary).toBe("## `gen` is up to date\n\n");
  });

  it("begins while the server is away, and stops before it is there", async () => {
    using folder = temporaryFolder();
    await using server = await testServer({});
    const flags = ["-o", "gen", "--watch", "0.2", "--json"];
    using cli = startCli(["-u", server.url, ...flags], { cwd: folder.path });
    await cli.sees("error: The server has no such resource (HTTP 404).");
    await roundsOf(server, 3);
    cli.child.kill("SIGTERM");
    const { code, stdout, stderr } = await cli.ends();
    expect(code).toBe(143);
    expect(stderr).toMatch(
      /\] Stopped: nothing was written; gen is as it was\.\n$/,
    );
    const lines = stdout.trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { time: expect.any(String) as unknown, ok: false, exitCode: 1 },
    ]);
    expect(readFiles(folder.path)).toEqual({});
  });
});

/** Waits until a server was asked again a number of times. */
async function roundsOf(
  server: { readonly asked: readonly unknown[] },
  rounds: number,
): Promise<void> {
  const seen = server.asked.length;
  while (server.asked.length < seen + 2 * rounds) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe("serve", () => {
  it.each(["SIGINT", "SIGTERM"] as const)(
    "prints its URL, answers, and ends at %s",
    async (signal) => {
      using cli = startCli(["serve", "--port", "0", "--service", "local"]);
      await cli.sees("\n");
      const url = cli.output.stdout.trim();
      expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
      const response = await fetch(`${url}processes`);
      expect(await response.json()).toMatchObject({
        processes: expect.arrayContaining([
          expect.objectContaining({ id: "sleep_a_while" }),
        ]) as unknown,
      });
      cli.child.kill(signal);
      expect((await cli.ends()).code).toBe(0);
    },
  );

  it("says where a port is in use", async () => {
    await using server = await testServer({});
    const port = new URL(server.url).port;
    expect(await runCli(["serve", "--port", port])).toEqual({
      code: 1,
      stdout: "",
      stderr: `error: Port ${port} is in use.\n  hint: Take another one with --port; 0 takes a free one.\n`,
    });
  });
});

describe("inspect", () => {
  it("prints the signatures, and writes nothing", async () => {
    using folder = temporaryFolder();
    await using server = await testServer(CHANGED);
    const { code, stdout, stderr } = await runCli(
      ["inspect", "-u", server.url, "--include", "a"],
      { cwd: folder.path },
    );
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/interface AInputs \{\n +size: number;\n\}/);
    expect(readFiles(folder.path)).toEqual({});
  });
});
