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
    switch (type.kind) {
      case "runtime":
        runtime.add(type.name);
        return;
      case "reference":
        references.add(type.name);
        return;
      case "array":
        visit(type.element);
        return;
      case "tuple":
        type.elements.forEach(visit);
        if (type.rest !== undefined) visit(type.rest);
        return;
      case "union":
        type.members.forEach(visit);
        return;
      case "object":
        for (const property of type.properties) visit(property.type);
        if (type.additional !== undefined) visit(type.additional);
        if (type.names !== undefined) visit(type.names);
        return;
      case "tagged":
        visit(type.base);
        visit(type.value);
        return;
      case "keyword":
      case "literal":
        return;
    }
  };
  for (const type of types) visit(type);
  return { runtime, references };
}

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
