import ts from "typescript";
import { isJsonObject } from "../../../src/generator/json.js";
import { characterFindings } from "./characters.js";
import { commentFindings } from "./comments.js";
import type { Finding } from "./finding.js";
import {
  requireKey,
  requireLiteral,
  requireMembers,
  requireType,
  type Refuse,
} from "./literals.js";
import { requireRegistry } from "./registry.js";

/** Module specifiers that generated files may import, besides the runtime's. */
const MODULES =
  /^(?:\.\.?\/(?:client|types)\.js|\.\/processes\/[a-z0-9-]+\.js|\.\/[a-z0-9-]+\.js)$/;

/**
 * Proves by parsing that a generated file consists of declarations, imports and
 * the expected calls only, and that all text from a server is in literals.
 *
 * @param runtimeModule - Module specifiers that mean the runtime.
 */
export function proveSource(
  path: string,
  text: string,
  runtimeModule: string,
): readonly Finding[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
  const findings: Finding[] = [];
  // Syntax errors; the property is not in the public types.
  const { parseDiagnostics } = file as unknown as {
    readonly parseDiagnostics: readonly ts.Diagnostic[];
  };
  for (const diagnostic of parseDiagnostics) {
    const message = ts.flattenDiagnosticMessageText(
      diagnostic.messageText,
      " ",
    );
    findings.push({ kind: "syntax", path, message });
  }
  const refuse: Refuse = (node, why) => {
    const shown = node.getText(file).slice(0, 120);
    findings.push({ kind: "escape", path, message: `${why}: ${shown}` });
  };
  const isModule = (node: ts.Expression | undefined): void => {
    if (node === undefined) return;
    const known =
      ts.isStringLiteral(node) &&
      (node.text === runtimeModule || MODULES.test(node.text));
    if (!known) refuse(node, "not a module of the package");
  };
  const known = typeNames(file);
  for (const statement of file.statements) {
    if (path === "processes.ts") requireRegistry(statement, refuse);
    else requireStatement(statement, { path, known, refuse, isModule });
  }
  return [
    ...findings,
    ...characterFindings(path, text),
    ...commentFindings(path, file),
  ];
}

interface Context {
  readonly path: string;
  readonly known: ReadonlySet<string>;
  readonly refuse: Refuse;
  readonly isModule: (node: ts.Expression | undefined) => void;
}

/** The types that a file declares or imports. */
function typeNames(file: ts.SourceFile): ReadonlySet<string> {
  const names = new Set<string>();
  for (const statement of file.statements) {
    if (
      ts.isInterfaceDeclaration(statement) ||
      ts.isTypeAliasDeclaration(statement)
    ) {
      names.add(statement.name.text);
    }
    if (!ts.isImportDeclaration(statement)) continue;
    const bindings = statement.importClause?.namedBindings;
    if (bindings === undefined || !ts.isNamedImports(bindings)) continue;
    for (const { name } of bindings.elements) names.add(name.text);
  }
  return names;
}

function requireStatement(node: ts.Statement, context: Context): void {
  const { known, refuse, isModule, path } = context;
  if (ts.isImportDeclaration(node)) {
    isModule(node.moduleSpecifier);
    if (node.importClause === undefined) refuse(node, "imports for its effect");
  } else if (ts.isExportDeclaration(node)) {
    isModule(node.moduleSpecifier);
  } else if (ts.isInterfaceDeclaration(node)) {
    if (path === "bind.ts") return;
    if (node.heritageClauses !== undefined) refuse(node, "extends something");
    requireMembers(node.members, known, refuse);
  } else if (ts.isTypeAliasDeclaration(node)) {
    requireType(node.type, known, refuse);
  } else if (ts.isVariableStatement(node)) {
    requireConstant(node, context);
  } else if (ts.isFunctionDeclaration(node) && path === "bind.ts") {
    requireBinding(node, refuse);
  } else {
    refuse(node, "not a kind of statement that is generated");
  }
}

/** `export const` of a literal, or of the call that defines a process or its schemas. */
function requireConstant(node: ts.VariableStatement, context: Context): void {
  const { refuse } = context;
  const [declaration, ...others] = node.declarationList.declarations;
  const isConstant =
    (node.declarationList.flags & ts.NodeFlags.Const) !== 0 &&
    others.length === 0;
  const value = declaration?.initializer;
  if (!isConstant || declaration === undefined || value === undefined) {
    refuse(node, "not a constant");
  } else if (!ts.isIdentifier(declaration.name)) {
    refuse(node, "takes something apart");
  } else if (ts.isCallExpression(value)) {
    if (isNamed(value.expression, "defineSchemas")) {
      requireSchemas(value, refuse);
    } else requireDefinition(value, refuse);
  } else {
    requireLiteral(value, refuse);
  }
}

/** `defineProcess(getDefaultConnection, {...})`. */
function requireDefinition(call: ts.CallExpression, refuse: Refuse): void {
  const [client, definition, ...others] = call.arguments;
  if (
    !isNamed(call.expression, "defineProcess") ||
    !isNamed(client, "getDefaultConnection") ||
    definition === undefined ||
    !ts.isObjectLiteralExpression(definition) ||
    others.length > 0
  ) {
    refuse(call, "not the expected call");
    return;
  }
  for (const property of definition.properties) {
    if (!ts.isPropertyAssignment(property)) {
      refuse(property, "not a plain member of a definition");
      continue;
    }
    requireKey(property.name, refuse);
    requireLiteral(property.initializer, refuse);
  }
}

/** `defineSchemas("id", "JSON", "JSON")`. */
function requireSchemas(call: ts.CallExpression, refuse: Refuse): void {
  const texts = call.arguments.filter((text) => ts.isStringLiteral(text));
  const isExpected =
    texts.length === 3 &&
    call.arguments.length === 3 &&
    texts.slice(1).every(({ text }) => isJsonObjectText(text));
  if (!isExpected) refuse(call, "not the expected schemas");
}

function isJsonObjectText(text: string): boolean {
  try {
    // A page may hold the code in a script element, which this would end.
    return isJsonObject(JSON.parse(text)) && !text.includes("</");
  } catch {
    return false;
  }
}

/** `return { name: bindProcess(name, client) }`. */
function requireBinding(node: ts.FunctionDeclaration, refuse: Refuse): void {
  const [statement, ...others] = node.body?.statements ?? [];
  const value =
    statement !== undefined && ts.isReturnStatement(statement)
      ? statement.expression
      : undefined;
  if (
    value === undefined ||
    !ts.isObjectLiteralExpression(value) ||
    others.length > 0
  ) {
    refuse(node, "not the expected function");
    return;
  }
  for (const property of value.properties) {
    const call = ts.isPropertyAssignment(property)
      ? property.initializer
      : undefined;
    const expected =
      call !== undefined &&
      ts.isCallExpression(call) &&
      isNamed(call.expression, "bindProcess") &&
      call.arguments.every(ts.isIdentifier);
    if (!expected) refuse(property, "not the expected call");
  }
}

function isNamed(node: ts.Node | undefined, name: string): boolean {
  return node !== undefined && ts.isIdentifier(node) && node.text === name;
}
