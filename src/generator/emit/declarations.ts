import type { NamedType, PropertyModel } from "../model/service-model.js";
import { commentLines, docComment, type CommentLines } from "./comment.js";
import { printed } from "./layout.js";
import { identifier } from "./text.js";
import { memberLayouts, typeAfter, type ObjectType } from "./type-layout.js";

/** A named type as an exported declaration with its comment. */
export function namedTypeText(named: NamedType): string {
  const comment = commentLines(named.documentation);
  const { type } = named;
  if (type.kind === "object") return interfaceText(named.name, type, comment);
  const start = `export type ${identifier(named.name)}`;
  return docComment(comment) + printed([start, typeAfter(" =", type), ";"]);
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
  const members = memberLayouts(type);
  if (members.length === 0) {
    // An empty interface would take any value that is not null.
    const alias = [
      `export type ${identifier(name)}`,
      typeAfter(" =", type),
      ";",
    ];
    return `${head}${printed(alias)}`;
  }
  let text = `${head}export interface ${identifier(name)} {\n`;
  for (const { property, layout } of members) {
    if (property !== undefined) text += docComment(commentOf(property), 2);
    text += `  ${printed(layout, 2)}\n`;
  }
  return `${text}}`;
}
