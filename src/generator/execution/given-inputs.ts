import { UsageError } from "../errors.js";
import { holdsExactNumbers, withExactNumbers } from "../exact-numbers.js";
import { isJsonObject } from "../json.js";
import type { ProcessModel } from "../model/service-model.js";
import { suggestion } from "../suggest.js";
import type { Values } from "./described-process.js";

/** One text that the command line gives to an input: `name=value`. */
export interface Assignment {
  readonly name: string;
  readonly text: string;
}

/**
 * Takes a text `name=value` apart. A name may hold `=` itself: the shortest one that the process describes is meant.
 *
 * @param names - Of the inputs that the process describes.
 * @throws UsageError where there is no `=`.
 */
export function assignmentOf(
  given: string,
  names: readonly string[],
): Assignment {
  const end = given.indexOf("=");
  if (end < 0) {
    throw new UsageError(
      `--set ${JSON.stringify(given)} gives no value to an input.`,
      { hint: "Write --set name=value; name= is an empty text." },
    );
  }
  const name =
    names
      .filter((known) => given.startsWith(`${known}=`))
      .sort((left, right) => left.length - right.length)[0] ??
    given.slice(0, end);
  return { name, text: given.slice(name.length + 1) };
}

/** Where the value of an input comes from. */
export type ValueSource = { readonly text: string } | { readonly path: string };

/** What the text of a value means: after `@`, the name of a file, or `-` for standard input; after `@@`, a text that begins with `@`. */
export function sourceOf(text: string): ValueSource {
  if (text.startsWith("@@")) return { text: text.slice(1) };
  return text.startsWith("@") ? { path: text.slice(1) } : { text };
}

/** The inputs that a file gives, and which file it is. */
export interface InputsFile {
  readonly path: string;
  readonly text: string;
}

/**
 * Reads a file with all inputs: one JSON object, with the inputs by name.
 *
 * @throws UsageError where it is something else, or holds numbers that JavaScript does not.
 */
export function inputsOfFile({ path, text }: InputsFile): Values {
  const where = path === "-" ? "standard input" : path;
  const value = parsed(text, where);
  if (!isJsonObject(value)) {
    throw new UsageError("The inputs are no JSON object.", {
      where,
      hint: 'Give an object with the inputs by name, such as {"month": "june"}.',
    });
  }
  if (holdsExactNumbers(withExactNumbers(text, value))) {
    throw new UsageError(
      "The inputs hold a number that would be sent as another one: it has too many digits.",
      { where, hint: "Give numbers of at most 15 digits." },
    );
  }
  return value;
}

function parsed(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`The inputs are not JSON: ${said}`, {
      where,
      hint: 'Give an object with the inputs by name, such as {"month": "june"}.',
      cause,
    });
  }
}

/** The inputs or the outputs of a process. */
type Side = "input" | "output";

/**
 * Refuses names of inputs or outputs that the process does not describe.
 *
 * @param names - Those that are given.
 * @throws UsageError for the first of them.
 */
export function requireKnown(
  side: Side,
  names: readonly string[],
  process: Pick<ProcessModel, "id" | "inputs" | "outputs">,
): void {
  const described = side === "input" ? process.inputs : process.outputs;
  const known = described.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const near = suggestion(unknown, known);
  throw new UsageError(
    `The process has no ${side} ${JSON.stringify(unknown)}.`,
    {
      where: `process ${process.id}`,
      hint: near === undefined ? hintOf(side, known) : `Did you mean ${near}?`,
    },
  );
}

function hintOf(side: Side, known: readonly string[]): string {
  if (known.length === 0) return `It has no ${side}s.`;
  const list = `Its ${side}s are ${known.join(", ")}.`;
  return side === "input"
    ? `${list} --no-validate sends others as well.`
    : list;
}
