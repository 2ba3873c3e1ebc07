import picomatch from "picomatch";
import { GenerationError, UsageError } from "../errors.js";
import type { SourceOptions } from "../options.js";

/** Which process ids are taken. */
export interface Selection {
  /** Whether the process list is needed: not where `--process` alone names what to take. */
  readonly needsList: boolean;
  /** Whether a listed process is taken. */
  readonly takes: (id: string) => boolean;
  /** Ids that are taken whether they are listed or not. */
  readonly named: readonly string[];
}

/**
 * `--process` alone takes these processes and asks for no list; together with
 * `--include` or `--exclude` it adds to what these take. `*` matches any
 * characters, also `/`.
 */
export function selection(
  options: Pick<SourceOptions, "exclude" | "include" | "processIds">,
): Selection {
  const named = [...new Set(options.processIds ?? [])];
  const include = options.include ?? [];
  const exclude = options.exclude ?? [];
  const needsList =
    named.length === 0 || include.length > 0 || exclude.length > 0;
  const included = include.length === 0 ? () => true : matcher(include);
  const excluded = exclude.length === 0 ? () => false : matcher(exclude);
  return {
    needsList,
    takes: (id) => needsList && included(id) && !excluded(id),
    named,
  };
}

function matcher(patterns: readonly string[]): (id: string) => boolean {
  try {
    const matches = picomatch([...patterns], { bash: true, dot: true });
    // picomatch refuses the empty text, and an id may be anything.
    return (id) => id !== "" && matches(id);
  } catch (error) {
    throw new UsageError("A pattern of --include or --exclude is not valid.", {
      where: patterns.join(", "),
      hint: "Patterns are globs, such as 'mtr_*'.",
      cause: error,
    });
  }
}

/** The error of a selection that takes nothing. */
export function nothingSelected(
  available: readonly string[],
  where: string | undefined,
): GenerationError {
  const shown = available.slice(0, 5).map((id) => JSON.stringify(id));
  const more = available.length > shown.length ? " ..." : "";
  return new GenerationError(
    "no-process-selected",
    `None of the ${available.length} processes is selected.`,
    {
      where,
      hint: `Check --include, --exclude and --process; there are: ${shown.join(", ")}${more}`,
    },
  );
}
