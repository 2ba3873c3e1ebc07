import {
  definition,
  isObject,
  type Definitions,
  type Schema,
} from "./schema.js";

/**
 * What a TypeScript type cannot express, as steps that relax a schema to what a
 * type can express. A value that the schema rejects and the relaxed schema
 * accepts may compile; the reason is the first step that accepts it.
 */
export const STEPS = [
  "limits of numbers, texts, counts and uniqueness have no counterpart in TypeScript, and integers are numbers",
  "oneOf: TypeScript's unions may overlap",
  "branches that only limit (lengths, and `required` beside them) are dropped on purpose",
  "an index signature admits the types of all named properties, whatever the name's pattern",
  "object literals are checked against all members of a union, and against all parts of a merged allOf, together",
] as const;

/** A name that no schema uses: a property of this name is an error for every closed type. */
export const UNKNOWN_NAME = "zzUnknown";

/** The generator makes arrays of tuples with more elements than this. */
const MAXIMUM_TUPLE = 16;

/** How unnamed properties are treated: see the last step. */
type Closure = "kept" | "loose" | "open";

/** The schema after the first `steps` steps. */
export function expressible(schema: Schema, steps: number): Schema {
  const relaxed = new Relaxation(schema.$defs ?? {}, steps);
  const root = relaxed.relax(schema, "kept");
  return { ...root, $defs: relaxed.definitions };
}

class Relaxation {
  readonly definitions: Record<string, Schema> = {};
  readonly #known: Definitions;
  readonly #steps: number;

  constructor(known: Definitions, steps: number) {
    this.#known = known;
    this.#steps = steps;
  }

