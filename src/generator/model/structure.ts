import type {
  CompositeType,
  PropertyModel,
  TypeExpression,
} from "./service-model.js";

/** The name of a type that a reference leads to, or what stands for it. */
export type NameOf = (name: string) => string;

const sameName: NameOf = (name) => name;

/**
 * A text that is equal for types of the same structure, whatever their
 * documentation says. A type that stands in many places is named once by it.
 *
 * @param nameOf - what stands for a reference. Default: its name.
 */
export function structureOf(
  type: TypeExpression,
  nameOf: NameOf = sameName,
): string {
  switch (type.kind) {
    case "keyword":
      return type.name;
    case "literal":
      return typeof type.value === "string"
        ? `"${measured(type.value)}`
        : String(type.value);
    case "reference":
      return `#${nameOf(type.name)}`;
    case "runtime":
      return `@${type.name}`;
    default:
      return structureOfParts(type, nameOf);
  }
}

function structureOfParts(type: CompositeType, nameOf: NameOf): string {
  const inner = (part: TypeExpression) => structureOf(part, nameOf);
  switch (type.kind) {
    case "array":
      return `Array<${inner(type.element)}>`;
    case "tuple": {
      const rest = type.rest === undefined ? "" : `...${inner(type.rest)}`;
      const required = type.required ?? type.elements.length;
      return `[${type.elements.map(inner).join(",")};${required}${rest}]`;
    }
    case "union":
      return `(${type.members.map(inner).join("|")})`;
    case "object": {
      const members = type.properties
        .map((property) => propertyStructure(property, nameOf))
        .sort();
      const additional =
        type.additional === undefined ? "" : `;[]:${inner(type.additional)}`;
      return `{${members.join(";")}${additional}}`;
    }
    case "tagged":
      return `(${inner(type.base)}&${measured(type.property)}:${inner(type.value)})`;
  }
}

function propertyStructure(property: PropertyModel, nameOf: NameOf): string {
  const mark = property.optional ? "?" : "";
  return `${measured(property.name)}${mark}:${structureOf(property.type, nameOf)}`;
}

/** A text of which no other structure can be a part: where it ends is told before it, which takes less than quotes. */
function measured(text: string): string {
  return `${text.length}:${text}`;
}
