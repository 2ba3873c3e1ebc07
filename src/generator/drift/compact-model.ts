import type { ProcessTerms } from "./terms.js";

/**
 * A type without its documentation, as plain JSON. A string is a keyword
 * (`"string"`); all other types are objects that one member tells apart.
 */
export type CompactType =
  | string
  | { readonly enum: readonly (boolean | number | string)[] }
  | { readonly array: CompactType }
  | { readonly tuple: readonly CompactType[]; readonly rest?: CompactType }
  | { readonly union: readonly CompactType[] }
  | CompactObject
  | CompactTagged
  | { readonly ref: string }
  | { readonly runtime: string };

/** Objects of a type, with a property that has certain values. */
export interface CompactTagged {
  readonly tagged: CompactType;
  readonly property: string;
  readonly value: CompactType;
}

/** An object type, and the inputs of a process. */
export interface CompactObject {
  readonly required: Readonly<Record<string, CompactType>>;
  readonly optional: Readonly<Record<string, CompactType>>;
  /** Type of properties of any other name. */
  readonly additional?: CompactType;
}

/** A process, as far as callers can see it. */
export interface CompactProcess {
  readonly version?: string;
  readonly function: string;
  /** Names of the exported interfaces of inputs and outputs. */
  readonly interfaces: readonly [string, string];
  readonly inputs: CompactObject;
  readonly outputs: Readonly<Record<string, CompactType>>;
  /** Exported types of the process's own file. */
  readonly types: Readonly<Record<string, CompactType>>;
  /** Absent in manifests of earlier versions: then only types are compared. */
  readonly terms?: ProcessTerms;
}

/** What the manifest keeps of a model, so that a later run can say what changed. */
export interface CompactModel {
  /** Exported types that processes share. */
  readonly types: Readonly<Record<string, CompactType>>;
  /** By process id. */
  readonly processes: Readonly<Record<string, CompactProcess>>;
}
