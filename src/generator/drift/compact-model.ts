import { setMember } from "../json.js";
import type {
  InputModel,
  NamedType,
  OutputModel,
  ProcessModel,
  PropertyModel,
  ServiceModel,
  TypeExpression,
} from "../model/service-model.js";
import { processTerms, type ProcessTerms } from "./terms.js";

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

/** The part of a model that a caller's code can depend on. */
export function compactModel(model: ServiceModel): CompactModel {
  return {
    types: compactTypes(model.types),
    processes: Object.fromEntries(
      model.processes.map((process) => [process.id, compactProcess(process)]),
    ),
  };
}

/**
 * A compact model in which the processes that could not be read this time are
 * as they were: a server that does not answer has not removed them.
 */
export function retainProcesses(
  before: CompactModel,
  after: CompactModel,
  ids: readonly string[],
): CompactModel {
  const retained = ids.filter(
    (id) =>
      Object.hasOwn(before.processes, id) &&
      !Object.hasOwn(after.processes, id),
  );
  if (retained.length === 0) return after;
  return {
    types: Object.fromEntries([
      ...Object.entries(before.types),
      ...Object.entries(after.types),
    ]),
    processes: Object.fromEntries([
      ...Object.entries(after.processes),
      ...retained.map((id) => [id, before.processes[id]] as const),
    ]) as CompactModel["processes"],
  };
}

function compactProcess(process: ProcessModel): CompactProcess {
  return {
    ...(process.version === undefined ? {} : { version: process.version }),
    function: process.functionName,
    interfaces: [process.inputsTypeName, process.outputsTypeName],
    inputs: compactMembers(process.inputs),
    outputs: compactTypes(process.outputs),
    types: compactTypes(process.types),
    terms: processTerms(process),
  };
}

function compactTypes(
  types: readonly (NamedType | OutputModel)[],
): Record<string, CompactType> {
  const compact: Record<string, CompactType> = {};
  for (const { name, type } of types) {
    setMember(compact, name, compactType(type));
  }
  return compact;
}

function compactType(type: TypeExpression): CompactType {
  switch (type.kind) {
    case "keyword":
      return type.name;
    case "literal":
      return { enum: [type.value] };
    case "array":
      return { array: compactType(type.element) };
    case "tuple":
      return {
        tuple: type.elements.map(compactType),
        ...(type.rest === undefined ? {} : { rest: compactType(type.rest) }),
      };
    case "union":
      return compactUnion(type.members.map(compactType));
    case "object":
      return compactObject(type);
    case "tagged":
      return {
        tagged: compactType(type.base),
        property: type.property,
        value: compactType(type.value),
      };
    case "reference":
      return { ref: type.name };
    case "runtime":
      return { runtime: type.name };
  }
}

/** Literals that stand side by side become one enumeration. */
function compactUnion(members: readonly CompactType[]): CompactType {
  const literals = members.flatMap((member) =>
    typeof member === "object" && "enum" in member ? member.enum : [],
  );
  const others = members.filter(
    (member) => typeof member === "string" || !("enum" in member),
  );
  const all: readonly CompactType[] =
    literals.length === 0 ? others : [{ enum: literals }, ...others];
  const [only] = all;
  return all.length === 1 && only !== undefined ? only : { union: all };
}

function compactObject(
  type: Extract<TypeExpression, { readonly kind: "object" }>,
): CompactObject {
  return {
    ...compactMembers(type.properties),
    ...(type.additional === undefined
      ? {}
      : { additional: compactType(type.additional) }),
  };
}

function compactMembers(
  members: readonly (InputModel | PropertyModel)[],
): CompactObject {
  const required: Record<string, CompactType> = {};
  const optional: Record<string, CompactType> = {};
  for (const { name, type, optional: isOptional } of members) {
    setMember(isOptional ? optional : required, name, compactType(type));
  }
  return { required, optional };
}
