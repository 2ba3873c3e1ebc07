import { hash } from "node:crypto";
import { structureOf } from "./structure.js";
import type { TypePlace } from "./type-place.js";
import type { Documentation, TypeExpression } from "./service-model.js";

/** A named type before names are planned. Until then, references use its key as the name. */
export interface TypeDraft {
  /** The same for equal structures with the same name, in any process. */
  readonly key: string;
  /**
   * The name that the server suggests, by a definition's key or a title, or
   * that follows from such a name. Processes can share a type that has one.
   */
  readonly wanted?: string;
  /** A name after the place of the type, where the server suggests none. */
  readonly placeName: string;
  /** Where the type was met first. */
  readonly role: TypePlace["role"];
  readonly type: TypeExpression;
  readonly documentation: Documentation;
}

/** Collects the named types of one process, each structure once. */
export class TypeDrafts {
  readonly #process: string;
  readonly #drafts = new Map<string, TypeDraft>();
  /** By structure. */
  readonly #ownKeys = new Map<string, string>();

  /** `process` is the id of the process. */
  constructor(process: string) {
    this.#process = process;
  }

  /** All drafts, in the order in which they were added. */
  get all(): readonly TypeDraft[] {
    return [...this.#drafts.values()];
  }

  /** A reference to the named type of a structure; adds the type if it is new. */
  add(
    type: TypeExpression,
    place: TypePlace,
    wanted: string | undefined,
    documentation: Documentation,
  ): TypeExpression {
    const structure = structureOf(type);
    const owner = wantedName(wanted, place);
    const key =
      owner === undefined
        ? this.#ownKey(structure)
        : draftKey(owner, structure);
    this.addKeyed(key, type, place, wanted, documentation);
    return { kind: "reference", name: key };
  }

  /** The key of a structure that no other process can share: it needs no hash. */
  #ownKey(structure: string): string {
    const known = this.#ownKeys.get(structure);
    if (known !== undefined) return known;
    const key = `${this.#ownKeys.size} in ${this.#process}`;
    this.#ownKeys.set(structure, key);
    return key;
  }

  /**
   * Adds a type under a key that other types refer to already, as recursive
   * types need it. Such a key is of this process alone: see `identifyDrafts`.
   */
  addKeyed(
    key: string,
    type: TypeExpression,
    place: TypePlace,
    wanted: string | undefined,
    documentation: Documentation,
  ): void {
    if (this.#drafts.has(key)) return;
    const name = wantedName(wanted, place);
    this.#drafts.set(key, {
      key,
      ...(name === undefined ? {} : { wanted: name }),
      placeName: place.name,
      role: place.role,
      type,
      documentation,
    });
  }
}

/** The suggested name, or the one that a type without one has from the named type around it. */
function wantedName(
  wanted: string | undefined,
  place: TypePlace,
): string | undefined {
  return wanted ?? (place.owner === "type" ? place.name : undefined);
}

/** A key that is the same for equal structures of the same owner: a wanted name, or a process. */
export function draftKey(owner: string, structure: string): string {
  return hash("sha256", `${owner}\n${structure}`, "base64url").slice(0, 22);
}
