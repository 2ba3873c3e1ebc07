import { compareCodePoints } from "../json.js";
import { bracketed } from "./bracketed.js";
import { identifier, stringLiteral } from "./text.js";

/** Names in an import or export, each a value or a type. */
export interface ImportedName {
  readonly name: string;
  readonly type: boolean;
}

/** `import { a, type B } from "./module.js";`; empty if there are no names. */
export function importTexts(
  names: readonly ImportedName[],
  module: string,
): readonly string[] {
  return moduleTexts("import", names, module);
}

/** `export { a, type B } from "./module.js";`; empty if there are no names. */
export function reexportTexts(
  names: readonly ImportedName[],
  module: string,
): readonly string[] {
  return moduleTexts("export", names, module);
}

function byName(left: ImportedName, right: ImportedName): number {
  return compareCodePoints(left.name, right.name);
}

function moduleTexts(
  keyword: string,
  names: readonly ImportedName[],
  module: string,
): readonly string[] {
  if (names.length === 0) return [];
  const typesOnly = names.every((name) => name.type);
  const list = names
    .toSorted(byName)
    .map(({ name, type }) =>
      type && !typesOnly ? `type ${identifier(name)}` : identifier(name),
    );
  const start = `${keyword}${typesOnly ? " type" : ""} {`;
  const end = `} from ${stringLiteral(module)};`;
  const [only] = list;
  // Prettier never breaks the braces around a single name.
  return list.length === 1
    ? [`${start} ${only ?? ""} ${end}`]
    : [bracketed(start, list, end, { spaces: true, lastComma: true })];
}
