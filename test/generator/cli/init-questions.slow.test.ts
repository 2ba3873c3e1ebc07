import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { PassThrough, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Terminal } from "../../../src/generator/cli/io.js";
import { startServer, type RunningServer } from "../../../src/server/index.js";
import { TSX } from "../../kill/kill-once.js";
import { readFiles, temporaryFolder, writeFiles } from "../output/folder.js";
import { runCli, type CliResult } from "./run-cli.js";

let server: RunningServer;

beforeAll(async () => {
  server = await startServer({ port: 0 });
});

afterAll(async () => {
  await server.close();
});

const ENTER = "\r";
const DOWN = "\u001B[B";
const CTRL_C = "\u0003";
/** Removes a line that is being typed. */
const CTRL_U = "\u0015";

/** What appears on the terminal, and what is typed then. */
type Dialogue = readonly (readonly [seen: string, typed: string])[];

/** Somebody at a terminal, who types when something appears. */
class Typist extends Writable {
  readonly input = new PassThrough();
  /** All that appeared, without colours. */
  shown = "";
  #from = 0;
  readonly #left: (readonly [string, string])[];

  constructor(dialogue: Dialogue) {
    super();
    this.#left = [...dialogue];
  }

  get terminal(): Terminal {
    return { input: this.input, output: this };
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.shown += stripVTControlCharacters(chunk.toString());
    const [seen, typed] = this.#left[0] ?? [];
    const at = seen === undefined ? -1 : this.shown.indexOf(seen, this.#from);
    if (at >= 0) {
      this.#from = this.shown.length;
      this.#left.shift();
      setImmediate(() => this.input.write(typed));
    }
    done();
  }

  /** What was waited for, and did not appear. */
  get missing(): readonly string[] {
    return this.#left.map(([seen]) => seen);
  }
}

async function converse(
  folder: string,
  args: readonly string[],
  dialogue: Dialogue,
): Promise<{ readonly result: CliResult; readonly shown: string }> {
  const typist = new Typist(dialogue);
  const result = await runCli(["init", ...args], {
    cwd: folder,
    terminal: typist.terminal,
  });
  expect(typist.missing).toEqual([]);
  return { result, shown: typist.shown };
}

describe("on a terminal, init asks", () => {
  it("for all that no flag says", async () => {
    using folder = temporaryFolder();
    writeFiles(folder.path, { "package.json": "{}" });
    const { result, shown } = await converse(
      folder.path,
      [],
      [
        ["Landing page of the server?", `${server.url}nowhere${ENTER}`],
        ["The server has no such resource (HTTP 404).", ""],
        ["Landing page of the server?", `${CTRL_U}${server.url}${ENTER}`],
        ["Folder of the package?", `${CTRL_U}client${ENTER}`],
        ["Language of the configuration file?", `${DOWN}${ENTER}`],
        ["Regenerate in CI when processes change?", `${DOWN}${ENTER}`],
        ["Write the files?", ENTER],
      ],
    );
    expect(result.code, result.stderr).toBe(0);
    expect(shown).toContain("S2GOS Test-Server: 2 processes.");
    expect(Object.keys(readFiles(folder.path))).toEqual([
      "package.json",
      "s2gos-codegen.config.ts",
    ]);
    expect(readFiles(folder.path)["s2gos-codegen.config.ts"]).toContain(
      `  url: "${server.url}",\n  out: "client",\n`,
    );
  });

  it("only for what no flag says", async () => {
    using folder = temporaryFolder();
    writeFiles(folder.path, { "package.json": "{}" });
    const { result, shown } = await converse(
      folder.path,
      ["--url", server.url, "--out", "gen", "--format", "json"],
      [
        ["Regenerate in CI when processes change?", ENTER],
        ["Write the files?", ENTER],
      ],
    );
    expect(result.code, result.stderr).toBe(0);
    expect(shown).not.toContain("Landing page");
    expect(Object.keys(readFiles(folder.path))).toEqual([
      ".github/workflows/s2gos-check.yml",
      ".github/workflows/s2gos-regenerate.yml",
      "package.json",
      "s2gos-codegen.config.json",
    ]);
  });

  it("whether a URL is meant that gives no answer", async () => {
    using folder = temporaryFolder();
    const { result } = await converse(
      folder.path,
      ["--out", "gen", "--format", "json", "--ci", "none"],
      [
        ["Landing page of the server?", `http://127.0.0.1:1/${ENTER}`],
        ["Take this URL all the same?", ENTER],
        ["Write the files?", ENTER],
      ],
    );
    expect(result.code, result.stderr).toBe(0);
    expect(readFiles(folder.path)["s2gos-codegen.config.json"]).toContain(
      '"url": "http://127.0.0.1:1/"',
    );
  });

  it("nothing with --yes", async () => {
    using folder = temporaryFolder();
    const { result, shown } = await converse(
      folder.path,
      ["--yes", "--url", server.url, "--ci", "none"],
      [],
    );
    expect([result.code, shown]).toEqual([0, ""]);
  });
});

describe("nothing is written", () => {
  it.each<[string, Dialogue]>([
    ["after Ctrl-C", [["Landing page of the server?", CTRL_C]]],
    [
      "after Ctrl-C at the last question",
      [
        ["Landing page of the server?", `http://127.0.0.1:1/${ENTER}`],
        ["Take this URL all the same?", ENTER],
        ["Folder of the package?", ENTER],
        ["Language of the configuration file?", ENTER],
        ["Regenerate in CI when processes change?", ENTER],
        ["Write the files?", CTRL_C],
      ],
    ],
    [
      "after a No",
      [
        ["Landing page of the server?", `http://127.0.0.1:1/${ENTER}`],
        ["Take this URL all the same?", ENTER],
        ["Folder of the package?", ENTER],
        ["Language of the configuration file?", ENTER],
        ["Regenerate in CI when processes change?", ENTER],
        ["Write the files?", "n"],
      ],
    ],
  ])("%s", async (_name, dialogue) => {
    using folder = temporaryFolder();
    writeFiles(folder.path, { "package.json": "{}" });
    const { result } = await converse(folder.path, [], dialogue);
    expect(result).toEqual({
      code: 130,
      stdout: "",
      stderr: "Nothing was written.\n",
    });
    expect(readFiles(folder.path)).toEqual({ "package.json": "{}" });
  });
});

const MAIN = fileURLToPath(
  new URL("../../../src/generator/cli/main.ts", import.meta.url),
);

/** util-linux's program that runs another one on a terminal of its own; others of the name have other flags. */
const HAS_SCRIPT = spawnSync("script", ["--version"], {
  encoding: "utf8",
}).stdout?.includes("util-linux");

it.skipIf(!HAS_SCRIPT)(
  "Ctrl-C on a real terminal ends the process with 130, and leaves the terminal as it was",
  async () => {
    using folder = temporaryFolder();
    writeFiles(folder.path, { "package.json": "{}" });
    const words = [process.execPath, ...TSX, MAIN, "init"];
    const command = words.map((word) => `'${word}'`).join(" ");
    const child = spawn(
      "script",
      [
        "-qec",
        `stty cols 80 rows 24; ${command}; echo "code $?"; stty -a`,
        "/dev/null",
      ],
      {
        cwd: folder.path,
        env: { PATH: process.env["PATH"], TERM: "xterm" },
      },
    );
    let shown = "";
    child.stdout.on("data", (chunk: Buffer) => {
      const before = shown.includes("Landing page");
      shown += stripVTControlCharacters(chunk.toString());
      if (!before && shown.includes("Landing page")) child.stdin.write(CTRL_C);
    });
    await once(child, "close");
    expect(shown).toContain("Nothing was written.");
    expect(shown).toMatch(/code 130\s/);
    // Letters are shown and lines are edited, as before.
    expect(shown).toMatch(/[^-]icanon/);
    expect(shown).toMatch(/[^-]echo /);
    expect(readFiles(folder.path)).toEqual({ "package.json": "{}" });
  },
);
