import ts from "typescript";

/** Reports a node that is not allowed at its place. */
export type Refuse = (node: ts.Node, why: string) => void;

/** Checks that an expression is a JSON literal, which executes nothing. */
export function requireLiteral(node: ts.Expression, refuse: Refuse): void {
  if (
    ts.isStringLiteral(node) ||
    ts.isNumericLiteral(node) ||
    node.kind === ts.SyntaxKind.TrueKeyword ||
    node.kind === ts.SyntaxKind.FalseKeyword ||
    node.kind === ts.SyntaxKind.NullKeyword
  ) {
    return;
  }
  if (isNegativeNumber(node)) return;
  if (ts.isAsExpression(node) && ts.isConstTypeReference(node.type)) {
    requireLiteral(node.expression, refuse);
    return;
  }
  if (ts.isArrayLiteralExpression(node)) {
    for (const element of node.elements) requireLiteral(element, refuse);
    return;
  }
  if (ts.isObjectLiteralExpression(node)) {
    for (const property of node.properties) {
      if (!ts.isPropertyAssignment(property)) {
        refuse(property, "not a plain member of an object");
        continue;
      }
      requireKey(property.name, refuse);
      requireLiteral(property.initializer, refuse);
    }
    return;
  }
  refuse(node, "not a literal");
}

function isNegativeNumber(node: ts.Node): boolean {
  return (
    ts.isPrefixUnaryExpression(node) &&
    node.operator === ts.SyntaxKind.MinusToken &&
    ts.isNumericLiteral(node.operand)
  );
}

/** Checks that a key is a name or a string, and `__proto__` in brackets, because without them it sets the prototype. */
export function requireKey(name: ts.PropertyName, refuse: Refuse): void {
  if (ts.isIdentifier(name) || ts.isStringLiteral(name)) {
    if (name.text === "__proto__") refuse(name, "sets a prototype");
    return;
  }
  const bracketed =
    ts.isComputedPropertyName(name) && ts.isStringLiteral(name.expression);
  if (!bracketed) refuse(name, "a key that is neither a name nor a string");
}

/** The keywords of the language that generated types use. */
const KEYWORDS: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.BooleanKeyword,
  ts.SyntaxKind.NeverKeyword,
  ts.SyntaxKind.NumberKeyword,
  ts.SyntaxKind.StringKeyword,
  ts.SyntaxKind.UndefinedKeyword,
  ts.SyntaxKind.UnknownKeyword,
]);

/** Checks that a type consists of keywords, literals, structures and names that the file declares or imports. */
export function requireType(
  node: ts.TypeNode,
  known: ReadonlySet<string>,
  refuse: Refuse,
): void {
  if (KEYWORDS.has(node.kind)) return;
  const inner = (type: ts.TypeNode): void => {
    requireType(type, known, refuse);
  };
  if (ts.isLiteralTypeNode(node)) requireLiteral(node.literal, refuse);
  else if (ts.isArrayTypeNode(node)) inner(node.elementType);
  else if (ts.isParenthesizedTypeNode(node)) inner(node.type);
  else if (ts.isUnionTypeNode(node)) node.types.forEach(inner);
  else if (ts.isIntersectionTypeNode(node)) node.types.forEach(inner);
  else if (ts.isTupleTypeNode(node)) node.elements.forEach(inner);
  else if (ts.isOptionalTypeNode(node) || ts.isRestTypeNode(node))
    inner(node.type);
  else if (ts.isTypeLiteralNode(node))
    requireMembers(node.members, known, refuse);
  else if (ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName)) {
    if (!known.has(node.typeName.text) && node.typeName.text !== "Record") {
      refuse(node, "a type that is neither declared nor imported");
    }
    node.typeArguments?.forEach(inner);
  } else refuse(node, "not a kind of type that is generated");
}

/** Checks that an interface has only properties and one index signature, nothing that can be called. */
export function requireMembers(
  members: readonly ts.TypeElement[],
  known: ReadonlySet<string>,
  refuse: Refuse,
): void {
  for (const member of members) {
    if (ts.isPropertySignature(member) && member.type !== undefined) {
      requireKey(member.name, refuse);
      requireType(member.type, known, refuse);
    } else if (ts.isIndexSignatureDeclaration(member)) {
      requireType(member.type, known, refuse);
    } else {
      refuse(member, "not a property");
    }
  }
}
