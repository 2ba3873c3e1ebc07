import yargs, { type Options } from "yargs";
import { UsageError } from "../errors.js";
import { isJsonArray, mapMembers } from "../json.js";
import {
  GENERATE_FLAGS,
  REPORT_FLAGS,
  SERVE_FLAGS,
  SOURCE_FLAGS,
} from "./flags.js";
import { INIT_FLAGS } from "./init-flags.js";
import { suggestion } from "./suggest.js";

const COMMANDS = ["generate", "init", "inspect", "serve"] as const;

/** What the command line asks for: a command with its flags, or a text to print. */
export type ParsedArguments =
  | { readonly text: string }
  | {
      readonly command: (typeof COMMANDS)[number];
      readonly flags: Readonly<Record<string, unknown>>;
    };

const EPILOGUE = `Flags take precedence over the environment, and that over the configuration
file. Environment: S2GOS_URL (or S2GOS_API_URL), S2GOS_OUT and so on.
Credentials have no flags: S2GOS_AUTH_TYPE, S2GOS_USERNAME, S2GOS_PASSWORD,
S2GOS_TOKEN, S2GOS_API_KEY ...

Exit codes: 0 done, or no drift; 1 generation failed; 2 wrong usage or
configuration; 3 --check found drift; 4 warnings under --strict; 130 interrupted.`;

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
  const parser = yargs()
    .scriptName("s2gos-codegen")
    .usage(
      "Turns the processes of an OGC API - Processes server into a typed TypeScript client.\n\n$0 [command] [flags]",
    )
    .command(["generate", "$0"], "Write the package (the default)", (command) =>
      command.options({ ...SOURCE_FLAGS, ...GENERATE_FLAGS, ...REPORT_FLAGS }),
    )
    .command(
      "init",
      "Write a configuration, scripts and workflows for a project",
      (command) => command.options({ ...INIT_FLAGS, ...REPORT_FLAGS }),
    )
    .command(
      "inspect",
      "Print the typed signatures, write nothing",
      (command) => command.options({ ...SOURCE_FLAGS, ...REPORT_FLAGS }),
    )
    .command("serve", "Start the embedded server", (command) =>
      command.options({ ...SERVE_FLAGS, ...REPORT_FLAGS }),
    )
    .example([
      ["$0 -u http://localhost:8008/ -o gen", "Generate"],
      ["$0 -o gen --check", "Look for drift in CI"],
      ["$0 -i snapshot.json -o gen", "Generate without a server"],
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
    .strict()
    .demandCommand(0, 0)
    .help()
    .alias("help", "h")
    .version(version)
    .alias("version", "V")
    .wrap(100)
    .exitProcess(false)
    .fail((message: string | null, error: Error | undefined) => {
      failure = message ?? error?.message ?? "The command line is not valid.";
    });
  const parsed = await parser.parseAsync(
    withoutDefaultCommand(standardInput(argv)),
    {},
    (_error: unknown, _argv: unknown, output: string) => {
      text = output;
    },
  );
  if (failure !== undefined) throw usageError(failure);
  if (text !== "") return { text: `${text}\n` };
  const [word] = parsed._;
  return {
    command: COMMANDS.find((name) => name === word) ?? "generate",
    flags: lastOfRepeated(parsed),
  };
}

/** Where a flag that takes one value is repeated, as in `npm run generate -- --url ...`, its last value is taken. */
function lastOfRepeated(
  flags: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return mapMembers(flags, (value, name) =>
    isJsonArray(value) && !REPEATABLE.has(name) ? value.at(-1) : value,
  );
}

/** The flags that take several values, by their names in camelCase. */
const REPEATABLE: ReadonlySet<string> = new Set(
  Object.entries<Options>({ ...SOURCE_FLAGS, ...SERVE_FLAGS }).flatMap(
    ([name, { type }]) =>
      type === "array"
        ? [
            name.replaceAll(/-([a-z])/g, (_, letter: string) =>
              letter.toUpperCase(),
            ),
          ]
        : [],
  ),
);

/**
 * The arguments without the name of the default command: where a command is
 * named, the parser composes the help text even if it is not printed, which
 * takes longer than all the rest of parsing.
 */
function withoutDefaultCommand(argv: readonly string[]): readonly string[] {
  const [first, ...others] = argv;
  const meansMore = others.some((word) =>
    /^(?:--help\b|-\w*[hV]|(?:generate|help|init|inspect|serve)$)/.test(word),
  );
  return first === "generate" && !meansMore ? others : argv;
}

/** `--input -` as `--input=-`: the parser takes `-` alone for a flag. */
function standardInput(argv: readonly string[]): readonly string[] {
  const at = argv.findIndex(
    (word, index) =>
      word === "-" && /^(--input|-i)$/.test(argv[index - 1] ?? ""),
  );
  return at < 0
    ? argv
    : [...argv.slice(0, at - 1), "--input=-", ...argv.slice(at + 1)];
}

function usageError(message: string): UsageError {
  const [line = ""] = message.split("\n");
  const lacking = /^Implications failed:\s*(\S+) -> (\S+)/.exec(
    message.replaceAll("\n", " "),
  );
  if (lacking) {
    const [, flag = "", needed = ""] = lacking;
    return new UsageError(
      `--${kebabCase(flag)} needs --${kebabCase(needed)}.`,
      {
        hint: "See s2gos-codegen --help.",
      },
    );
  }
  const unknown = /^Unknown arguments?: (.*)$/.exec(line)?.[1]?.split(", ")[0];
  const near =
    unknown === undefined ? undefined : suggestion(unknown, flagNames());
  return new UsageError(message.replaceAll(/\s+/g, " ").trim(), {
    hint:
      near === undefined
        ? "See s2gos-codegen --help."
        : `Did you mean --${near}?`,
  });
}

function kebabCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, "-$&").toLowerCase();
}

function flagNames(): readonly string[] {
  return [
    ...Object.keys({
      ...SOURCE_FLAGS,
      ...GENERATE_FLAGS,
      ...SERVE_FLAGS,
      ...INIT_FLAGS,
      ...REPORT_FLAGS,
    }),
    "help",
    "version",
  ];
}
