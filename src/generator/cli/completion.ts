import type { Options } from "yargs";
import { COMMAND_FLAGS } from "./usage-error.js";

/** How the completion script asks for words: the flag, the program, and all words of the line up to the cursor. */
const ASKS = "--get-yargs-completions";

/** Whether a command line asks for the completion script, or comes from it. */
export function asksForCompletion(argv: readonly string[]): boolean {
  return argv[0] === "completion" || argv[0] === ASKS;
}

/**
 * The command line as the parser completes it: it knows the flags of a command only where that is named. Undefined:
 * the word is the value of a flag, for which the shell completes paths.
 */
export function completedArguments(
  argv: readonly string[],
): readonly string[] | undefined {
  const [first, program = "", ...words] = argv;
  if (first !== ASKS) return argv;
  const before = words.at(-2) ?? "";
  if (takesText(before)) return undefined;
  const current = words.at(-1) ?? "";
  const isCommandNamed = words.some((word) =>
    Object.hasOwn(COMMAND_FLAGS, word),
  );
  const isFlag = [before, current].some((word) => word.startsWith("-"));
  return isFlag && !isCommandNamed
    ? [ASKS, program, "generate", ...words]
    : argv;
}

/** What is offered, without the short names, which the parser gives two dashes. */
export function offeredWords(text: string): string {
  return text
    .split("\n")
    .filter((line) => !/^--[a-z](?::|$)/i.test(line))
    .join("\n");
}

/** Whether a word is a flag after which a text stands that nobody can guess. */
function takesText(word: string): boolean {
  const name = /^--?([^=]+)$/.exec(word)?.[1];
  if (name === undefined) return false;
  const flags = Object.values(COMMAND_FLAGS).flatMap((group) =>
    Object.entries<Options>(group),
  );
  return flags.some(
    ([flag, { alias, choices, type }]) =>
      (flag === name || alias === name) &&
      type !== "boolean" &&
      choices === undefined,
  );
}
