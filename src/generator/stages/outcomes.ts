import type { EmittedFile } from "../emit/emit.js";
import type { ProcessOutcome } from "../result.js";
import type { Source } from "../source/source.js";

/** A process that the package has. */
export interface GeneratedProcess {
  readonly id: string;
  readonly functionName: string;
}

/** What is told of processes, without their models. */
export function generatedProcesses(
  processes: readonly GeneratedProcess[],
): readonly GeneratedProcess[] {
  return processes.map(({ id, functionName }) => ({ id, functionName }));
}

/** What became of each selected process: the package has it, or it failed. */
export function processOutcomes(
  source: Source,
  generated: readonly GeneratedProcess[],
): readonly ProcessOutcome[] {
  const names = new Map(
    generated.map(({ id, functionName }) => [id, functionName]),
  );
  return [...source.processes, ...source.failures].map(({ id }) => {
    const functionName = names.get(id);
    return functionName === undefined
      ? { id, status: "failed" }
      : { id, functionName, status: "generated" };
  });
}

/** Paths of the files that belong to one process, by its id: the manifest keeps them. */
export function filesByProcess(
  files: readonly EmittedFile[],
): Readonly<Record<string, readonly string[]>> {
  const paths = new Map<string, string[]>();
  for (const { process, path } of files) {
    if (process === undefined) continue;
    paths.set(process, [...(paths.get(process) ?? []), path]);
  }
  return Object.fromEntries(paths);
}
