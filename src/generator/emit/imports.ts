import { compareCodePoints } from "../json.js";
import type {
  NamedType,
  ProcessModel,
  TypeExpression,
} from "../model/types.js";
import { doc, type Doc } from "./layout.js";
import { identifier, stringLiteral } from "./text.js";

/** Names in an import or export, each a value or a type. */
export interface ImportedName {
  readonly name: string;
  readonly type: boolean;
}

/** `import { a, type B } from "./module.js";`, or nothing where there are no names. */
export function importLayout(
  names: readonly ImportedName[],
  module: string,
): readonly Doc[] {
  return moduleLayout("import", names, module);
}

/** `export { a, type B } from "./module.js";`, or nothing where there are no names. */
export function reexportLayout(
  names: readonly ImportedName[],
  module: string,
): readonly Doc[] {
  return moduleLayout("export", names, module);
}

function moduleLayout(
  keyword: string,
  names: readonly ImportedName[],
  module: string,
): readonly Doc[] {
  if (names.length === 0) return [];
  const typesOnly = names.every((name) => name.type);
  const sorted = [...names].sort((left, right) =>
    compareCodePoints(left.name, right.name),
  );
  const list = sorted.map(({ name, type }) =>
    type && !typesOnly ? `type ${identifier(name)}` : identifier(name),
  );
  const start = `${keyword}${typesOnly ? " type" : ""} `;
  const end = ` from ${stringLiteral(module)};`;
  const [only] = list;
  // Prettier never breaks the braces around a single name.
  if (list.length === 1) return [`${start}{ ${only ?? ""} }${end}`];
  return [
    doc.group([
      start,
      "{",
      doc.indent([doc.line, doc.join([",", doc.line], list)]),
      doc.ifBreak(","),
      doc.line,
      "}",
      end,
    ]),
  ];
}

/** Names of types that a process's file takes from elsewhere. */
export interface TypeUses {
  readonly runtime: ReadonlySet<string>;
  readonly references: ReadonlySet<string>;
}

/** The named types that types mention, by where they come from. */
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
        return;
      case "keyword":
      case "literal":
        return;
    }
  };
  for (const type of types) visit(type);
  return { runtime, references };
}

/** All types that stand in a process's file. */
export function* typesOfProcess(
  process: ProcessModel,
): Generator<TypeExpression> {
  for (const { type } of process.inputs) yield type;
  for (const { type } of process.outputs) yield type;
  yield* typesOf(process.types);
}

/** The types of named types. */
export function* typesOf(
  types: readonly NamedType[],
): Generator<TypeExpression> {
  for (const { type } of types) yield type;
}
