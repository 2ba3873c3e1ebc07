import yargs, { type Options } from "yargs";
import { isJsonArray, mapMembers } from "../json.js";
import {
  asksForCompletion,
  completedArguments,
  offeredWords,
} from "./completion.js";
import {
  COMMAND_FLAGS,
  COMMANDS,
  usageError,
  type Command,
} from "./usage-error.js";

/** What the command line asks for: a command with its flags, or a text to print. */
export type ParsedArguments =
  | { readonly text: string }
  | {
      readonly command: Command;
      readonly flags: Readonly<Record<string, unknown>>;
    };

const EPILOGUE = `Flags take precedence over the environment, and that over the configuration
file. Environment: S2GOS_URL (or S2GOS_API_URL), S2GOS_OUT and so on.
Credentials have no flags: S2GOS_AUTH_TYPE, S2GOS_USERNAME, S2GOS_PASSWORD,
S2GOS_TOKEN, S2GOS_API_KEY ...

Exit codes: 0 done, or no drift; 1 generation failed; 2 wrong usage or
configuration; 3 --check found drift; 4 warnings under --strict; 130 or 143
interrupted by Ctrl-C or SIGTERM. Of a job: 5 failed; 6 dismissed; 7 not ended
in time; 8 no such process or job; 9 access refused.`;

/**
 * Reads the command line.
 *
 * @param version - What `--version` prints.
 * @throws UsageError for unknown or malformed flags.
 */
export async function parseArguments(
  argv: readonly string[],
  version: string,
): Promise<ParsedArguments> {
  let text = "";
  let failure: string | undefined;
  const isCompletion = asksForCompletion(argv);
  const parser = yargs()
    .scriptName("s2gos-codegen")
    .usage(
      "Turns the processes of an OGC API - Processes server into a typed TypeScript client.\n\n$0 [command] [flags]",
    )
    .command(
      // The parser would run the default command instead of printing the script.
      isCompletion ? "generate" : ["generate", "$0"],
      "Write the package (the default)",
      (command) => command.options(COMMAND_FLAGS.generate),
    )
    .command(
      "init",
      "Write a configuration, scripts and workflows for a project",
      (command) => command.options(COMMAND_FLAGS.init),
    )
    .command(
      "inspect [ids..]",
      "Print the typed signatures, write nothing",
      (command) =>
        command.options(COMMAND_FLAGS.inspect).positional("ids", {
          type: "string",
          description: "Ids of the processes, as with --process",
        }),
    )
    .command("run <id>", "Run a process, and print its results", (c) =>
      c
        .options(COMMAND_FLAGS.run)
        .positional("id", textOf("Id of the process")),
    )
    .command("jobs [job]", "List the server's jobs, or tell of one", (c) =>
      c.options(COMMAND_FLAGS.jobs).positional("job", textOf("Id of the job")),
    )
    .command("results <job>", "Print the results of a job", (c) =>
      c
        .options(COMMAND_FLAGS.results)
        .positional("job", textOf("Id of the job")),
    )
    .command("dismiss <jobs..>", "Dismiss jobs", (c) =>
      c
        .options(COMMAND_FLAGS.dismiss)
        .positional("jobs", textOf("Ids of the jobs")),
    )
    .command("serve", "Start the embedded server", (command) =>
      command.options(COMMAND_FLAGS.serve),
    )
    .example([
      ["$0 -u http://localhost:8008/ -o gen", "Generate"],
      ["$0 -o gen --check", "Look for drift in CI"],
      ["$0 -i snapshot.json -o gen", "Generate without a server"],
      ["$0 run primes_between --set max_val=50", "Run a process"],
    ])
    .epilogue(EPILOGUE)
    .conflicts({ check: ["dry-run", "force", "watch"], "dry-run": ["watch"] })
    .implies("failOn", "check")
    .parserConfiguration({
      "boolean-negation": true,
      "camel-case-expansion": true,
      "dot-notation": false,
      "duplicate-arguments-array": true,
      "greedy-arrays": false,
      "parse-numbers": false,
      "strip-aliased": true,
      "strip-dashed": true,
    })
    .strict(!isCompletion)
    .demandCommand(0, isCompletion ? Infinity : 0)
    .help()
    .alias("help", "h")
    .completion(
      "completion",
      "Print a script for the completion of bash or zsh",
    )
    .version(version)
    .alias("version", "V")
    .wrap(100)
    .exitProcess(false)
    .fail((message: string | null, error: Error | undefined) => {
      failure = message ?? error?.message ?? "The command line is not valid.";
    });
  const completed = isCompletion ? completedArguments(argv) : argv;
  if (completed === undefined) return { text: "" };
  const parsed = await parser.parseAsync(
    withoutDefaultCommand(standardInput(completed)),
    {},
    (_error: unknown, _argv: unknown, output: string) => {
      text = output;
    },
  );
  if (failure !== undefined) throw usageError(failure, argv);
  if (isCompletion) return { text: `${offeredWords(text)}\n` };
  if (text !== "") return { text: `${text}\n` };
  const [word] = parsed._;
  return {
    command: COMMANDS.find((name) => name === word) ?? "generate",
    flags: lastOfRepeated(withNamedIds(parsed)),
  };
}

function textOf(description: string): {
  readonly type: "string";
  readonly description: string;
} {
  return { type: "string", description };
}

/** The ids after `inspect` mean the same as `--process`. */
function withNamedIds(
  flags: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const { ids = [], process = [] } = flags as {
    readonly ids?: readonly string[];
    readonly process?: readonly string[];
  };
  return ids.length === 0 ? flags : { ...flags, process: [...process, ...ids] };
}

/** Where a flag that takes one value is repeated, as in `npm run generate -- --url ...`, its last value is taken. */
function lastOfRepeated(
  flags: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return mapMembers(flags, (value, name) =>
    isJsonArray(value) && !REPEATABLE.has(name) ? value.at(-1) : value,
  );
}

/** The flags and arguments that take several values, by their names in camelCase. */
const REPEATABLE: ReadonlySet<string> = new Set([
  "jobs",
  ...Object.values(COMMAND_FLAGS)
    .flatMap((flags) => Object.entries<Options>(flags))
    .flatMap(([name, { type }]) =>
      type === "array"
        ? [
            name.replaceAll(/-([a-z])/g, (_, letter: string) =>
              letter.toUpperCase(),
            ),
          ]
        : [],
    ),
]);

/**
 * The arguments without the name of the default command: where a command is
 * named, the parser composes the help text even if it is not printed, which
 * takes longer than all the rest of parsing.
 */
function withoutDefaultCommand(argv: readonly string[]): readonly string[] {
  const [first, ...others] = argv;
  const meansMore = others.some(
    (word) =>
      /^(?:--help\b|-\w*[hV]|help$)/.test(word) ||
      COMMANDS.some((name) => name === word),
  );
  return first === "generate" && !meansMore ? others : argv;
}

/** `--input -` as `--input=-`, and `--inputs -` alike: the parser takes `-` alone for a flag. */
function standardInput(argv: readonly string[]): readonly string[] {
  const at = argv.findIndex(
    (word, index) =>
      word === "-" && /^(--inputs?|-i)$/.test(argv[index - 1] ?? ""),
  );
  const flag = argv[at - 1] === "--inputs" ? "--inputs" : "--input";
  return at < 0
    ? argv
    : [...argv.slice(0, at - 1), `${flag}=-`, ...argv.slice(at + 1)];
}
