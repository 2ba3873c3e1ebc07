import { isJsonList, isJsonObject, type Json } from "../json.js";
import type {
  Documentation,
  NamedType,
  ProcessModel,
  PropertyModel,
  TypeExpression,
} from "../model/service-model.js";

/** Most optional inputs that an example shows. */
const OPTIONAL_INPUTS = 2;

/** Levels of nesting up to which examples are made. */
const MAXIMUM_DEPTH = 4;

/** Most values of an example; no example is made that needs more. */
const MAXIMUM_VALUES = 500;

/**
 * Inputs for a usage example: all that are required, and the first optional
 * ones with a default. Undefined where no example can be made that compiles.
 */
export function exampleInputs(
  process: ProcessModel,
  shared: TypesByName,
): Readonly<Record<string, Json>> | undefined {
  const types: NamedTypes = {
    own: typesByName(process.types),
    shared,
    left: MAXIMUM_VALUES,
  };
  const required = process.inputs.filter((input) => !input.optional);
  const shown =
    required.length > 0
      ? required
      : process.inputs
          .filter(
            ({ documentation }) => documented(documentation) !== undefined,
          )
          .slice(0, OPTIONAL_INPUTS);
  return membersExample(shown, types, 0);
}

/** An object of examples; undefined where a member has none. */
function membersExample(
  properties: readonly PropertyModel[],
  types: NamedTypes,
  depth: number,
): Readonly<Record<string, Json>> | undefined {
  const members: Record<string, Json> = {};
  for (const { name, type, documentation } of properties) {
    const value = exampleOf(type, documentation, types, depth);
    if (value === undefined || name === "__proto__") return undefined;
    members[name] = value;
  }
  return members;
}

/** Named types by their names. */
export type TypesByName = ReadonlyMap<string, TypeExpression>;

/** Finds types by their names. */
export function typesByName(types: readonly NamedType[]): TypesByName {
  return new Map(types.map(({ name, type }) => [name, type]));
}

/** The types that an example may refer to, and how many values it may still have. */
interface NamedTypes {
  readonly own: TypesByName;
  readonly shared: TypesByName;
  left: number;
}

function exampleOf(
  type: TypeExpression,
  documentation: Documentation,
  types: NamedTypes,
  depth: number,
): Json | undefined {
  types.left -= 1;
  if (depth > MAXIMUM_DEPTH || types.left < 0) return undefined;
  const value = documented(documentation);
  if (value !== undefined && fits(value, type)) return value;
  switch (type.kind) {
    case "keyword":
      return keywordExample(type.name, documentation);
    case "literal":
      return type.value;
    case "array": {
      const item = exampleOf(type.element, NO_DOCUMENTATION, types, depth + 1);
      return item === undefined ? [] : [item];
    }
    case "tuple":
      return complete(
        type.elements
          .slice(0, type.required ?? type.elements.length)
          .map((element) =>
            exampleOf(element, NO_DOCUMENTATION, types, depth + 1),
          ),
      );
    case "union":
      return first(type.members, (member) =>
        exampleOf(member, documentation, types, depth),
      );
    case "object":
      return membersExample(
        type.properties.filter((property) => !property.optional),
        types,
        depth + 1,
      );
    case "reference": {
      const target = types.own.get(type.name) ?? types.shared.get(type.name);
      return target === undefined
        ? undefined
        : exampleOf(target, NO_DOCUMENTATION, types, depth + 1);
    }
    case "tagged": {
      const base = exampleOf(type.base, NO_DOCUMENTATION, types, depth);
      const tag = exampleOf(type.value, NO_DOCUMENTATION, types, depth);
      return tag === undefined || !isJsonObject(base)
        ? undefined
        : { ...base, [type.property]: tag };
    }
    case "runtime":
      return RUNTIME_EXAMPLES[type.name];
  }
}

const NO_DOCUMENTATION: Documentation = { tags: [] };

const RUNTIME_EXAMPLES: Readonly<Partial<Record<string, Json>>> = {
  BinaryInput: { href: "https://example.com/input" },
  BoundingBox: { bbox: [-180, -90, 180, 90] },
  Feature: {
    type: "Feature",
    geometry: { type: "Point", coordinates: [11.5, 48.1] },
    properties: {},
  },
  FeatureCollection: { type: "FeatureCollection", features: [] },
  Geometry: { type: "Point", coordinates: [11.5, 48.1] },
  Link: { href: "https://example.com/input" },
};

/** A default or example that the documentation gives. */
function documented(documentation: Documentation): Json | undefined {
  const tag = documentation.tags.find(
    ({ name }) => name === "default" || name === "example",
  );
  if (tag === undefined) return undefined;
  try {
    const value = JSON.parse(tag.text) as Json;
    // 1e400 is a number of JSON, and none of JavaScript.
    return value === Infinity || value === -Infinity ? undefined : value;
  } catch {
    return undefined;
  }
}

/** Whether a documented value surely has a type: only scalars and lists of them are checked. */
function fits(value: Json, type: TypeExpression): boolean {
  switch (type.kind) {
    case "keyword":
      return type.name === typeof value;
    case "literal":
      return type.value === value;
    case "union":
      return type.members.some((member) => fits(value, member));
    case "array":
      return (
        isJsonList(value) && value.every((item) => fits(item, type.element))
      );
    case "tuple":
      return (
        isJsonList(value) &&
        value.length === type.elements.length &&
        type.elements.every((element, index) =>
          fits(value[index] ?? null, element),
        )
      );
    default:
      return false;
  }
}

const FORMAT_EXAMPLES: Readonly<Partial<Record<string, string>>> = {
  date: "2025-06-21",
  "date-time": "2025-06-21T12:00:00Z",
  time: "12:00:00Z",
  uri: "https://example.com/",
  email: "user@example.com",
};

function keywordExample(
  name: string,
  documentation: Documentation,
): Json | undefined {
  const tag = (wanted: string) =>
    documentation.tags.find((entry) => entry.name === wanted)?.text;
  switch (name) {
    case "string":
      return FORMAT_EXAMPLES[tag("format") ?? ""] ?? "text";
    case "number":
      return [tag("minimum"), tag("maximum"), 1]
        .map((bound) => Number(bound))
        .find((bound) => Number.isFinite(bound));
    case "boolean":
      return true;
    case "null":
      return null;
    case "unknown":
      return {};
    default:
      return undefined;
  }
}

function complete(values: readonly (Json | undefined)[]): Json | undefined {
  const present = values.filter((value) => value !== undefined);
  return present.length === values.length ? present : undefined;
}

function first<Item>(
  items: readonly Item[],
  example: (item: Item) => Json | undefined,
): Json | undefined {
  for (const item of items) {
    const value = example(item);
    if (value !== undefined) return value;
  }
  return undefined;
}
