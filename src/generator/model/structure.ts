import type { PropertyModel, TypeExpression } from "./service-model.js";

/**
 * A text that is equal for types of the same structure, whatever their
 * documentation says. A type that stands in many places is named once by it.
 */
export function structureOf(type: TypeExpression): string {
  switch (type.kind) {
    case "keyword":
      return type.name;
    case "literal":
      return JSON.stringify(type.value);
    case "array":
      return `Array<${structureOf(type.element)}>`;
    case "tuple": {
      const rest =
        type.rest === undefined ? "" : `...${structureOf(type.rest)}`;
      const required = type.required ?? type.elements.length;
      return `[${type.elements.map(structureOf).join(",")};${required}${rest}]`;
    }
    case "union":
      return `(${type.members.map(structureOf).join("|")})`;
    case "object": {
      const members = type.properties.map(propertyStructure).sort();
      const additional =
        type.additional === undefined
          ? ""
          : `;[]:${structureOf(type.additional)}`;
      return `{${members.join(";")}${additional}}`;
    }
    case "reference":
      return `#${type.name}`;
    case "runtime":
      return `@${type.name}`;
  }
}

function propertyStructure(property: PropertyModel): string {
  const mark = property.optional ? "?" : "";
  return `${JSON.stringify(property.name)}${mark}:${structureOf(property.type)}`;
}
