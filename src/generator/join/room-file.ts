import { ts } from "ts-morph";
import { faultAt, type JoinFault } from "./faults.js";

/** The file that lists what users of the runtime import. */
export const INDEX = "index.ts";

/** An import of another file of the runtime. */
export interface ImportOf {
  /** Path below `src/runtime`. */
  readonly target: string;
  readonly node: ts.ImportDeclaration | ts.ExportDeclaration;
  /** Nothing of it exists at run time. */
  readonly isTypeOnly: boolean;
}

/** `import("./x.js")`: loads a unit when it is needed. */
export interface LazyImport {
  /** Path below `src/runtime`. */
  readonly target: string;
  readonly specifier: ts.StringLiteral;
}

/** A file of `src/runtime`, taken apart. */
export interface RoomFile {
  /** Path below `src/runtime`, with forward slashes. */
  readonly path: string;
  readonly source: ts.SourceFile;
  readonly imports: readonly ImportOf[];
  readonly lazyImports: readonly LazyImport[];
  /** What the file declares, in the order of its text. */
  readonly statements: readonly DeclaringStatement[];
  /** `declare global`: stays with whatever else of the file stays. */
  readonly globals: readonly ts.ModuleDeclaration[];
}

/** A statement that declares something at the top level of a file. */
export type DeclaringStatement =
  | ts.ClassDeclaration
  | ts.FunctionDeclaration
  | ts.InterfaceDeclaration
  | ts.TypeAliasDeclaration
  | ts.VariableStatement;

/**
 * Takes a file apart.
 * @param paths - All files of the runtime.
 * @param faults - Where forms that cannot be joined are added.
 */
export function readRoomFile(
  path: string,
  source: ts.SourceFile,
  paths: ReadonlySet<string>,
  faults: JoinFault[],
): RoomFile {
  const imports: ImportOf[] = [];
  const statements: DeclaringStatement[] = [];
  const globals: ts.ModuleDeclaration[] = [];
  for (const node of source.statements) {
    if (ts.isImportDeclaration(node) || isIndexExport(path, node)) {
      const refusal = refusedImport(node);
      if (refusal !== undefined) faults.push(faultAt(path, node, refusal));
      const name = (node.moduleSpecifier as ts.StringLiteral).text;
      const isTypeOnly = isTypeOnlyImport(node);
      const target = resolved(path, name);
      if (paths.has(target)) imports.push({ target, node, isTypeOnly });
      else faults.push(faultAt(path, node, noSuchFile(name)));
    } else if (path !== INDEX && isDeclaring(node)) {
      const refusal = refusedDeclaration(node);
      if (refusal === undefined) statements.push(node);
      else faults.push(faultAt(path, node, refusal));
    } else if (path !== INDEX && isGlobalDeclaration(node)) globals.push(node);
    else faults.push(faultAt(path, node, refusedStatement(path, node)));
  }
  const lazyImports = lazyImportsOf(path, source, paths, faults);
  return {
    path,
    source,
    imports,
    lazyImports,
    statements,
    globals,
  };
}

/** A path relative to a file, with the ending that the file has on disk. Names of packages are no paths. */
function resolved(from: string, specifier: string): string {
  if (!specifier.startsWith(".")) return specifier;
  const url = new URL(specifier, `file:///${from}`);
  return url.pathname.slice(1).replace(/\.js$/, ".ts");
}

function noSuchFile(specifier: string): string {
  return specifier.startsWith(".")
    ? `"${specifier}" is no file of src/runtime: correct the path, which ends in .js.`
    : `bundlers and compilers would look for "${specifier}": reach packages and modules of Node's through base/platform.ts.`;
}

/** index.ts has no imports: what it exports is its list of imports. */
function isIndexExport(
  path: string,
  node: ts.Statement,
): node is ts.ExportDeclaration {
  return (
    path === INDEX &&
    ts.isExportDeclaration(node) &&
    node.moduleSpecifier !== undefined
  );
}

/** The names that an import or an export lists; undefined where it has no list. */
export function importedNames(
  node: ts.ImportDeclaration | ts.ExportDeclaration,
): ts.NodeArray<ts.ImportSpecifier | ts.ExportSpecifier> | undefined {
  const list = ts.isImportDeclaration(node)
    ? node.importClause?.namedBindings
    : node.exportClause;
  return list === undefined ||
    ts.isNamespaceImport(list) ||
    ts.isNamespaceExport(list)
    ? undefined
    : list.elements;
}

