import {
  keptModel,
  onlyProcesses,
  unpackModel,
} from "../drift/packed-model.js";
import type { RetainedProcess } from "../emit/retained.js";
import { readManifest, type Manifest } from "../output/manifest.js";
import type { Source } from "../source/source.js";
import type { GeneratedProcess } from "./outcomes.js";

/** What an earlier run left in the output folder. */
export interface EarlierPackage {
  /** Absent where the folder holds no generated package. */
  readonly manifest: Manifest | undefined;
  /** Ids of processes that failed this time and have files from that run: these stay. */
  readonly retained: readonly string[];
}

/**
 * Reads what an earlier run left, and tells which processes of it stay.
 *
 * @throws UsageError where there is a manifest that cannot be understood.
 */
export async function readEarlierPackage(
  out: string,
  source: Source,
  generated: readonly GeneratedProcess[],
): Promise<EarlierPackage> {
  const manifest = await readManifest(out);
  return {
    manifest,
    retained: retainedIds(source, generated, manifest),
  };
}

function retainedIds(
  source: Source,
  processes: readonly GeneratedProcess[],
  manifest: Manifest | undefined,
): readonly string[] {
  const generated = new Set(processes.map(({ id }) => id));
  const known = new Set(Object.keys(manifest?.processes ?? {}));
  const failed = [...source.failures, ...source.processes].map(({ id }) => id);
  const missing = source.incomplete === true ? [...known] : [];
  return [...new Set([...failed, ...missing])].filter(
    (id) => known.has(id) && !generated.has(id),
  );
}

/** The names under which the earlier run exported the processes that stay; those whose names are unknown are left out. */
export function retainedExports({
  manifest,
  retained,
}: EarlierPackage): readonly RetainedProcess[] {
  const kept = keptModel(manifest?.model);
  const model =
    kept === undefined ? undefined : unpackModel(onlyProcesses(kept, retained));
  return retained.flatMap((id) => {
    const functionName = model?.processes[id]?.function;
    const fileName = manifest?.processes[id]
      ?.map((path) => /^processes\/([a-z0-9-]+)\.[jt]s$/.exec(path)?.[1])
      .find((name) => name !== undefined);
    return functionName === undefined || fileName === undefined
      ? []
      : [{ id, functionName, fileName }];
  });
}

/**
 * Paths of the files of the processes that stay as they are, because they were
 * changed by hand: the others are generated again from their sources.
 *
 * @param generated - Paths of the files of this run.
 */
export function retainedFiles(
  { manifest, retained }: EarlierPackage,
  generated: ReadonlySet<string>,
): readonly string[] {
  return retained
    .flatMap((id) => manifest?.processes[id] ?? [])
    .filter((path) => !COMPILED.test(path) && !generated.has(path));
}

/** What the compiler makes again of sources. */
const COMPILED = /\.(?:d\.ts|js|js\.map)$/;
