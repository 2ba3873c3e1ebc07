import type { ValueDescription } from "../description/process-description.js";
import { pointerToken } from "../json.js";
import { listedValues } from "../schema/value-types.js";
import type { CleanSchema } from "../schema/json-schema.js";
import { pascalCase } from "../case.js";

/** The place of a type: what it is named after, and what diagnostics point at. */
export interface TypePlace {
  readonly name: string;
  /**
   * What the name begins with: that of the process, or that of a type with a
   * name of its own, which other processes may have too.
   */
  readonly owner: "process" | "type";
  /** Callers write inputs and read outputs: some types differ between the two. */
  readonly role: "input" | "output";
  readonly pointer: string;
}

/** The place of the type of an input or output. Only types with names need one, and most values have none. */
export type PlaceOf = (
  value: ValueDescription,
  role: TypePlace["role"],
) => TypePlace;

/** The place of a property in an object. */
export function memberPlace(place: TypePlace, name: string): TypePlace {
  return {
    ...place,
    name: `${place.name}${pascalCase(name.slice(0, MAXIMUM_NAME))}`,
    pointer: `${place.pointer}/properties/${pointerToken(name.slice(0, MAXIMUM_NAME))}`,
  };
}

/** The place of an array's items. */
export function itemPlace(place: TypePlace): TypePlace {
  return {
    ...place,
    name: `${place.name}Item`,
    pointer: `${place.pointer}/items`,
  };
}

/** Names of types and pointers, which people read, contain at most so many characters of a property's name. */
const MAXIMUM_NAME = 200;

/** The place of a branch: named after its tag (`kind: "cloud"`) where it has one, otherwise numbered. */
export function branchPlace(
  schema: CleanSchema,
  place: TypePlace,
  index: number,
): TypePlace {
  const suffix = pascalCase(tagOf(schema) ?? "") || `Option${index + 1}`;
  return { ...place, name: `${place.name}${suffix}` };
}

/** The value of the first property that has only one, which is a text. */
function tagOf({ properties = {} }: CleanSchema): string | undefined {
  for (const name of Object.keys(properties)) {
    const values = listedValues(properties[name] ?? {});
    const [only] = values?.length === 1 ? values : [];
    if (typeof only === "string") return only;
  }
  return undefined;
}
