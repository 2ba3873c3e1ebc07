import { describeProcesses } from "../description/describe-processes.js";
import { buildModel, type ModelResult } from "../model/build-model.js";
import type { ReadOptions } from "../options.js";
import type { CleanedProcess } from "../schema/clean-description.js";
import { cleanProcesses } from "../schema/clean-processes.js";
import type { Source } from "../source/source.js";
import { cleaningOptions } from "./cleaning-options.js";
import type { KnownPackage, KnownPart } from "./known-package.js";
import { allIds, allProcesses } from "./whole-service.js";

/** What is known of a service before it is modelled. */
export interface KnownService {
  readonly types: KnownPackage["types"];
  /** The processes whose descriptions are the same, by their ids. */
  readonly processes: ReadonlyMap<string, KnownPart>;
}

/**
 * Describes, cleans and models the processes of a service, but those that are known. Where the
 * others change names of these, they are modelled as well.
 *
 * @param onExternal - hears that a document of another host is read.
 */
export async function modelService(
  source: Source,
  known: KnownService,
  options: ReadOptions,
  onExternal: () => void,
): Promise<ModelResult> {
  const served = allProcesses(source);
  const unchanged = new Map(known.processes);
  const cleaning = await cleaningOptions(
    options,
    { done: unchanged.size, total: served.length },
    onExternal,
  );
  const cleaned = new Map<string, CleanedProcess>();
  for (;;) {
    const wanted = served.filter(
      ({ id }) => !unchanged.has(id) && !cleaned.has(id),
    );
    const described = describeProcesses(wanted);
    for (const process of await cleanProcesses(described, cleaning)) {
      cleaned.set(process.id, process);
    }
    const { title, description } = source;
    const built = buildModel({
      title,
      description,
      processes: served.flatMap(
        ({ id }) => unchanged.get(id)?.process ?? cleaned.get(id) ?? [],
      ),
      ids: allIds(source),
      knownTypes: known.types,
    });
    if (built.outdated.length === 0) return built;
    for (const id of built.outdated) unchanged.delete(id);
  }
}
