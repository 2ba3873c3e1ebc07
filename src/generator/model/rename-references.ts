import type { TypeExpression } from "./types.js";
import { unionOf } from "./unions.js";

/** A type in which each reference has the name that `rename` gives it. */
export function renameReferences(
  type: TypeExpression,
  rename: (name: string) => string,
): TypeExpression {
  switch (type.kind) {
    case "reference":
      return { kind: "reference", name: rename(type.name) };
    case "array":
      return { kind: "array", element: renameReferences(type.element, rename) };
    case "tuple":
      return {
        ...type,
        elements: type.elements.map((element) =>
          renameReferences(element, rename),
        ),
        ...(type.rest === undefined
          ? {}
          : { rest: renameReferences(type.rest, rename) }),
      };
    case "union":
      return unionOf(
        type.members.map((member) => renameReferences(member, rename)),
      );
    case "object":
      return {
        ...type,
        properties: type.properties.map((property) => ({
          ...property,
          type: renameReferences(property.type, rename),
        })),
        ...(type.additional === undefined
          ? {}
          : { additional: renameReferences(type.additional, rename) }),
      };
    case "keyword":
    case "literal":
    case "runtime":
      return type;
  }
}
