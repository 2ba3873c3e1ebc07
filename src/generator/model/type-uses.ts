import type {
  NamedType,
  ProcessModel,
  TypeExpression,
} from "./service-model.js";

/** Names of the types that other types mention. */
export interface TypeUses {
  /** Types of the runtime. */
  readonly runtime: ReadonlySet<string>;
  /** Named types of the package. */
  readonly references: ReadonlySet<string>;
}

/** The named types that types mention, by their origin; those mentioned only by each other are not followed. */
export function typeUses(types: Iterable<TypeExpression>): TypeUses {
  const runtime = new Set<string>();
  const references = new Set<string>();
  addUses(types, runtime, references);
  return { runtime, references };
}

function addUses(
  types: Iterable<TypeExpression>,
  runtime: Set<string>,
  references: Set<string>,
): void {
  for (const type of types) {
    const { kind } = type;
    if (kind === "keyword" || kind === "literal") continue;
    if (kind === "runtime") runtime.add(type.name);
    else if (kind === "reference") references.add(type.name);
    else addUses(innerTypes(type), runtime, references);
  }
}

/** Whether a type mentions a named type of the package of which something holds. */
export function someReference(
  type: TypeExpression,
  holds: (name: string) => boolean,
): boolean {
  return type.kind === "reference"
    ? holds(type.name)
    : innerTypes(type).some((inner) => someReference(inner, holds));
}

/** The types that a type is made of; none for names, keywords and literals. */
export function innerTypes(type: TypeExpression): readonly TypeExpression[] {
  switch (type.kind) {
    case "array":
      return [type.element];
    case "tuple":
      return type.rest === undefined
        ? type.elements
        : [...type.elements, type.rest];
    case "union":
      return type.members;
    case "object": {
      const inner = type.properties.map((property) => property.type);
      if (type.additional !== undefined) inner.push(type.additional);
      if (type.names !== undefined) inner.push(type.names);
      return inner;
    }
    case "tagged":
      return [type.base, type.value];
    case "keyword":
    case "literal":
    case "reference":
    case "runtime":
      return NO_TYPES;
  }
}

const NO_TYPES: readonly TypeExpression[] = [];

/** All types in a process's file. */
export function typesOfProcess({
  inputs,
  outputs,
  types,
}: ProcessModel): readonly TypeExpression[] {
  const all: TypeExpression[] = [];
  for (const { type } of inputs) all.push(type);
  for (const { type } of outputs) all.push(type);
  for (const { type } of types) all.push(type);
  return all;
}

/** The types of named types. */
export function typesOfNamed(
  types: readonly NamedType[],
): readonly TypeExpression[] {
  return types.map(({ type }) => type);
}
