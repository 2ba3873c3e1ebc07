import type { Diagnostic } from "../diagnostic.js";
import type { Contest } from "./name-contest.js";
import type { HeldType } from "./held-types.js";

/** More names than this are not listed. */
const MAXIMUM_LISTED = 5;

/**
 * What to tell of names that several structures want. Only where several
 * processes are concerned, it is a warning: then a process that is added, or
 * removed, renames types of others.
 */
export function contestWarnings(
  contests: readonly Contest<HeldType>[],
  nameOf: (held: HeldType) => string,
): readonly Diagnostic[] {
  return contests.map(({ name, claimants }): Diagnostic => {
    const ids = [...new Set(claimants.map(({ process }) => process.id))];
    const given = listed([...new Set(claimants.map(nameOf))]);
    const [only = ""] = ids;
    return ids.length === 1
      ? {
          severity: "info",
          code: "type-name-contested",
          process: only,
          message: `The process gives different structures the name ${name}; their types are called ${given}.`,
        }
      : {
          severity: "warning",
          code: "type-name-contested",
          message: `The processes ${listed(ids)} give different structures the name ${name}; the types are called ${given}.`,
          hint: `Programs that import ${name} have to import one of these. A title or definition key of its own for each structure keeps the names.`,
        };
  });
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MAXIMUM_LISTED).join(", ");
  return names.length > MAXIMUM_LISTED
    ? `${shown} and ${names.length - MAXIMUM_LISTED} more`
    : shown;
}
