import type { Diagnostic } from "../diagnostic.js";
import { GenerationError } from "../errors.js";
import type { ModelResult } from "../model/build-model.js";
import type { ReadOptions } from "../options.js";
import type { Source } from "../source/source.js";

/**
 * Ends the generation where nothing can be generated, or, under `strict`, where
 * any process cannot be.
 *
 * @throws GenerationError with the first error that the stages so far found.
 */
export function requireProcesses(
  source: Source,
  built: Pick<ModelResult, "diagnostics" | "model"> &
    Partial<Pick<ModelResult, "known">>,
  { strict = false }: ReadOptions,
): void {
  const failed = [...source.diagnostics, ...built.diagnostics].filter(
    ({ severity }) => severity === "error",
  );
  const { known = [], model } = built;
  if (model.processes.length + known.length === 0)
    throw nothingGenerated(failed);
  if (strict && failed.length > 0) throw strictFailure(failed);
}

function nothingGenerated(failed: readonly Diagnostic[]): GenerationError {
  const [first] = failed;
  return new GenerationError(
    first?.code ?? "no-processes",
    first?.message ?? "There is no process to generate from.",
    { where: placeOf(first), hint: first?.hint },
  );
}

function strictFailure(failed: readonly Diagnostic[]): GenerationError {
  const [first] = failed;
  const others = failed.length > 1 ? ` (and ${failed.length - 1} more)` : "";
  return new GenerationError(
    first?.code ?? "strict",
    `${first?.message ?? "A process cannot be generated."}${others}`,
    {
      where: placeOf(first),
      hint: "Leave it out with --exclude, or generate the others without --strict.",
    },
  );
}

function placeOf(diagnostic: Diagnostic | undefined): string | undefined {
  if (diagnostic?.process === undefined) return undefined;
  return diagnostic.pointer === undefined
    ? `process ${diagnostic.process}`
    : `process ${diagnostic.process} #${diagnostic.pointer}`;
}
