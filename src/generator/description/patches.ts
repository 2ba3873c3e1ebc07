import { quoted, type Diagnostic } from "../diagnostic.js";
import { UsageError } from "../errors.js";
import {
  canonicalJson,
  isJsonObject,
  mapMembers,
  ownMember,
  type JsonObject,
} from "../json.js";
import { excessOf, sizeOfDescription } from "../source/limits.js";
import type { Source, SourceProcess } from "../source/source.js";
import { suggestions } from "../suggest.js";
import { mergePatch } from "./merge-patch.js";

/** JSON Merge Patches (RFC 7396) of process descriptions as the server sends them, by the id of the process. */
export type DescriptionPatches = Readonly<Record<string, JsonObject>>;

/** A source whose descriptions are corrected. */
export interface PatchedSource {
  readonly source: Source;
  /** Which processes are patched, and which patches are of no use. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Corrects the descriptions of servers that describe themselves wrongly, before anything else reads
 * them. A recording stays as the server sent it: it is patched each time it is read, so that a patch
 * which the server no longer needs is noticed.
 *
 * @throws UsageError where a patch is no object.
 */
export function patchSource(
  source: Source,
  patches: DescriptionPatches,
): PatchedSource {
  const diagnostics: Diagnostic[] = [];
  const all = new Map<string, unknown>(Object.entries(patches));
  for (const [id, patch] of all) requireObject(id, patch);
  const patched = (process: SourceProcess): SourceProcess => {
    const patch = all.get(process.id);
    if (patch === undefined) return process;
    const document = patchedDocument(process.document, withoutIds(patch));
    const isChanged = document !== process.document;
    const isRenamed = idsIn(patch).some((id) => id !== process.id);
    if (isRenamed) diagnostics.push(idKept(process.id));
    if (isChanged || !isRenamed) {
      diagnostics.push(effect(process.id, isChanged));
    }
    return isChanged ? { id: process.id, document } : process;
  };
  const processes = source.processes.map(patched);
  const unselected = source.unselected?.map(patched);
  return {
    source: {
      ...source,
      processes,
      ...(unselected === undefined ? {} : { unselected }),
    },
    diagnostics: [...diagnostics, ...unknownIds(source, [...all.keys()])],
  };
}

function requireObject(id: string, patch: unknown): void {
  if (isJsonObject(patch)) return;
  throw new UsageError(`The patch of ${quoted(id)} is no object.`, {
    where: "patches",
    hint: 'Write what is to change: { "inputs": { "month": { "minOccurs": 0 } } }',
  });
}

/** Members of an old draft of the standard, and of documents that deploy a process, which hold the description. */
const WRAPPERS = ["processDescription", "process"];

/** The ids that a patch gives a process. */
function idsIn(patch: unknown): readonly unknown[] {
  if (!isJsonObject(patch)) return [];
  return [
    ...["id", "identifier"].flatMap((name) =>
      Object.hasOwn(patch, name) ? [patch[name]] : [],
    ),
    ...WRAPPERS.flatMap((name) => idsIn(ownMember(patch, name))),
  ];
}

/** A patch without them: a process has the id by which the server lists it, and answers to it. */
function withoutIds(patch: unknown): unknown {
  if (!isJsonObject(patch)) return patch;
  const { id: _, identifier: __, ...rest } = patch;
  return mapMembers(rest, (member, name) =>
    WRAPPERS.includes(name) ? withoutIds(member) : member,
  );
}

function idKept(process: string): Diagnostic {
  return {
    severity: "warning",
    code: "patch-without-effect",
    process,
    message:
      "The patch of this process changes its id, without effect: a process keeps the id by which the server lists it.",
    hint: "Leave the id out of the patch.",
  };
}

/** The same document where the patch changes nothing, and where it is too large to be read at all. */
function patchedDocument(document: unknown, patch: unknown): unknown {
  if (
    !isJsonObject(document) ||
    excessOf(sizeOfDescription(document)) !== undefined
  ) {
    return document;
  }
  const result = mergePatch(document, patch);
  return canonicalJson(result) === canonicalJson(document) ? document : result;
}

function effect(process: string, isChanged: boolean): Diagnostic {
  return isChanged
    ? {
        severity: "info",
        code: "description-patched",
        process,
        message:
          "The description is corrected by a patch of the configuration.",
      }
    : {
        severity: "warning",
        code: "patch-without-effect",
        process,
        message:
          "The patch of this process changes nothing: the server describes it so already.",
        hint: "Leave it out of patches.",
      };
}

/** A process whose description cannot be read may have a patch, and so may one that an incomplete list lacks. */
function unknownIds(
  { processes, failures, unselectedIds = [], incomplete }: Source,
  ids: readonly string[],
): readonly Diagnostic[] {
  if (incomplete === true) return [];
  const known = [
    ...processes.map(({ id }) => id),
    ...failures.map(({ id }) => id),
    ...unselectedIds,
  ];
  const isKnown = new Set(known);
  return ids
    .filter((id) => !isKnown.has(id))
    .map((id) => {
      const near = suggestions(id, known).map(quoted);
      return {
        severity: "warning",
        code: "patch-unused",
        message: `There is a patch for ${quoted(id)}, and no such process.`,
        hint:
          near.length === 0
            ? "Leave it out of patches."
            : `Did you mean ${near.join(" or ")}?`,
      };
    });
}
