import { expect, it } from "vitest";
import { parseArguments } from "../../../src/generator/cli/arguments.js";
import type { UsageError } from "../../../src/generator/errors.js";

const HELP = "See s2gos-codegen --help.";
const COMMANDS =
  "Commands are generate, init, inspect, run, jobs, results, dismiss, serve, completion; see s2gos-codegen --help.";

/** What is said of a command line: the message, and the hint. */
async function saidOf(line: string): Promise<readonly unknown[]> {
  const words = line.split(" ").filter(Boolean);
  const error: unknown = await parseArguments(words, "1.2.3").then(
    () => undefined,
    (reason: unknown) => reason,
  );
  const { message, hint, exitCode } = error as UsageError;
  expect(exitCode).toBe(2);
  return [message, hint];
}

it.each([
  ["--urll http://h/", "There is no flag --urll.", "Did you mean --url?"],
  ["--chekc", "There is no flag --chekc.", "Did you mean --check?"],
  ["--output x", "There is no flag --output.", "Did you mean --out?"],
  ["--fail-no any", "There is no flag --fail-no.", "Did you mean --fail-on?"],
  ["--verison", "There is no flag --verison.", "Did you mean --version?"],
  ["--frobnicate", "There is no flag --frobnicate.", HELP],
  ["-Z", "There is no flag -Z.", HELP],
  ["serve --prot 1", "There is no flag --prot.", "Did you mean --port?"],
  ["serve --urll x", "There is no flag --urll.", HELP],
  [
    "insepct -u http://h/",
    'There is no command "insepct".',
    "Did you mean inspect?",
  ],
  ["serv", 'There is no command "serv".', "Did you mean serve?"],
  ["generat", 'There is no command "generat".', "Did you mean generate?"],
  [
    "frobnicate",
    'The command line has "frobnicate", which belongs to no flag.',
    COMMANDS,
  ],
  [
    "--check serv",
    'The command line has "serv", which belongs to no flag.',
    COMMANDS,
  ],
  ["--fail-on any", "--fail-on needs --check.", HELP],
  ["run p --mode quick", '--mode takes async, sync, auto, not "quick".', HELP],
  [
    "run p --mode asnyc",
    '--mode takes async, sync, auto, not "asnyc".',
    "Did you mean async?",
  ],
  ["-o", "Not enough arguments following: o", HELP],
])("%j: %s %s", async (line, message, hint) => {
  expect(await saidOf(line)).toEqual([message, hint]);
});