  relax(schema: Schema, around: Closure): Schema {
    const closure = this.#closure(schema, around);
    const { $defs: _definitions, ...own } = schema;
    let result: Schema = own;
    if (this.#steps > 0) result = withoutLimits(result);
    if (this.#steps > 1) result = anyOfThem(result);
    if (this.#steps > 2) result = withoutLimitingBranches(result);
    result = this.#withChildren(result, closure);
    if (this.#steps > 3) result = withIndexSignature(result);
    if (this.#steps > 4) result = loosened(result, closure);
    return result;
  }

  #withChildren(schema: Schema, closure: Closure): Schema {
    const inside = (member: Schema) => this.relax(member, "kept");
    const beside = (member: Schema) => this.relax(member, closure);
    const entries = Object.entries(schema).map(([keyword, value]) => {
      switch (keyword) {
        case "$ref":
          return [keyword, this.#reference(String(value), closure)];
        case "properties":
        case "patternProperties":
          return [keyword, mapValues(value as Definitions, inside)];
        case "additionalProperties":
        case "items":
          return [keyword, isObject(value) ? inside(value) : value];
        case "prefixItems":
          return [keyword, (value as readonly Schema[]).map(inside)];
        case "oneOf":
        case "anyOf":
        case "allOf":
          return [keyword, (value as readonly Schema[]).map(beside)];
        default:
          return [keyword, value];
      }
    });
    return Object.fromEntries(entries) as Schema;
  }

  /** A definition is relaxed once for each way in which it is used. */
  #reference(reference: string, closure: Closure): string {
    const key = `${reference.slice("#/$defs/".length)}-${closure}`;
    if (!Object.hasOwn(this.definitions, key)) {
      this.definitions[key] = {};
      this.definitions[key] = this.relax(
        definition(reference, this.#known),
        closure,
      );
    }
    return `#/$defs/${key}`;
  }

  #closure(schema: Schema, around: Closure): Closure {
    if (around === "open" || !isComposed(schema)) return around;
    return this.#hasIndexSignature(schema, new Set()) ? "open" : "loose";
  }

  #hasIndexSignature(schema: Schema, seen: Set<string>): boolean {
    const { $ref, properties, additionalProperties, patternProperties } =
      schema;
    if ($ref !== undefined && !seen.has($ref)) {
      seen.add($ref);
      if (this.#hasIndexSignature(definition($ref, this.#known), seen))
        return true;
    }
    const parts = [
      ...(schema.oneOf ?? []),
      ...(schema.anyOf ?? []),
      ...(schema.allOf ?? []),
    ];
    if (parts.some((part) => this.#hasIndexSignature(part, seen))) return true;
    if (additionalProperties === true || isObject(additionalProperties))
      return true;
    if (patternProperties !== undefined) return true;
    if (schema.enum?.some((value) => isObject(value)) === true) return true;
    const isAnObject = [schema.type].flat().includes("object");
    return isAnObject && Object.keys(properties ?? {}).length === 0;
  }
}

function isComposed({ oneOf, anyOf, allOf, $ref }: Schema): boolean {
  const branches = [...(oneOf ?? []), ...(anyOf ?? []), ...(allOf ?? [])];
  return branches.length > 0 || $ref !== undefined;
}

const LIMITS: ReadonlySet<string> = new Set([
  "minLength",
  "maxLength",
  "pattern",
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
  "uniqueItems",
  "minProperties",
  "maxProperties",
]);

function withoutLimits(schema: Schema): Schema {
  const { minItems: _minItems, maxItems: _maxItems, type, ...others } = schema;
  const kept = Object.entries(others).filter(
    ([keyword]) => !LIMITS.has(keyword),
  );
  const types = type === undefined ? [] : [type].flat();
  return {
    ...(Object.fromEntries(kept) as Schema),
    ...(types.length === 0
      ? {}
      : {
          type: [
            ...new Set(
              types.map((name) => (name === "integer" ? "number" : name)),
            ),
          ],
        }),
    ...lengths(schema),
  };
}

/** The array lengths that a tuple type allows. */
function lengths(schema: Schema): Pick<Schema, "maxItems" | "minItems"> {
  const { prefixItems, minItems = 0, maxItems = Infinity, items } = schema;
  if (prefixItems === undefined) {
    return minItems === maxItems && maxItems <= MAXIMUM_TUPLE
      ? { minItems, maxItems }
      : {};
  }
  const elements =
    items === false
      ? prefixItems.length
      : Math.max(
          Math.min(prefixItems.length, maxItems),
          Math.min(minItems, MAXIMUM_TUPLE),
        );
  return {
    minItems: Math.min(minItems, elements),
    ...(maxItems <= elements ? { maxItems } : {}),
  };
}

function anyOfThem(schema: Schema): Schema {
  const { oneOf, ...rest } = schema;
  if (oneOf === undefined) return schema;
  return rest.anyOf === undefined
    ? { ...rest, anyOf: oneOf }
    : { ...rest, allOf: [...(rest.allOf ?? []), { anyOf: oneOf }] };
}

const STRUCTURAL = [
  "$ref",
  "additionalProperties",
  "allOf",
  "anyOf",
  "const",
  "enum",
  "items",
  "maxItems",
  "minItems",
  "not",
  "oneOf",
  "patternProperties",
  "prefixItems",
  "properties",
  "type",
] as const satisfies readonly (keyof Schema)[];

function withoutLimitingBranches(schema: Schema): Schema {
  const { anyOf } = schema;
  if (anyOf === undefined) return schema;
  const says = (branch: Schema) =>
    STRUCTURAL.some((keyword) => branch[keyword] !== undefined);
  const demands = ({ required = [] }: Schema) => required.length > 0;
  const isObject = [schema.type].flat().includes("object");
  if (isObject && anyOf.every((branch) => says(branch) || demands(branch))) {
    return schema;
  }
  return {
    ...schema,
    anyOf: anyOf.map((branch) => (says(branch) ? branch : {})),
  };
}

function withIndexSignature(schema: Schema): Schema {
  const { properties, additionalProperties, patternProperties, ...rest } =
    schema;
  const patterns = Object.values(patternProperties ?? {});
  const additional =
    additionalProperties === undefined && patterns.length > 0
      ? // A map is of what its patterns say.
        properties !== undefined || (rest.required ?? []).length > 0
      : additionalProperties;
  if (additional === undefined || additional === true) {
    return {
      ...rest,
      ...(properties === undefined ? {} : { properties }),
    };
  }
  const own = additional === false ? [] : [additional];
  const types = [...own, ...patterns];
  return {
    ...rest,
    ...(properties === undefined ? {} : { properties }),
    additionalProperties:
      types.length === 0
        ? false
        : { anyOf: [...types, ...Object.values(properties ?? {})] },
  };
}

function loosened(schema: Schema, closure: Closure): Schema {
  if (closure === "kept") return schema;
  const { additionalProperties, ...rest } = schema;
  if (additionalProperties === undefined) return schema;
  if (closure === "open" || additionalProperties !== false) return rest;
  return {
    ...rest,
    // Only the unused name is an unknown property for all of them.
    patternProperties: { [`^${UNKNOWN_NAME}$`]: { not: {} } },
  };
}

function mapValues(
  members: Definitions,
  change: (member: Schema) => Schema,
): Definitions {
  return Object.fromEntries(
    Object.entries(members).map(([name, member]) => [name, change(member)]),
  );
}
