import { isJsonObject, mapMembers, ownMember, parseJson } from "../json.js";
import type { CompactModel } from "./compact-model.js";
import { isCompactModel } from "./kept-model.js";

/**
 * A compact model as the manifest keeps it: each process and type is one text, a line for each,
 * because its layout would take most of the file and of the time to write it.
 */
export interface PackedModel {
  readonly types: Readonly<Record<string, string>>;
  readonly processes: Readonly<Record<string, string>>;
}

/** A model, and what the manifest will keep of it. */
export interface KnownModel {
  readonly model: CompactModel;
  readonly packed: PackedModel;
}

/** The texts of a model. */
export function packModel({ types, processes }: CompactModel): PackedModel {
  return {
    types: mapMembers(types, (type) => JSON.stringify(type)),
    processes: mapMembers(processes, (process) => JSON.stringify(process)),
  };
}

/**
 * Divides what a manifest keeps of a model.
 *
 * @param ids - Processes of which nothing changed.
 * @returns the texts of these, and what has to be compared.
 */
export function withoutProcesses(
  kept: unknown,
  ids: ReadonlySet<string>,
): {
  readonly texts: Readonly<Record<string, string>>;
  readonly others: unknown;
} {
  if (ids.size === 0 || !isJsonObject(kept)) return { texts: {}, others: kept };
  const { processes } = kept;
  if (!isJsonObject(processes)) return { texts: {}, others: kept };
  const texts: [string, string][] = [];
  const others: [string, unknown][] = [];
  for (const [id, text] of Object.entries(processes)) {
    if (ids.has(id) && typeof text === "string") texts.push([id, text]);
    else others.push([id, text]);
  }
  return {
    texts: Object.fromEntries(texts),
    others: { ...kept, processes: Object.fromEntries(others) },
  };
}

/**
 * The model that a manifest keeps. Of thousands of processes most are as they were: what has the
 * same text in the model that is known is taken from there, and only the rest is parsed.
 *
 * @param kept - What the manifest has, of unknown form. Manifests of the first versions have values instead of texts.
 * @returns undefined: there is none, or none that this version compares.
 */
export function unpackModel(
  kept: unknown,
  known?: KnownModel,
): CompactModel | undefined {
  if (!isJsonObject(kept)) return undefined;
  const read = (group: "processes" | "types"): unknown => {
    const members = kept[group];
    if (!isJsonObject(members)) return members;
    return mapMembers(members, (member, name) => {
      if (typeof member !== "string") return member;
      return known !== undefined &&
        ownMember(known.packed[group], name) === member
        ? known.model[group][name]
        : parseJson(member);
    });
  };
  const model = { types: read("types"), processes: read("processes") };
  return isCompactModel(model, known?.model) ? model : undefined;
}
