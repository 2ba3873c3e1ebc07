import { ts } from "ts-morph";
import type { DeclaringStatement, RoomFile } from "./room-file.js";

/** Something that a file declares at its top level: one name, however many statements declare it. */
export interface Declaration {
  readonly path: string;
  readonly name: string;
  readonly statements: readonly DeclaringStatement[];
  /** What its text uses of the files. */
  readonly uses: ReadonlySet<Declaration>;
  /** Those of `uses` that its text uses as values; of the others it needs the types only. */
  readonly values: ReadonlySet<Declaration>;
  /** Names in its text that no file declares, such as those of the platform. */
  readonly globals: ReadonlySet<string>;
}

/** The declarations of all files, by path and name. */
export type Declarations = ReadonlyMap<
  string,
  ReadonlyMap<string, Declaration>
>;

type OpenDeclaration = Declaration & {
  readonly statements: DeclaringStatement[];
  readonly uses: Set<Declaration>;
  readonly values: Set<Declaration>;
  readonly globals: Set<string>;
};

/** Finds what each file declares, and what each declaration uses, as the compiler resolves the names. */
export function findDeclarations(
  files: readonly RoomFile[],
  checker: ts.TypeChecker,
): Declarations {
  const declarations = new Map<string, Map<string, OpenDeclaration>>();
  const bySymbol = new Map<ts.Symbol, OpenDeclaration>();
  for (const { path, statements } of files) {
    const own = new Map<string, OpenDeclaration>();
    declarations.set(path, own);
    for (const statement of statements) {
      for (const node of declaredNames(statement)) {
        const name = node.text;
        const declaration = own.get(name) ?? {
          path,
          name,
          statements: [],
          uses: new Set(),
          values: new Set(),
          globals: new Set(),
        };
        declaration.statements.push(statement);
        own.set(name, declaration);
        const symbol = checker.getSymbolAtLocation(node);
        if (symbol !== undefined) bySymbol.set(symbol, declaration);
      }
    }
  }
  for (const { path, globals } of files) {
    for (const declaration of declarations.get(path)?.values() ?? []) {
      for (const statement of [...declaration.statements, ...globals]) {
        addUses(declaration, statement, bySymbol, checker);
      }
    }
  }
  return declarations;
}

/** The names that a statement declares. */
export function declaredNames(
  statement: DeclaringStatement,
): readonly ts.Identifier[] {
  const named = ts.isVariableStatement(statement)
    ? statement.declarationList.declarations
    : [statement];
  return named.flatMap(({ name }) =>
    name !== undefined && ts.isIdentifier(name) ? [name] : [],
  );
}

function addUses(
  { uses, values, globals }: OpenDeclaration,
  statement: ts.Statement,
  bySymbol: ReadonlyMap<ts.Symbol, Declaration>,
  checker: ts.TypeChecker,
): void {
  const visit = (node: ts.Node, isInType: boolean): void => {
    if (ts.isIdentifier(node) && !isMemberName(node)) {
      const symbol = symbolOf(node, checker);
      // Types that are not found have a symbol as well, which nothing declares.
      if (symbol?.declarations === undefined) globals.add(node.text);
      else {
        const isImport = (symbol.flags & ts.SymbolFlags.Alias) !== 0;
        const declared = isImport ? checker.getAliasedSymbol(symbol) : symbol;
        const used = bySymbol.get(declared);
        if (used !== undefined) uses.add(used);
        if (used !== undefined && !isInType) values.add(used);
      }
    }
    const isType = isInType || isErased(node);
    ts.forEachChild(node, (child) => {
      visit(child, isType);
    });
  };
  visit(statement, false);
}

/** Whether nothing of a piece of text exists at run time. */
function isErased(node: ts.Node): boolean {
  if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) {
    return true;
  }
  if (ts.isHeritageClause(node)) {
    return node.token === ts.SyntaxKind.ImplementsKeyword;
  }
  // What a class extends is an expression, although it counts as a type there.
  return ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node);
}

/** Names of members, which are looked up in an object and not among the names of the file. */
function isMemberName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isQualifiedName(parent)) return parent.right === node;
  if (ts.isBindingElement(parent)) return parent.propertyName === node;
  return ts.isNamedTupleMember(parent);
}

/** What a name stands for in its file; undefined where nothing there declares or imports it. */
function symbolOf(
  node: ts.Identifier,
  checker: ts.TypeChecker,
): ts.Symbol | undefined {
  const { parent } = node;
  return ts.isShorthandPropertyAssignment(parent) && parent.name === node
    ? checker.getShorthandAssignmentValueSymbol(parent)
    : checker.getSymbolAtLocation(node);
}
