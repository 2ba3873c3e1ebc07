import type {
  NamedType,
  PropertyModel,
  TypeExpression,
} from "../model/service-model.js";
import { commentLines, docComment, type CommentLines } from "./comment.js";
import { identifier, propertyKey } from "./text.js";
import { typedText } from "./typed-text.js";

/** A named type as an exported declaration with its comment. */
export function namedTypeText(named: NamedType): string {
  const comment = commentLines(named.documentation);
  const { type } = named;
  if (type.kind === "object") return interfaceText(named.name, type, comment);
  const start = `export type ${identifier(named.name)}`;
  return docComment(comment) + typedText(start, " =", type, 0);
}

/** An exported interface, or the type of objects without properties. */
export function interfaceText(
  name: string,
  type: Extract<TypeExpression, { readonly kind: "object" }>,
  comment: CommentLines,
  memberComment: (property: PropertyModel) => CommentLines = (property) =>
    commentLines(property.documentation),
): string {
  const head = docComment(comment);
  if (type.properties.length === 0 && type.additional === undefined) {
    // An empty interface would take any value that is not null.
    return `${head}export type ${identifier(name)} = Record<string, never>;`;
  }
  let members = "";
  for (const property of type.properties) {
    const mark = property.optional ? "?" : "";
    members += docComment(memberComment(property), INDENT);
    members += memberText(
      `${propertyKey(property.name)}${mark}`,
      property.type,
    );
  }
  if (type.additional !== undefined) {
    members += memberText("[key: string]", type.additional);
  }
  return `${head}export interface ${identifier(name)} {\n${members}}`;
}

const INDENT = 2;

function memberText(key: string, type: TypeExpression): string {
  return `${" ".repeat(INDENT)}${typedText(key, ":", type, INDENT)}\n`;
}
