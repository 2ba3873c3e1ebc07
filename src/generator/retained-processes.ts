import type { CompactModel } from "./drift/compact-model.js";
import type { RetainedProcess } from "./emit/retained.js";
import type { ModelResult } from "./model/build-model.js";
import type { Manifest } from "./output/manifest.js";
import type { Source } from "./source/source.js";

/** Ids of processes that failed this time and have files from before: these stay. */
export function retainedProcesses(
  source: Source,
  built: ModelResult,
  manifest: Manifest | undefined,
): readonly string[] {
  const generated = new Set(built.model.processes.map(({ id }) => id));
  const known = new Set(Object.keys(manifest?.processes ?? {}));
  const failed = [...source.failures, ...source.processes].map(({ id }) => id);
  const missing = source.incomplete === true ? [...known] : [];
  return [...new Set([...failed, ...missing])].filter(
    (id) => known.has(id) && !generated.has(id),
  );
}

/** The names under which an earlier run exported a process, if they are still known. */
export function retainedProcess(
  id: string,
  manifest: Manifest | undefined,
  before: CompactModel | undefined,
): readonly RetainedProcess[] {
  const functionName = before?.processes[id]?.function;
  const file = manifest?.processes[id]?.find((path) =>
    path.startsWith("processes/"),
  );
  const fileName = /^processes\/([a-z0-9-]+)\.ts$/.exec(file ?? "")?.[1];
  return functionName === undefined || fileName === undefined
    ? []
    : [{ id, functionName, fileName }];
}
