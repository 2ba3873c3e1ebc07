import { isObject, type Definitions, type Schema } from "./schema.js";

/**
 * The schema that allows only named properties. A value that it rejects has
 * properties that an open schema allows: TypeScript rejects them in literals,
 * although the value is assignable.
 */
export function closed(schema: Schema): Schema {
  return {
    ...within(schema),
    ...(schema.$defs === undefined
      ? {}
      : { $defs: mapValues(schema.$defs, within) }),
    unevaluatedProperties: false,
  } as Schema;
}

/** Closes children that describe a value of their own; branches describe parts of one value. */
function within(schema: Schema): Schema {
  const entries = Object.entries(schema).map(([keyword, value]) => {
    switch (keyword) {
      case "properties":
      case "patternProperties":
        return [keyword, mapValues(value as Definitions, closed)];
      case "additionalProperties":
      case "items":
        return [keyword, isObject(value) ? closed(value) : value];
      case "prefixItems":
        return [keyword, (value as readonly Schema[]).map(closed)];
      case "oneOf":
      case "anyOf":
      case "allOf":
        return [keyword, (value as readonly Schema[]).map(within)];
      default:
        return [keyword, value];
    }
  });
  return Object.fromEntries(entries) as Schema;
}

function mapValues(
  members: Definitions,
  change: (member: Schema) => Schema,
): Definitions {
  return Object.fromEntries(
    Object.entries(members).map(([name, member]) => [name, change(member)]),
  );
}
