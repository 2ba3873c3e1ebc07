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
  const visit = (type: TypeExpression): void => {
    if (type.kind === "runtime") runtime.add(type.name);
    else if (type.kind === "reference") references.add(type.name);
    else for (const inner of innerTypes(type)) visit(inner);
  };
  for (const type of types) visit(type);
  return { runtime, references };
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
export function* typesOfProcess(
  process: ProcessModel,
): Generator<TypeExpression> {
  for (const { type } of process.inputs) yield type;
  for (const { type } of process.outputs) yield type;
  yield* typesOfNamed(process.types);
}

/** The types of named types. */
export function* typesOfNamed(
  types: readonly NamedType[],
): Generator<TypeExpression> {
  for (const { type } of types) yield type;
}
