import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { TSX } from "../../kill/kill-once.js";
import { MAIN, spawnCli } from "./run-cli.js";

/** Completes a line as bash does: the function of the script reads its words from these variables. */
const COMPLETE = `source completion.sh
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=()
"$(complete -p s2gos-codegen | sed 's/.* -F \\([^ ]*\\) .*/\\1/')"
echo "\${COMPREPLY[@]}"`;

/** The script is for the user's shell. */
const BASH = { SHELL: "/bin/bash" };

let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "s2gos-completion-"));
  const command = join(folder, "s2gos-codegen");
  const program = [process.execPath, ...TSX, MAIN];
  const words = program.map((word) => `'${word}'`).join(" ");
  writeFileSync(command, `#!/bin/sh\nexec ${words} "$@"\n`);
  chmodSync(command, 0o755);
  const { stdout } = await spawnCli(["completion"], { env: BASH });
  writeFileSync(join(folder, "completion.sh"), stdout);
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function completions(words: readonly string[]): readonly string[] {
  const { stdout, stderr } = spawnSync(
    "bash",
    ["--norc", "-c", COMPLETE, "bash", "s2gos-codegen", ...words],
    {
      encoding: "utf8",
      cwd: folder,
      env: { PATH: `${folder}:${process.env["PATH"] ?? ""}`, ...BASH },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  expect(stderr).toBe("");
  return stdout.trim().split(" ").filter(Boolean);
}

it.each<[string, readonly string[], readonly string[]]>([
  [
    "commands",
    [""],
    [
      "generate",
      "init",
      "inspect",
      "run",
      "jobs",
      "results",
      "dismiss",
      "serve",
      "completion",
    ],
  ],
  ["flags of a call", ["run", "x", "--max"], ["--max-wait"]],
  ["the modes of a call", ["run", "--mode", "s"], ["sync"]],
  ["the beginning of a command", ["ins"], ["inspect"]],
  ["flags of the default command", ["--ch"], ["--check"]],
  ["flags after flags", ["-o", "gen", "--fail"], ["--fail-on"]],
  ["flags of a command", ["serve", "--s"], ["--service"]],
  ["the values of a flag", ["--emit", ""], ["ts", "js"]],
  ["the values of a command's flag", ["serve", "--service", "l"], ["local"]],
  ["no words after a flag that takes a path", ["--out", ""], []],
])("bash offers %s", (_, words, wanted) => {
  expect(completions(words)).toEqual(wanted);
});

it("offers zsh each word with what it means", async () => {
  const asked = ["--get-yargs-completions", "s2gos-codegen", "serve", "--"];
  const { code, stdout } = await spawnCli(asked, {
    env: { SHELL: "/bin/zsh" },
  });
  expect(code).toBe(0);
  expect(stdout.split("\n").slice(0, 4)).toEqual([
    "--help:Show help",
    "--version:Show version number",
    "--service:Which processes it offers  [default: s2gos, and none besides a recording]",
    "--recording:File that --save-input wrote: it offers these processes, with sampled outputs",
  ]);
});
