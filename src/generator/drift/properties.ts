import type { CompactObject, CompactType } from "./compact-model.js";

/** A property of an object that has a name of its own. */
export interface Property {
  readonly type: CompactType;
  readonly optional: boolean;
}

/** The named properties of an object, the required ones first. */
export function propertiesOf(
  type: CompactObject,
): ReadonlyMap<string, Property> {
  const properties = new Map<string, Property>();
  for (const [name, member] of Object.entries(type.required)) {
    properties.set(name, { type: member, optional: false });
  }
  for (const [name, member] of Object.entries(type.optional)) {
    properties.set(name, { type: member, optional: true });
  }
  return properties;
}
