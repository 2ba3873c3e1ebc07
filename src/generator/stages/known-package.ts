import { hash } from "node:crypto";
import type { ProcessParts } from "../emit/emit.js";
import { exactJson } from "../exact-numbers.js";
import { isJsonArray, isJsonObject } from "../json.js";
import type {
  KnownModel,
  KnownProcess,
  KnownTypes,
} from "../model/known-process.js";
import type { GenerateOptions } from "../generate-options.js";
import type { ReadOptions } from "../options.js";
import type { Source, SourceProcess } from "../source/source.js";

/** What a run remembers of a package, so that the next one does only what changed. Plain data. */
export interface KnownPackage {
  /** Hash of what the texts of all processes follow from, besides descriptions, options and form. */
  readonly service: string;
  readonly types: KnownTypes;
  readonly processes: readonly KnownPart[];
}

/** One process of a known package. */
export interface KnownPart {
  /** Hash of its description. */
  readonly document: string;
  readonly process: KnownProcess;
  readonly parts: ProcessParts;
}

/** The hashes of descriptions by the id of their process; a description without one is modelled in each run. */
export type DocumentHashes = ReadonlyMap<string, string>;

/** Whether runs with these options and this source are such that the next one may know the package. */
export function isKnowable(
  {
    allowExternalRefs = [],
    emit,
    emitters = [],
    verify,
  }: ReadOptions & KnowableOptions,
  source: Source,
): boolean {
  return (
    // The compilers want the sources of all processes.
    emit !== "js" &&
    verify !== true &&
    // Emitters get the models of all processes.
    emitters.length === 0 &&
    // What is on another host may change by itself.
    allowExternalRefs.length === 0 &&
    // Which types a selection leaves out follows from the types of all processes.
    (source.unselectedIds ?? []).length === 0
  );
}

type KnowableOptions = Pick<GenerateOptions, "emit" | "emitters" | "verify">;

/** A hash of what a source says of the whole service, as far as the texts of single processes follow from it: the package's name, and how objects are sent. */
export function serviceHash({ title, server }: Source): string {
  return hash("sha256", JSON.stringify([title ?? null, server ?? null]));
}

/** The hashes of descriptions. */
export function documentHashes(
  processes: readonly SourceProcess[],
): DocumentHashes {
  return new Map(
    processes.flatMap(({ id, document, digest }) => {
      const found = digest ?? documentHash(document);
      return found === undefined ? [] : [[id, found]];
    }),
  );
}

/** @returns undefined: JSON cannot say what the description is, or it is nested too deep to be printed. */
function documentHash(document: unknown): string | undefined {
  if (hasNegativeZero(document)) return undefined;
  try {
    return hash("sha256", exactJson(document));
  } catch {
    return undefined;
  }
}

/** Whether a value has a number that `JSON.stringify` prints as another one. Without recursion, so that no nesting can exhaust the stack. */
function hasNegativeZero(value: unknown): boolean {
  const open: unknown[] = [value];
  while (open.length > 0) {
    const item = open.pop();
    if (Object.is(item, -0)) return true;
    const parts = isJsonArray(item)
      ? item
      : isJsonObject(item)
        ? Object.values(item)
        : [];
    for (const part of parts) open.push(part);
  }
  return false;
}

/** The processes of a known package whose descriptions are the same, by their ids. */
export function unchangedProcesses(
  known: KnownPackage | undefined,
  source: Source,
  hashes: DocumentHashes,
): ReadonlyMap<string, KnownPart> {
  if (known === undefined || known.service !== serviceHash(source)) {
    return new Map();
  }
  return new Map(
    known.processes
      .filter(({ document, process }) => hashes.get(process.id) === document)
      .map((part) => [part.process.id, part]),
  );
}

/** What the next run is to know of a package. */
export function knownPackage(
  source: Source,
  hashes: DocumentHashes,
  { processes, types }: KnownModel,
  parts: readonly ProcessParts[],
): KnownPackage {
  const partsOf = new Map(parts.map((part) => [part.id, part]));
  return {
    service: serviceHash(source),
    types,
    processes: processes.flatMap((process) => {
      const document = hashes.get(process.id);
      const found = partsOf.get(process.id);
      return document === undefined || found === undefined
        ? []
        : [{ document, process, parts: found }];
    }),
  };
}
