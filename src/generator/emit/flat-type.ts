import { typeUses } from "../model/type-uses.js";
import type { TypeExpression } from "../model/service-model.js";
import { identifier } from "./text.js";
import { literalText } from "./type-layout.js";

/** A type on one line; undefined where it never stands on one: objects have a line for each property. */
export function flatType(type: TypeExpression): string | undefined {
  switch (type.kind) {
    case "keyword":
      return type.name;
    case "reference":
    case "runtime":
      return identifier(type.name);
    case "literal":
      return literalText(type.value);
    case "array":
      return suffixed(flatInParentheses(type.element), "[]");
    case "tuple":
      return flatTuple(type);
    case "union":
      return joined(type.members.map(flatType), " | ");
    case "object":
      return flatRecord(type);
  }
}

function flatInParentheses(type: TypeExpression): string | undefined {
  const flat = flatType(type);
  return type.kind === "union" && flat !== undefined ? `(${flat})` : flat;
}

function flatTuple(
  type: Extract<TypeExpression, { readonly kind: "tuple" }>,
): string | undefined {
  const required = type.required ?? type.elements.length;
  const elements = type.elements.map((element, index) =>
    index < required
      ? flatType(element)
      : suffixed(flatInParentheses(element), "?"),
  );
  if (type.rest !== undefined) {
    const rest = flatInParentheses(type.rest);
    elements.push(rest === undefined ? undefined : `...${rest}[]`);
  }
  const flat = joined(elements, ", ");
  return flat === undefined ? undefined : `[${flat}]`;
}

function flatRecord({
  properties,
  additional,
}: Extract<TypeExpression, { readonly kind: "object" }>): string | undefined {
  if (properties.length > 0) return undefined;
  if (additional === undefined) return "Record<string, never>";
  // An alias may refer to itself inside braces, not inside `Record<...>`.
  if (typeUses([additional]).references.size > 0) return undefined;
  const value = flatType(additional);
  return value === undefined ? undefined : `Record<string, ${value}>`;
}

function suffixed(
  text: string | undefined,
  suffix: string,
): string | undefined {
  return text === undefined ? undefined : text + suffix;
}

function joined(
  parts: readonly (string | undefined)[],
  separator: string,
): string | undefined {
  return parts.includes(undefined) ? undefined : parts.join(separator);
}
