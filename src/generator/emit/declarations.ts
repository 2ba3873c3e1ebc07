import type {
  NamedType,
  PropertyModel,
  TypeExpression,
} from "../model/service-model.js";
import { commentLines, docComment, type CommentLines } from "./comment.js";
import { fitsOnLine, printed } from "./layout.js";
import { identifier } from "./text.js";
import {
  indexLayout,
  propertyLayout,
  propertyName,
  typeAfter,
  type ObjectType,
} from "./type-layout.js";
import { typeText } from "./type-text.js";

/** A named type as an exported declaration with its comment. */
export function namedTypeText(named: NamedType): string {
  const comment = commentLines(named.documentation);
  const { type } = named;
  if (type.kind === "object") return interfaceText(named.name, type, comment);
  return docComment(comment) + aliasText(named.name, type);
}

/**
 * An exported interface, or the type of objects without properties.
 *
 * @param comment - Comment of the interface itself.
 * @param commentOf - Comment of a member. Default: what its documentation says.
 */
export function interfaceText(
  name: string,
  type: ObjectType,
  comment: CommentLines,
  commentOf = (property: PropertyModel): CommentLines =>
    commentLines(property.documentation),
): string {
  const head = docComment(comment);
  const { properties, additional } = type;
  if (properties.length === 0 && additional === undefined) {
    // An empty interface would take any value that is not null.
    return `${head}${aliasText(name, type)}`;
  }
  let text = `${head}export interface ${identifier(name)} {\n`;
  for (const property of properties) {
    text += `${docComment(commentOf(property), 2)}  ${propertyText(property)}\n`;
  }
  if (additional !== undefined) {
    text += `  ${printed(indexLayout(additional), 2)}\n`;
  }
  return `${text}}`;
}

/** A property at an indentation of two columns. */
function propertyText(property: PropertyModel): string {
  const type = typeText(property.type);
  const line = `${propertyName(property)}: ${type ?? ""};`;
  return type !== undefined && fitsOnLine(line, 2)
    ? line
    : printed(propertyLayout(property), 2);
}

function aliasText(name: string, type: TypeExpression): string {
  const start = `export type ${identifier(name)}`;
  const text = typeText(type);
  const line = `${start} = ${text ?? ""};`;
  return text !== undefined && fitsOnLine(line)
    ? line
    : printed([start, typeAfter(" =", type), ";"]);
}
