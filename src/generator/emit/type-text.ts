import type { TypeExpression } from "../model/service-model.js";
import { identifier, stringLiteral } from "./text.js";
import { scalarText } from "./value-layout.js";

/**
 * A type on one line, of the kinds that most members have; undefined for the others, which may
 * need more lines. Where it fits, it is printed so: a layout would come to the same text, and takes
 * many times as long.
 */
export function typeText(type: TypeExpression): string | undefined {
  if (isSimple(type)) return simpleText(type);
  switch (type.kind) {
    case "array": {
      const element = typeText(type.element);
      if (element === undefined) return undefined;
      return type.element.kind === "union" ? `(${element})[]` : `${element}[]`;
    }
    case "union":
      return unionText(type.members);
    case "tuple":
      return type.rest === undefined && type.required === undefined
        ? tupleText(type.elements)
        : undefined;
    case "object":
    case "tagged":
      return undefined;
  }
}

/** A type in which there is no other. */
type SimpleType = Extract<
  TypeExpression,
  { readonly kind: "keyword" | "literal" | "reference" | "runtime" }
>;

/** Whether there is no other type in a type. */
export function isSimple(type: TypeExpression): type is SimpleType {
  const { kind } = type;
  return (
    kind === "keyword" ||
    kind === "literal" ||
    kind === "reference" ||
    kind === "runtime"
  );
}

/** A type in which there is no other: it has no place to break. */
export function simpleText(type: SimpleType): string {
  if (type.kind === "keyword") return type.name;
  return type.kind === "literal"
    ? literalTypeText(type.value)
    : identifier(type.name);
}

function unionText(members: readonly TypeExpression[]): string | undefined {
  let text = "";
  for (const member of members) {
    const part = typeText(member);
    if (part === undefined) return undefined;
    text += text === "" ? part : ` | ${part}`;
  }
  // A union without members has nothing to print but `never`, which its layout does.
  return text === "" ? undefined : text;
}

function tupleText(elements: readonly TypeExpression[]): string | undefined {
  let text = "";
  for (const element of elements) {
    const part = typeText(element);
    if (part === undefined) return undefined;
    text += text === "" ? part : `, ${part}`;
  }
  return `[${text}]`;
}

/** A literal as a type. */
function literalTypeText(value: boolean | number | string): string {
  return typeof value === "string" ? stringLiteral(value) : scalarText(value);
}
