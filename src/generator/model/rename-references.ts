import type { TypeExpression } from "./service-model.js";
import { unionOf } from "./unions.js";

/** A type in which each reference has the name that `rename` gives it; the same object where no name changes. */
export function renameReferences(
  type: TypeExpression,
  rename: (name: string) => string,
): TypeExpression {
  const renamed = (part: TypeExpression) => renameReferences(part, rename);
  switch (type.kind) {
    case "reference":
      return { kind: "reference", name: rename(type.name) };
    case "array": {
      const element = renamed(type.element);
      return element === type.element ? type : { kind: "array", element };
    }
    case "tuple": {
      const elements = mapped(type.elements, renamed);
      const rest = type.rest === undefined ? undefined : renamed(type.rest);
      if (elements === type.elements && rest === type.rest) return type;
      return { ...type, elements, ...(rest === undefined ? {} : { rest }) };
    }
    case "union": {
      const members = mapped(type.members, renamed);
      return members === type.members ? type : unionOf(members);
    }
    case "object": {
      const properties = mapped(type.properties, (property) =>
        withType(property, renamed(property.type)),
      );
      const { additional } = type;
      const rest = additional === undefined ? undefined : renamed(additional);
      const names = type.names === undefined ? undefined : renamed(type.names);
      if (
        properties === type.properties &&
        rest === additional &&
        names === type.names
      ) {
        return type;
      }
      return {
        ...type,
        properties,
        ...(rest === undefined ? {} : { additional: rest }),
        ...(names === undefined ? {} : { names }),
      };
    }
    case "tagged": {
      const base = renamed(type.base);
      const value = renamed(type.value);
      return base === type.base && value === type.value
        ? type
        : { ...type, base, value };
    }
    case "keyword":
    case "literal":
    case "runtime":
      return type;
  }
}

/** The same with another type; the same object where it is of this type. */
export function withType<Its extends { readonly type: TypeExpression }>(
  typed: Its,
  type: TypeExpression,
): Its {
  return typed.type === type ? typed : { ...typed, type };
}

/** A list with each item changed; the same list where no item changes. */
function mapped<Item>(
  items: readonly Item[],
  change: (item: Item) => Item,
): readonly Item[] {
  const changed = items.map(change);
  return changed.some((item, index) => item !== items[index]) ? changed : items;
}
