import { compareCodePoints } from "../json.js";
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
