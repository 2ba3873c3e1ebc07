import type { CompositeType, TypeExpression } from "./service-model.js";
import { unionOf } from "./unions.js";

/** A type in which each reference has the name that `rename` gives it; the same object where no name changes. */
export function renameReferences(
  type: TypeExpression,
  rename: (name: string) => string,
): TypeExpression {
  switch (type.kind) {
    case "keyword":
    case "literal":
    case "runtime":
      return type;
    case "reference":
      return { kind: "reference", name: rename(type.name) };
    default:
      return renamedParts(type, (part) => renameReferences(part, rename));
  }
}

/** A type that is made of others, in which each of these is renamed. */
function renamedParts(
  type: CompositeType,
  renamed: (part: TypeExpression) => TypeExpression,
): TypeExpression {
  switch (type.kind) {
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
  let changed: Item[] | undefined;
  for (let index = 0; index < items.length; index += 1) {
    const before = items[index] as Item;
    const item = change(before);
    if (item !== before) (changed ??= [...items])[index] = item;
  }
  return changed ?? items;
}
