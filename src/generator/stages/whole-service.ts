import type { Source, SourceProcess } from "../source/source.js";

/** Every process with a description, selected or not: types are named for the whole service, so that a selection renames nothing. */
export function allProcesses(source: Source): readonly SourceProcess[] {
  return [...source.processes, ...(source.unselected ?? [])];
}

/** Every id of the service, with those of processes whose description could not be read. */
export function allIds(source: Source): readonly string[] {
  return [
    ...source.processes.map(({ id }) => id),
    ...source.failures.map(({ id }) => id),
    ...(source.unselectedIds ?? []),
  ];
}

/** The source without its descriptions: they are large, and no stage after the model reads them. */
export function withoutDescriptions(source: Source): Source {
  const processes = source.processes.map(({ id }) => ({ id, document: null }));
  return { ...source, processes, unselected: [] };
}
