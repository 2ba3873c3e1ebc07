import { chmodSync, existsSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import {
  MAIN,
  startCommand,
  type CliProcess,
} from "../generator/cli/run-cli.js";
import { writeFiles } from "../generator/output/folder.js";
import { TSX } from "../kill/kill-once.js";

/** The command as a project has it installed, by the name that the pages give it. */
const NPX = `#!/bin/sh
shift
exec ${[process.execPath, ...TSX, MAIN].map((word) => `'${word}'`).join(" ")} "$@"
`;

/** What GitHub sets for a step. */
export const GITHUB = {
  GITHUB_ACTIONS: "true",
  GITHUB_STEP_SUMMARY: "summary.md",
};

/** Between two lines that have the time of day, where a transcript shows them. */
const SECONDS_BETWEEN_LINES = 20;

/** A folder in which commands of the pages are run, and what a terminal shows of them. */
export class TranscribedProject {
  readonly folder: string;
  /** The server's landing page, which the transcripts call `http://localhost:8008/`. */
  readonly #url: string;

  constructor(folder: string, url: string) {
    this.folder = folder;
    this.#url = url;
    const config = { url, out: "src/generated" };
    writeFiles(folder, {
      "package.json": '{ "name": "scenes", "private": true, "type": "module" }',
      "package-lock.json": "{}",
      "tsconfig.json": '{ "compilerOptions": { "module": "nodenext" } }',
      "s2gos-codegen.config.json": JSON.stringify(config),
      "bin/npx": NPX,
    });
    chmodSync(join(folder, "bin/npx"), 0o755);
  }

  /** Runs a command to its end: its line, what it prints, and its exit code as a shell tells it. */
  async run(
    command: string,
    env: Readonly<Record<string, string>> = {},
  ): Promise<string> {
    using started = this.start(command, env);
    const { code, stdout } = await started.ends();
    return `$ ${command}\n${this.shown(stdout)}$ echo $?\n${code}\n`;
  }

  /** Starts a command, whose outputs come as a terminal shows them: both in one. */
  start(
    command: string,
    env: Readonly<Record<string, string>> = {},
  ): CliProcess {
    const bin = join(this.folder, "bin");
    return startCommand("sh", ["-c", `exec ${command} 2>&1`], {
      cwd: this.folder,
      env: {
        ...env,
        PATH: `${bin}:${dirname(process.execPath)}:/usr/bin:/bin`,
      },
    });
  }

  /** The summary of the step, which is then empty again, as for the next step. */
  takeSummary(): string {
    const path = join(this.folder, GITHUB.GITHUB_STEP_SUMMARY);
    const text = existsSync(path) ? readFileSync(path, "utf8") : "";
    rmSync(path, { force: true });
    return this.shown(`${text.trimEnd()}\n`);
  }

  /** A text as it is shown anywhere and at any time: with the server of the pages, and times of its own. */
  shown(text: string): string {
    const { host } = new URL(this.#url);
    return withOwnTimes(text).replaceAll(host, "localhost:8008");
  }
}

/** Each line that begins with the time of day is as much later than the one before; times within lines are that of the line before. */
function withOwnTimes(text: string): string {
  let seconds = 9 * 3600;
  return text
    .replaceAll(/^\[\d\d:\d\d:\d\d\]|\d\d:\d\d:\d\d/gm, (time) => {
      if (!time.startsWith("[")) return clock(seconds - SECONDS_BETWEEN_LINES);
      seconds += SECONDS_BETWEEN_LINES;
      return `[${clock(seconds)}]`;
    })
    .replaceAll(/after \d+ s\b/g, `after ${SECONDS_BETWEEN_LINES} s`);
}

/** Seconds since midnight as the time of day. */
function clock(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(11, 19);
}
