import { typeUses } from "../model/type-uses.js";
import type { PropertyModel, TypeExpression } from "../model/service-model.js";
import { commentLines, docCommentLayout } from "./comment.js";
import { DOC, type Doc } from "./layout.js";
import { identifier, propertyKey, stringLiteral } from "./text.js";
import { scalarText } from "./value-layout.js";

/** The type of an object, with or without properties. */
export type ObjectType = Extract<TypeExpression, { readonly kind: "object" }>;

/** A type as it stands after a colon or an equals sign. */
export function typeLayout(type: TypeExpression): Doc {
  switch (type.kind) {
    case "keyword":
      return type.name;
    case "reference":
    case "runtime":
      return identifier(type.name);
    case "literal":
      return literalTypeText(type.value);
    case "array":
      return [inParentheses(type.element), "[]"];
    case "tuple":
      return tupleLayout(type);
    case "union":
      return DOC.group(unionLayout(type.members));
    case "object":
      return objectTypeLayout(type);
    case "tagged":
      return taggedLayout(type);
  }
}

/** A type after a colon or an equals sign, where a long union stands indented on the next lines. */
export function typeAfter(mark: ":" | " =", type: TypeExpression): Doc {
  if (type.kind === "union") {
    return [
      mark,
      DOC.group(DOC.indent([DOC.line, DOC.group(unionLayout(type.members))])),
    ];
  }
  return [mark, " ", typeLayout(type)];
}

function taggedLayout({
  base,
  property,
  value,
}: Extract<TypeExpression, { readonly kind: "tagged" }>): Doc {
  const tag = [propertyKey(property), ": ", typeLayout(value)];
  return [typeLayout(base), " & { ", ...tag, " }"];
}

function literalTypeText(value: boolean | number | string): string {
  return typeof value === "string" ? stringLiteral(value) : scalarText(value);
}

function unionLayout(members: readonly TypeExpression[]): Doc {
  const [first, ...others] = members.map(unionMemberLayout);
  return [
    DOC.ifBreak("| "),
    first ?? "never",
    ...others.map((member) => [DOC.line, "| ", member]),
  ];
}

function unionMemberLayout(type: TypeExpression): Doc {
  const layout = DOC.indent(typeLayout(type));
  return type.kind === "tagged" ? ["(", layout, ")"] : layout;
}

/** A union inside an array or a tuple; if it is long, it stands on lines between its parentheses. */
function inParentheses(type: TypeExpression): Doc {
  if (type.kind === "tagged") return ["(", typeLayout(type), ")"];
  if (type.kind !== "union") return typeLayout(type);
  return DOC.group([
    "(",
    DOC.indent([DOC.softline, DOC.group(unionLayout(type.members))]),
    DOC.softline,
    ")",
  ]);
}

function tupleLayout(
  type: Extract<TypeExpression, { readonly kind: "tuple" }>,
): Doc {
  const required = type.required ?? type.elements.length;
  const elements = type.elements.map((element, index): Doc => {
    if (index >= required) return [inParentheses(element), "?"];
    return element.kind === "union"
      ? longInParentheses(element)
      : typeLayout(element);
  });
  if (type.rest !== undefined)
    elements.push(["...", inParentheses(type.rest), "[]"]);
  if (elements.length === 0) return "[]";
  return DOC.group([
    "[",
    DOC.indent([DOC.softline, DOC.join([",", DOC.line], elements)]),
    DOC.ifBreak(","),
    DOC.softline,
    "]",
  ]);
}

/** A union in parentheses if it takes more than one line, else without them. */
function longInParentheses(
  type: Extract<TypeExpression, { readonly kind: "union" }>,
): Doc {
  return DOC.group([
    DOC.indent([DOC.ifBreak(["(", DOC.softline]), unionLayout(type.members)]),
    DOC.softline,
    DOC.ifBreak(")"),
  ]);
}

function objectTypeLayout(type: ObjectType): Doc {
  const { properties, additional } = type;
  if (properties.length === 0) {
    if (additional === undefined) return "Record<string, never>";
    // An alias may refer to itself inside braces, not inside `Record<...>`.
    const { references } = typeUses([additional]);
    if (references.size === 0) return recordLayout(additional);
  }
  return [
    "{",
    DOC.indent(
      memberLayouts(type).map(({ property, layout }): Doc => [
        DOC.hardline,
        docCommentLayout(
          property === undefined ? [] : commentLines(property.documentation),
        ),
        layout,
      ]),
    ),
    DOC.hardline,
    "}",
  ];
}

function recordLayout(value: TypeExpression): Doc {
  if (value.kind === "keyword")
    return ["Record<string, ", typeLayout(value), ">"];
  return DOC.group([
    "Record<",
    DOC.indent([
      DOC.softline,
      "string,",
      DOC.line,
      value.kind === "union" ? unionLayout(value.members) : typeLayout(value),
    ]),
    DOC.softline,
    ">",
  ]);
}

/** A member of an object type. */
export interface MemberLayout {
  /** The property; undefined for all those without a name of their own. */
  readonly property?: PropertyModel;
  /** Its name and its type, without a comment. */
  readonly layout: Doc;
}

/** The members of an object type. */
export function memberLayouts({
  properties,
  additional,
}: ObjectType): readonly MemberLayout[] {
  const members = properties.map((property): MemberLayout => {
    const key = propertyKey(property.name) + (property.optional ? "?" : "");
    return { property, layout: [key, typeAfter(":", property.type), ";"] };
  });
  if (additional === undefined) return members;
  const layout = ["[key: string]", typeAfter(":", additional), ";"];
  return [...members, { layout }];
}
