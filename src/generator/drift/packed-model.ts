import {
  compareCodePoints,
  isJsonObject,
  mapMembers,
  ownMember,
  parseJson,
  setMember,
} from "../json.js";
import type { ServiceModel } from "../model/service-model.js";
import type { CompactModel } from "./compact-model.js";
import { compactProcess, compactType } from "./compact-text.js";
import { isCompactModel } from "./kept-model.js";

/**
 * A compact model as the manifest keeps it: each process and type is one text, a line for each,
 * because its layout would take most of the file and of the time to write it.
 */
export interface PackedModel {
  readonly types: Readonly<Record<string, string>>;
  readonly processes: Readonly<Record<string, string>>;
}

/** The part of a model that a caller's code can depend on. */
export function packModel(model: ServiceModel): PackedModel {
  const types: Record<string, string> = {};
  for (const { name, type } of model.types) types[name] = compactType(type);
  const processes: Record<string, string> = {};
  for (const process of model.processes) {
    setMember(processes, process.id, whole(compactProcess(process)));
  }
  return { types, processes };
}

/**
 * The same text in one piece. V8 keeps a text that was put together as a tree of its parts, until a
 * character of it is read: for these texts that is five times their size.
 */
function whole(text: string): string {
  text.charCodeAt(0);
  return text;
}

/**
 * The model that a manifest keeps.
 *
 * @param kept - What the manifest has, of unknown form. Manifests of the first versions have values instead of texts.
 * @returns undefined: there is none.
 */
export function keptModel(kept: unknown): PackedModel | undefined {
  if (!isJsonObject(kept)) return undefined;
  const { types, processes } = kept;
  return isJsonObject(types) && isJsonObject(processes)
    ? { types: texts(types), processes: texts(processes) }
    : undefined;
}

function texts(
  members: Readonly<Record<string, unknown>>,
): Readonly<Record<string, string>> {
  return mapMembers(members, (member) =>
    typeof member === "string" ? member : JSON.stringify(member),
  );
}

/** A packed model with some of its processes only, in the order in which it has them. */
export function onlyProcesses(
  { types, processes }: PackedModel,
  ids: Iterable<string>,
): PackedModel {
  const wanted = new Set(ids);
  const chosen = Object.entries(processes).filter(([id]) => wanted.has(id));
  return { types, processes: Object.fromEntries(chosen) };
}

/**
 * A model with processes that are as they were, in the order of the ids. Nothing of them changed, or
 * they could not be read this time: a server that does not answer has not removed them.
 *
 * @param isShared - Whether the processes keep the shared types that they had.
 */
export function withKept(
  current: PackedModel,
  kept: PackedModel,
  isShared: boolean,
): PackedModel {
  const processes = Object.entries({ ...kept.processes, ...current.processes });
  return {
    types: isShared ? { ...kept.types, ...current.types } : current.types,
    processes: Object.fromEntries(
      processes.sort(([left], [right]) => compareCodePoints(left, right)),
    ),
  };
}

/** Parses a packed model; undefined where this version cannot compare it. */
export function unpackModel({
  types,
  processes,
}: PackedModel): CompactModel | undefined {
  const model = {
    types: mapMembers(types, parseJson),
    processes: mapMembers(processes, parseJson),
  };
  return isCompactModel(model) ? model : undefined;
}

/**
 * The parts of two models that have to be compared. Of thousands of processes most are as they
 * were: what has the same text is not even parsed, unless a type that processes share is another.
 *
 * @returns undefined: this version cannot compare them.
 */
export function differingParts(
  before: PackedModel,
  after: PackedModel,
): { readonly before: CompactModel; readonly after: CompactModel } | undefined {
  const isSame = (group: "processes" | "types", name: string): boolean =>
    ownMember(before[group], name) === ownMember(after[group], name);
  const names = (group: "processes" | "types"): readonly string[] => [
    ...new Set([...Object.keys(before[group]), ...Object.keys(after[group])]),
  ];
  const sameTypes = names("types").every((name) => isSame("types", name));
  const ids = names("processes").filter(
    (id) => !sameTypes || !isSame("processes", id),
  );
  const old = unpackModel(onlyProcesses(before, ids));
  const now = unpackModel(onlyProcesses(after, ids));
  return old === undefined || now === undefined
    ? undefined
    : { before: old, after: now };
}
