import type { Diagnostic } from "../diagnostic.js";
import { GenerationError } from "../errors.js";
import { suggestions } from "../suggest.js";

/** Ids that are named where none is similar. */
const SHOWN = 5;

/**
 * What to do about ids that do not exist: the similar ones, or some of all.
 *
 * @param available - The ids of all processes.
 */
export function idsHint(
  ids: readonly string[],
  available: readonly string[],
): string {
  const near = [...new Set(ids.flatMap((id) => suggestions(id, available)))];
  if (near.length > 0) return `Did you mean ${listed(near, "or")}?`;
  return available.length === 0
    ? "Check the URL, and that you may see its processes."
    : `There are: ${shownIds(available)}.`;
}

/** Some of many ids, for a hint. */
export function shownIds(ids: readonly string[]): string {
  const shown = ids.slice(0, SHOWN).map((id) => JSON.stringify(id));
  return `${shown.join(", ")}${ids.length > SHOWN ? " ..." : ""}`;
}

/** The error where none of the processes that `--process` names exists. */
export function unknownProcesses(
  ids: readonly string[],
  available: readonly string[],
  where: string,
): GenerationError {
  const message =
    ids.length === 1
      ? `There is no process ${listed(ids, "or")}.`
      : `There are no processes ${listed(ids, "or")}.`;
  return new GenerationError("process-unknown", message, {
    where,
    hint: idsHint(ids, available),
  });
}

/** Findings about descriptions, of which those about processes that do not exist name the similar ones. */
export function withNearIds(
  diagnostics: readonly Diagnostic[],
  unknown: ReadonlySet<string>,
  available: readonly string[],
): readonly Diagnostic[] {
  return diagnostics.map((diagnostic) => {
    const { process } = diagnostic;
    return process === undefined || !unknown.has(process)
      ? diagnostic
      : { ...diagnostic, hint: idsHint([process], available) };
  });
}

function listed(ids: readonly string[], word: string): string {
  const texts = ids.slice(0, SHOWN).map((id) => JSON.stringify(id));
  const last = texts.pop() ?? "";
  return texts.length === 0 ? last : `${texts.join(", ")} ${word} ${last}`;
}
