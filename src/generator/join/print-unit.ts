import { ts } from "ts-morph";
import type { ImportedName, JoinedUnit } from "./joined-units.js";
import type { Declaration } from "./references.js";
import {
  importedNames,
  isExportKeyword,
  isGlobalDeclaration,
  isTypeOnlyName,
  type DeclaringStatement,
  type RoomFile,
} from "./room-file.js";
import { CORE, unitName, type Units } from "./units.js";

/**
 * Comments that silence a rule for the next line. Generated files silence all rules, and ESLint reports a
 * comment that has nothing left to silence.
 */
const SILENCED_LINE = /^[ \t]*\/\/ eslint-disable-next-line .*\n/gm;

/** The text of a joined file, before it is laid out. */
export function unitText(unit: JoinedUnit): string {
  const imports = [...unit.imports].map(([from, names]) =>
    importText(names, from),
  );
  const files = unit.files.flatMap((file) => fileText(file, unit));
  const text = [imports.sort().join("\n"), ...files].join("\n\n");
  return text.replace(SILENCED_LINE, "");
}

function importText(names: readonly ImportedName[], unit: string): string {
  const isTypeOnly = names.every((name) => name.isTypeOnly);
  const list = [...names]
    .sort((left, right) => (left.name < right.name ? -1 : 1))
    .map((name) => (name.isTypeOnly && !isTypeOnly ? "type " : "") + name.name);
  return `import ${isTypeOnly ? "type " : ""}{ ${list.join(", ")} } from "./${unit}.js";`;
}

/** What is kept of a file, below a line with its path; nothing where nothing is kept. */
function fileText(file: RoomFile, unit: JoinedUnit): readonly string[] {
  const { path, source } = file;
  const own = [...unit.kept].filter((declaration) => declaration.path === path);
  const isKept = declarersOf(own);
  const isExported = declarersOf(own.filter((name) => unit.exported.has(name)));
  let text = "";
  let end = 0;
  let isAfterGap = false;
  for (const statement of source.statements) {
    const start = end;
    end = endOf(statement, source);
    const before = source.text.slice(start, statement.getStart(source));
    isAfterGap ||= /^\s*\n\s*\n/.test(before);
    const isKeptHere = isKept(statement) || isGlobalDeclaration(statement);
    // Comments above imports speak of the file.
    if (!isKeptHere && !ts.isImportDeclaration(statement)) continue;
    const code = isKeptHere
      ? statementText(statement, file, isExported(statement), end)
      : "";
    const comments = before.trimStart();
    if (comments + code === "") continue;
    text += (isAfterGap ? "\n\n" : "\n") + comments + code;
    isAfterGap = !isKeptHere;
  }
  return own.length === 0 ? [] : [`// --- ${path} ---`, text.trim()];
}

/** Whether a statement declares one of some names. */
function declarersOf(
  declarations: readonly Declaration[],
): (statement: ts.Statement) => statement is DeclaringStatement {
  const all = new Set<ts.Statement>(
    declarations.flatMap(({ statements }) => statements),
  );
  return (statement): statement is DeclaringStatement => all.has(statement);
}

/** The end of a statement, with a comment that stands behind it in its line. */
function endOf(statement: ts.Statement, source: ts.SourceFile): number {
  const comments = ts.getTrailingCommentRanges(source.text, statement.end);
  return comments?.at(-1)?.end ?? statement.end;
}

/** A statement with the names of joined files in its `import()`s, and with `export` where others need it. */
function statementText(
  statement: DeclaringStatement | ts.ModuleDeclaration,
  { source, lazyImports }: RoomFile,
  isExported: boolean,
  end: number,
): string {
  const start = statement.getStart(source);
  const [modifier] = statement.modifiers?.filter(isExportKeyword) ?? [];
  const edits = lazyImports
    .filter(({ specifier }) => specifier.pos >= start && specifier.end <= end)
    .map(({ target, specifier }) => ({
      start: specifier.getStart(source),
      end: specifier.end,
      text: `"./${unitName(target)}.js"`,
    }));
  if (modifier !== undefined && !isExported) {
    edits.unshift({
      start: modifier.getStart(source),
      end: modifier.end,
      text: "",
    });
  }
  // What only its own file used is used by another unit as well, where the file is divided.
  let text = modifier === undefined && isExported ? "export " : "";
  let done = start;
  for (const edit of edits) {
    text += source.text.slice(done, edit.start) + edit.text;
    done = edit.end;
  }
  return (text + source.text.slice(done, end)).trim();
}

/** The text of the file that lists what users import, before it is laid out. */
export function indexText(index: RoomFile, { unitOf }: Units): string {
  const { source, imports } = index;
  const lists = new Map<string, string[]>();
  for (const { node, target } of imports) {
    const unit = unitOf.get(target) ?? CORE;
    for (const specifier of importedNames(node) ?? []) {
      const kind = isTypeOnlyName(node, specifier) ? "type " : "";
      const key = `export ${kind}{ # } from "./${unit}.js";`;
      lists.set(key, [...(lists.get(key) ?? []), specifier.name.text]);
    }
  }
  const [first] = source.statements;
  const comments = source.text.slice(0, first?.getStart(source) ?? 0).trim();
  const exports = [...lists]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([statement, names]) => statement.replace("#", names.join(", ")));
  return [comments, ...exports].join("\n");
}
