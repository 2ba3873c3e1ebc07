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

/** An exported interface, or the type of objects without properties. */
export function interfaceLayout(
  name: string,
  type: Extract<TypeExpression, { readonly kind: "object" }>,
  comment: CommentLines,
  memberComment?: (property: PropertyModel) => CommentLines,
): Doc {
  if (type.properties.length === 0 && type.additional === undefined) {
    // An empty interface would take any value that is not null.
    return [
      docComment(comment),
      "export type ",
      identifier(name),
      " = Record<string, never>;",
    ];
  }
  const head = [
    docComment(comment),
    "export interface ",
    identifier(name),
    " {",
  ];
  return [
    ...head,
    doc.indent([doc.hardline, membersLayout(type, memberComment)]),
    doc.hardline,
    "}",
  ];
}
