import { someReference } from "../model/type-uses.js";
import type { PropertyModel, TypeExpression } from "../model/service-model.js";
import { commentLines, docCommentLayout } from "./comment.js";
import { DOC, type Doc } from "./layout.js";
import { propertyKey } from "./text.js";
import { isSimple, simpleText } from "./type-text.js";

/** The type of an object, with or without properties. */
export type ObjectType = Extract<TypeExpression, { readonly kind: "object" }>;

/**
 * A type as it stands after a colon or an equals sign.
 *
 * @param inAlias - whether it stands in the declaration of a type that is no
 *   interface: such a type may refer to itself inside braces, not inside `Record<...>`.
 */
export function typeLayout(type: TypeExpression, inAlias = true): Doc {
  const inner = (part: TypeExpression) => inParentheses(part, inAlias);
  if (isSimple(type)) return simpleText(type);
  switch (type.kind) {
    case "array":
      return [inner(type.element), "[]"];
    case "tuple":
      return tupleLayout(type, inAlias);
    case "union":
      return DOC.group(unionLayout(type.members, inAlias));
    case "object":
      return objectTypeLayout(type, inAlias);
    case "tagged":
      return taggedLayout(type, inAlias);
  }
}

/** A type after a colon or an equals sign, where a long union stands indented on the next lines. */
export function typeAfter(mark: ":" | " =", type: TypeExpression): Doc {
  const inAlias = mark === " =";
  if (type.kind === "union" && !isHugging(type.members, inAlias)) {
    const union = DOC.group(unionLayout(type.members, inAlias));
    return [mark, DOC.group(DOC.indent([DOC.line, union]))];
  }
  return [mark, " ", typeLayout(type, inAlias)];
}

function taggedLayout(
  {
    base,
    property,
    value,
  }: Extract<TypeExpression, { readonly kind: "tagged" }>,
  inAlias: boolean,
): Doc {
  const tag = [propertyKey(property), typeAfter(":", value), DOC.ifBreak(";")];
  const braces = ["{", DOC.indent([DOC.line, tag]), DOC.line, "}"];
  return [typeLayout(base, inAlias), " & ", DOC.group(braces)];
}

function unionLayout(members: readonly TypeExpression[], inAlias = true): Doc {
  if (isHugging(members, inAlias)) {
    const layouts = members.map((member) => typeLayout(member, inAlias));
    return DOC.join(" | ", layouts);
  }
  const [first, ...others] = members.map((member) =>
    unionMemberLayout(member, inAlias),
  );
  return [
    DOC.ifBreak("| "),
    first ?? "never",
    ...others.map((member) => [DOC.line, "| ", member]),
  ];
}

/** Whether a union is of one type in braces and nothing else but null, which stands behind the brace at its end. */
function isHugging(
  members: readonly TypeExpression[],
  inAlias: boolean,
): boolean {
  const others = members.filter(
    (member) => !(member.kind === "keyword" && member.name === "null"),
  );
  const [only] = others;
  return (
    others.length === 1 &&
    only?.kind === "object" &&
    mapLayout(only, inAlias) === undefined
  );
}

function unionMemberLayout(type: TypeExpression, inAlias: boolean): Doc {
  const layout = DOC.indent(typeLayout(type, inAlias));
  return type.kind === "tagged" ? ["(", layout, ")"] : layout;
}

/** A union inside an array or a tuple; if it is long, it stands on lines between its parentheses. */
function inParentheses(type: TypeExpression, inAlias: boolean): Doc {
  const layout = () => typeLayout(type, inAlias);
  if (type.kind === "tagged") return ["(", layout(), ")"];
  if (type.kind !== "union") return layout();
  if (isHugging(type.members, inAlias)) return ["(", layout(), ")"];
  return DOC.group([
    "(",
    DOC.indent([DOC.softline, DOC.group(unionLayout(type.members, inAlias))]),
    DOC.softline,
    ")",
  ]);
}

function tupleLayout(
  type: Extract<TypeExpression, { readonly kind: "tuple" }>,
  inAlias: boolean,
): Doc {
  const required = type.required ?? type.elements.length;
  const elements = type.elements.map((element, index): Doc => {
    if (index >= required) return [inParentheses(element, inAlias), "?"];
    if (element.kind !== "union") return typeLayout(element, inAlias);
    return type.elements.length === 1 && type.rest === undefined
      ? DOC.group(unionLayout(element.members, inAlias))
      : longInParentheses(element, inAlias);
  });
  if (type.rest !== undefined)
    elements.push(["...", inParentheses(type.rest, inAlias), "[]"]);
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
  inAlias: boolean,
): Doc {
  const union = unionLayout(type.members, inAlias);
  if (isHugging(type.members, inAlias)) return union;
  return DOC.group([
    DOC.indent([DOC.ifBreak(["(", DOC.softline]), union]),
    DOC.softline,
    DOC.ifBreak(")"),
  ]);
}

function objectTypeLayout(type: ObjectType, inAlias: boolean): Doc {
  const map = mapLayout(type, inAlias);
  if (map !== undefined) return map;
  return [
    "{",
    DOC.indent([
      ...type.properties.map((property): Doc => [
        DOC.hardline,
        docCommentLayout(commentLines(property.documentation)),
        propertyLayout(property),
      ]),
      ...(type.additional === undefined
        ? []
        : [DOC.hardline, indexLayout(type.additional)]),
    ]),
    DOC.hardline,
    "}",
  ];
}

/** An object as a map. Undefined: it stands in braces. */
function mapLayout(
  { properties, additional, names }: ObjectType,
  inAlias: boolean,
): Doc | undefined {
  const [first] = properties;
  const mayRefer = (part: TypeExpression) =>
    inAlias && someReference(part, () => true);
  if (first === undefined) {
    if (additional === undefined) return recordLayout("string", NEVER);
    if (!mayRefer(additional)) return recordLayout("string", additional);
  } else if (names !== undefined && !mayRefer(first.type)) {
    const record = recordLayout(typeLayout(names), first.type);
    return DOC.group([
      "Partial<",
      DOC.indent([DOC.softline, record]),
      DOC.softline,
      ">",
    ]);
  }
  return undefined;
}

const NEVER: TypeExpression = { kind: "keyword", name: "never" };

function recordLayout(names: Doc, value: TypeExpression): Doc {
  return DOC.group([
    "Record<",
    DOC.indent([
      DOC.softline,
      [names, ","],
      DOC.line,
      value.kind === "union"
        ? DOC.group(unionLayout(value.members))
        : typeLayout(value),
    ]),
    DOC.softline,
    ">",
  ]);
}

/** A property with its name and its type, without a comment. */
export function propertyLayout(property: PropertyModel): Doc {
  return [propertyName(property), typeAfter(":", property.type), ";"];
}

/** The name of a property up to the colon. */
export function propertyName({ name, optional }: PropertyModel): string {
  return optional ? `${propertyKey(name)}?` : propertyKey(name);
}

/** The signature of the properties without names of their own. */
export function indexLayout(additional: TypeExpression): Doc {
  return ["[key: string]", typeAfter(":", additional), ";"];
}
