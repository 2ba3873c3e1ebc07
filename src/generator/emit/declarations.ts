import type {
  NamedType,
  PropertyModel,
  TypeExpression,
} from "../model/types.js";
import { commentLines, docComment, type CommentLines } from "./comment.js";
import { doc, type Doc } from "./layout.js";
import { identifier } from "./text.js";
import { membersLayout, typeAfter } from "./type-layout.js";

/** A named type as an exported declaration with its comment. */
export function namedTypeLayout(named: NamedType): Doc {
  const comment = commentLines(named.documentation);
  const { type } = named;
  if (type.kind === "object") {
    return interfaceLayout(named.name, type, comment);
  }
  return [
    docComment(comment),
    "export type ",
    identifier(named.name),
    doc.group([" ", typeAfter("=", type)]),
    ";",
  ];
}

/** An exported interface. */
export function interfaceLayout(
  name: string,
  type: Extract<TypeExpression, { readonly kind: "object" }>,
  comment: CommentLines,
  memberComment?: (property: PropertyModel) => CommentLines,
): Doc {
  const head = [
    docComment(comment),
    "export interface ",
    identifier(name),
    " {",
  ];
  const empty = type.properties.length === 0 && type.additional === undefined;
  if (empty) return [...head, "}"];
  return [
    ...head,
    doc.indent([doc.hardline, membersLayout(type, memberComment)]),
    doc.hardline,
    "}",
  ];
}
