import type { Diagnostic } from "./diagnostic.js";
import { GenerationError } from "./errors.js";
import {
  buildModel,
  type ModelOptions,
  type ModelResult,
} from "./model/build-model.js";
import { usedTypes } from "./model/used-types.js";
import type { GenerateOptions, SourceOptions } from "./options.js";
import type { Source } from "./source/source.js";

/**
 * The model of what the user selected from a source.
 *
 * @throws GenerationError where no process can be generated, or, under `strict`, where one cannot.
 */
export async function modelOf(
  source: Source,
  options: SourceOptions &
    Pick<GenerateOptions, "allowExternalRefs" | "strict">,
): Promise<ModelResult> {
  const total = source.processes.length + (source.unselected?.length ?? 0);
  let done = 0;
  const all = await buildModel(
    {
      ...(source.title === undefined ? {} : { title: source.title }),
      ...(source.description === undefined
        ? {}
        : { description: source.description }),
      processes: [...source.processes, ...(source.unselected ?? [])],
      allIds: [
        ...source.processes.map(({ id }) => id),
        ...source.failures.map(({ id }) => id),
        ...(source.unselectedIds ?? []),
      ],
    },
    {
      ...(await externalReferences(options)),
      onProcess: () => {
        done += 1;
        options.onProgress?.({ phase: "model", done, total });
      },
    },
  );
  const built = selectedOf(all, new Set(source.unselectedIds));
  const failed = [...source.diagnostics, ...built.diagnostics].filter(
    ({ severity }) => severity === "error",
  );
  if (built.model.processes.length === 0) throw nothingGenerated(failed);
  if (options.strict === true && failed.length > 0) throw strictFailure(failed);
  return built;
}

/** External references are read only from hosts that the user named. */
async function externalReferences(
  options: SourceOptions & Pick<GenerateOptions, "allowExternalRefs">,
): Promise<Pick<ModelOptions, "readExternal">> {
  const { allowExternalRefs = [], signal, timeoutMs } = options;
  if (allowExternalRefs.length === 0) return {};
  const { externalReader } = await import("./source/external-references.js");
  return {
    readExternal: externalReader(allowExternalRefs, { signal, timeoutMs }),
  };
}

/** Leaves out what the user did not select. Names were planned for the whole service. */
function selectedOf(
  { model, diagnostics }: ModelResult,
  unselected: ReadonlySet<string>,
): ModelResult {
  if (unselected.size === 0) return { model, diagnostics };
  const processes = model.processes.filter(({ id }) => !unselected.has(id));
  return {
    model: { ...model, types: usedTypes(model.types, processes), processes },
    diagnostics: diagnostics.filter(
      ({ process }) => process === undefined || !unselected.has(process),
    ),
  };
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