function isTypeOnlyImport(
  node: ts.ImportDeclaration | ts.ExportDeclaration,
): boolean {
  return (importedNames(node) ?? []).every((name) =>
    isTypeOnlyName(node, name),
  );
}

/** Whether a name of an import or export stands for a type only. */
export function isTypeOnlyName(
  node: ts.ImportDeclaration | ts.ExportDeclaration,
  { isTypeOnly }: ts.ImportSpecifier | ts.ExportSpecifier,
): boolean {
  const isWhole = ts.isImportDeclaration(node)
    ? node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
    : node.isTypeOnly;
  return isWhole || isTypeOnly;
}

/** Forms of imports whose names would differ from those of the declarations, or that run code. */
function refusedImport(
  node: ts.ImportDeclaration | ts.ExportDeclaration,
): string | undefined {
  const names = importedNames(node);
  if (ts.isImportDeclaration(node)) {
    if (node.importClause === undefined) {
      return "an import for its side effects only keeps bundlers from leaving code out: export a function and call it where it is needed.";
    }
    if (node.importClause.name !== undefined) {
      return "a default import has no name that is the same in all files: export and import by name.";
    }
  }
  if (names === undefined) {
    return "`*` cannot be joined: import or export each name.";
  }
  return names.some(({ propertyName }) => propertyName !== undefined)
    ? "a name behind `as` cannot be joined, since all files share one scope: rename the declaration instead."
    : undefined;
}

function isDeclaring(node: ts.Statement): node is DeclaringStatement {
  return (
    ts.isClassDeclaration(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isVariableStatement(node)
  );
}

/** Whether a modifier is `export`. */
export function isExportKeyword({ kind }: ts.ModifierLike): boolean {
  return kind === ts.SyntaxKind.ExportKeyword;
}

/** Whether a statement is `declare global`. */
export function isGlobalDeclaration(
  node: ts.Statement,
): node is ts.ModuleDeclaration {
  const isGlobal = (node.flags & ts.NodeFlags.GlobalAugmentation) !== 0;
  return ts.isModuleDeclaration(node) && isGlobal;
}

function refusedDeclaration(node: DeclaringStatement): string | undefined {
  if (node.modifiers?.some(({ kind }) => kind === DEFAULT) === true) {
    return "a default export has no name that is the same in all files: export by name.";
  }
  if (
    ts.isVariableStatement(node) &&
    node.declarationList.declarations.some(({ name }) => !ts.isIdentifier(name))
  ) {
    return "destructuring at the top level of a file cannot be joined: declare each name by itself.";
  }
  return undefined;
}

const DEFAULT = ts.SyntaxKind.DefaultKeyword;

function refusedStatement(path: string, node: ts.Statement): string {
  if (path === INDEX) {
    return "index.ts may only list names, as `export { x, type Y } from`: move other code into a room.";
  }
  if (ts.isExportDeclaration(node) || ts.isExportAssignment(node)) {
    return "only declarations are exported: write `export` before the declaration, and import names from the file that declares them.";
  }
  return "a statement that runs when the file is loaded keeps bundlers from leaving code out: move it into a function.";
}

function lazyImportsOf(
  path: string,
  source: ts.SourceFile,
  paths: ReadonlySet<string>,
  faults: JoinFault[],
): readonly LazyImport[] {
  const found: LazyImport[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportTypeNode(node)) {
      faults.push(
        faultAt(
          path,
          node,
          "a type `import(...)` cannot be joined: write `import type { X } from`.",
        ),
      );
    }
    const specifier = lazySpecifier(node);
    if (specifier !== undefined) {
      const target = resolved(path, specifier.text);
      if (paths.has(target)) found.push({ target, specifier });
      else faults.push(faultAt(path, node, noSuchFile(specifier.text)));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function lazySpecifier(node: ts.Node): ts.StringLiteral | undefined {
  if (!ts.isCallExpression(node)) return undefined;
  if (node.expression.kind !== ts.SyntaxKind.ImportKeyword) return undefined;
  const [specifier] = node.arguments;
  return specifier !== undefined && ts.isStringLiteral(specifier)
    ? specifier
    : undefined;
}
