import picomatch from "picomatch";
import { GenerationError, UsageError } from "../errors.js";
import type { SourceOptions } from "../options.js";
import { shownIds } from "./unknown-process.js";

/** Which processes are selected. */
export interface Selection {
  /** Whether the process list is needed: not where `--process` alone names the processes. */
  readonly needsList: boolean;
  /** Whether a listed process is selected. */
  readonly takes: (id: string) => boolean;
  /** Ids that are selected whether they are listed or not. */
  readonly named: readonly string[];
}

/**
 * `--process` alone selects these processes and needs no list; together with
 * `--include` or `--exclude` it adds to their selection. `*` matches any
 * characters, also `/`.
 *
 * @throws UsageError where a pattern is not valid.
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
    // picomatch rejects the empty text, and an id may be any text.
    return (id) => id !== "" && matches(id);
  } catch (error) {
    throw new UsageError("A pattern of --include or --exclude is not valid.", {
      where: patterns.join(", "),
      hint: "Patterns are globs, such as 'mtr_*'.",
      cause: error,
    });
  }
}

/**
 * The error of a selection without any process.
 *
 * @param available - The ids of all processes.
 */
export function nothingSelected(
  available: readonly string[],
  where: string | undefined,
): GenerationError {
  return new GenerationError(
    "no-process-selected",
    `None of the ${available.length} processes is selected.`,
    {
      where,
      hint: `Check --include, --exclude and --process; there are: ${shownIds(available)}`,
    },
  );
}
