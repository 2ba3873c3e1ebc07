import type { TypeExpression } from "../model/service-model.js";
import { identifier, stringLiteral } from "./text.js";
import { scalarText } from "./value-layout.js";

/**
 * A type on one line, of the kinds that most members have; undefined for the others, which may
 * need more lines. Where it fits, it is printed so: a layout would come to the same text, and takes
 * many times as long.
 */
export function typeText(type: TypeExpression): string | undefined {
  switch (type.kind) {
    case "keyword":
      return type.name;
    case "reference":
    case "runtime":
      return identifier(type.name);
    case "literal":
      return literalTypeText(type.value);
    case "array": {
      const element = typeText(type.element);
      if (element === undefined) return undefined;
      return type.element.kind === "union" ? `(${element})[]` : `${element}[]`;
    }
    case "union":
      return unionText(type.members);
    case "object":
    case "tagged":
    case "tuple":
      return undefined;
  }
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

/** A literal as a type. */
export function literalTypeText(value: boolean | number | string): string {
  return typeof value === "string" ? stringLiteral(value) : scalarText(value);
}
