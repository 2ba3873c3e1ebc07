import { UsageError } from "../errors.js";
import { suggestion } from "../suggest.js";
import {
  GENERATE_FLAGS,
  REPORT_FLAGS,
  SERVE_FLAGS,
  SOURCE_FLAGS,
} from "./flags.js";
import { INIT_FLAGS } from "./init-flags.js";
import {
  DISMISS_FLAGS,
  JOBS_FLAGS,
  RESULTS_FLAGS,
  RUN_FLAGS,
} from "./job-flags.js";

/** The flags of each command. */
export const COMMAND_FLAGS = {
  generate: { ...SOURCE_FLAGS, ...GENERATE_FLAGS, ...REPORT_FLAGS },
  init: { ...INIT_FLAGS, ...REPORT_FLAGS },
  inspect: { ...SOURCE_FLAGS, json: GENERATE_FLAGS.json, ...REPORT_FLAGS },
  run: { ...RUN_FLAGS, ...REPORT_FLAGS },
  jobs: { ...JOBS_FLAGS, ...REPORT_FLAGS },
  results: { ...RESULTS_FLAGS, ...REPORT_FLAGS },
  dismiss: { ...DISMISS_FLAGS, ...REPORT_FLAGS },
  serve: { ...SERVE_FLAGS, ...REPORT_FLAGS },
} as const;

/** A command that runs; the parser itself prints what `completion` prints. */
export type Command = keyof typeof COMMAND_FLAGS;

/** The names of the commands that run. */
export const COMMANDS = Object.keys(COMMAND_FLAGS) as readonly Command[];

/** The commands that ask a server about processes and jobs. */
const JOB_COMMANDS = ["run", "jobs", "results", "dismiss"] as const;

/** A command that asks a server about processes and jobs. */
export type JobCommand = (typeof JOB_COMMANDS)[number];

/** Whether a command is one of these. */
export function isJobCommand(command: Command): command is JobCommand {
  return JOB_COMMANDS.some((name) => name === command);
}

const OFFERED = [...COMMANDS, "completion"];

/**
 * The error for a command line that the parser does not take.
 *
 * @param message - What the parser says.
 * @param argv - The command line.
 */
export function usageError(
  message: string,
  argv: readonly string[],
): UsageError {
  const text = message.replaceAll(/\s+/g, " ").trim();
  const lacking = /^Implications failed: (\S+) -> (\S+)/.exec(text);
  if (lacking) {
    const [, flag = "", needed = ""] = lacking;
    return errorOf(`--${kebabCase(flag)} needs --${kebabCase(needed)}.`);
  }
  if (text.startsWith(REFUSED)) return otherChoice(text.slice(REFUSED.length));
  if (/^(?:Not enough non-option|Missing required) argument/.test(text)) {
    return errorOf(
      argv[0] === "run"
        ? "run needs the id of a process."
        : `${String(argv[0])} needs the id of a job.`,
      `See s2gos-codegen ${String(argv[0])} --help.`,
    );
  }
  const name = /^Unknown arguments?: (.*)$/.exec(text)?.[1]?.split(", ")[0];
  if (name === undefined) return errorOf(text);
  // The parser names flags without their dashes.
  return argv.includes(name) && !name.startsWith("-")
    ? unknownWord(name, argv)
    : unknownFlag(name, argv);
}

/** How the parser begins what it says of a value that is none of those that a flag takes. */
const REFUSED = "Invalid values: Argument: ";

/**
 * The error for a value that is none of those that a flag takes.
 *
 * @param said - What the parser says after {@link REFUSED}: `emit, Given: "x", Choices: "js", "ts"`.
 */
function otherChoice(said: string): UsageError {
  const [flag = ""] = said.split(", Given: ", 1);
  const end = said.lastIndexOf(", Choices: ");
  const given = said.slice(flag.length + ", Given: ".length, end);
  const choices = said.slice(end + ", Choices: ".length);
  const known = choices
    .split(", ")
    .map((choice) => choice.replace(/^"|"$/g, ""));
  const near = suggestion(given.replace(/^"|"$/g, ""), known);
  return errorOf(
    `--${kebabCase(flag)} takes ${known.join(", ")}, not ${given}.`,
    near === undefined ? undefined : `Did you mean ${near}?`,
  );
}

function unknownWord(word: string, argv: readonly string[]): UsageError {
  const shown = JSON.stringify(word);
  const isFirst = argv[0] === word;
  const near = isFirst ? suggestion(word, OFFERED) : undefined;
  if (near !== undefined) {
    return errorOf(`There is no command ${shown}.`, `Did you mean ${near}?`);
  }
  if (argv[0] === "run" && word.includes("=")) {
    return errorOf(
      `The command line has ${shown}, which belongs to no flag.`,
      `Did you mean --set ${word}?`,
    );
  }
  return errorOf(
    `The command line has ${shown}, which belongs to no flag.`,
    `Commands are ${OFFERED.join(", ")}; see s2gos-codegen --help.`,
  );
}

function unknownFlag(name: string, argv: readonly string[]): UsageError {
  const shown = name.length === 1 ? `-${name}` : `--${kebabCase(name)}`;
  const near =
    name.length === 1 ? undefined : suggestion(name, flagsOf(argv[0]));
  return errorOf(
    `There is no flag ${shown}.`,
    near === undefined ? undefined : `Did you mean --${near}?`,
  );
}

function errorOf(
  message: string,
  hint = "See s2gos-codegen --help.",
): UsageError {
  return new UsageError(message, { hint });
}

function flagsOf(command: string | undefined): readonly string[] {
  const named = COMMANDS.find((name) => name === command) ?? "generate";
  const flags = COMMAND_FLAGS[named];
  return [...Object.keys(flags), "help", "version"];
}

function kebabCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, "-$&").toLowerCase();
}
