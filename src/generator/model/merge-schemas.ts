import { canonicalJson, type Json } from "../json.js";
import { hasType } from "../schema/rules/json-types.js";
import {
  ANNOTATION_KEYWORDS,
  type CleanSchema,
  type JsonType,
} from "../schema/json-schema.js";

/**
 * One schema that says what two say together (`allOf`, or keywords beside a
 * branch), or undefined where no value can satisfy both. Objects are merged
 * property by property: an intersection type would be `never` too easily and
 * hard to read. Both schemas are without references and compositions at their top.
 */
export function mergeSchemas(
  left: CleanSchema,
  right: CleanSchema,
): CleanSchema | undefined {
  const known = left["x-runtime-type"] ?? right["x-runtime-type"];
  if (known !== undefined) {
    // Servers put a hint such as `{type: string, format: geojson-geometry}`
    // beside a well-known schema; the well-known schema is what they mean.
    return left["x-runtime-type"] === undefined
      ? { ...annotationsOf(left), ...right }
      : { ...right, ...left };
  }
  const type = mergeTypes(left.type, right.type);
  if (type === NO_TYPE) return undefined;
  const values = mergeValues(left, right);
  if (values?.length === 0) return undefined;
  return withoutUndefined({
    ...right,
    ...left,
    ...(type === undefined ? {} : { type }),
    ...(values === undefined ? {} : { enum: values, const: undefined }),
    ...mergeMembers(left, right),
    ...mergeItems(left, right),
  });
}

const NO_TYPE = Symbol("no type");

type Types = CleanSchema["type"];

function mergeTypes(left: Types, right: Types): Types | typeof NO_TYPE {
  if (left === undefined || right === undefined) return left ?? right;
  const rights = listOf(right);
  const both = listOf(left).flatMap((type): JsonType[] => {
    if (rights.includes(type)) return [type];
    if (type === "integer" && rights.includes("number")) return ["integer"];
    if (type === "number" && rights.includes("integer")) return ["integer"];
    return [];
  });
  const [first] = both;
  if (first === undefined) return NO_TYPE;
  return both.length === 1 ? first : both;
}

/** The types of a schema as a list. */
export function listOf(types: JsonType | readonly JsonType[]): JsonType[] {
  return typeof types === "string" ? [types] : [...types];
}

/** The values that a schema lists, as far as they have its type; undefined where it lists none. */
export function listedValues(schema: CleanSchema): readonly Json[] | undefined {
  const values = schema.const === undefined ? schema.enum : [schema.const];
  const { type } = schema;
  if (values === undefined || type === undefined) return values;
  return values.filter((value) =>
    listOf(type).some((name) => hasType(value, name)),
  );
}

function mergeValues(
  left: CleanSchema,
  right: CleanSchema,
): readonly Json[] | undefined {
  const lefts = listedValues(left);
  const rights = listedValues(right);
  if (lefts === undefined || rights === undefined) {
    const values = lefts ?? rights;
    const type = lefts === undefined ? left.type : right.type;
    if (values === undefined || type === undefined) return values;
    return values.filter((value) =>
      listOf(type).some((name) => hasType(value, name)),
    );
  }
  const known = new Set(rights.map(canonicalJson));
  return lefts.filter((value) => known.has(canonicalJson(value)));
}

type Members = Pick<
  CleanSchema,
  "additionalProperties" | "patternProperties" | "properties" | "required"
>;

function mergeMembers(left: CleanSchema, right: CleanSchema): Members {
  const members: Record<string, unknown> = {};
  if (left.properties !== undefined && right.properties !== undefined) {
    members["properties"] = mergeProperties(left.properties, right.properties);
  }
  if (left.required !== undefined && right.required !== undefined) {
    members["required"] = [...new Set([...left.required, ...right.required])];
  }
  const lefts = left.additionalProperties;
  const rights = right.additionalProperties;
  if (lefts === false || rights === false) {
    // Taken to the letter, each part would forbid the other's properties.
    const open =
      left.properties !== undefined && right.properties !== undefined;
    members["additionalProperties"] = open
      ? lefts === false && rights === false
        ? false
        : undefined
      : false;
  } else if (isSchema(lefts) && isSchema(rights)) {
    members["additionalProperties"] = { allOf: [lefts, rights] };
  }
  return members;
}

function isSchema(value: CleanSchema | boolean | undefined): boolean {
  return typeof value === "object";
}

function mergeProperties(
  left: Readonly<Record<string, CleanSchema>>,
  right: Readonly<Record<string, CleanSchema>>,
): Readonly<Record<string, CleanSchema>> {
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  return Object.fromEntries(
    [...names].map((name) => {
      const ours = Object.hasOwn(left, name) ? left[name] : undefined;
      const theirs = Object.hasOwn(right, name) ? right[name] : undefined;
      if (ours === undefined || theirs === undefined) {
        return [name, ours ?? theirs ?? {}];
      }
      const same = canonicalJson(ours) === canonicalJson(theirs);
      return [name, same ? ours : bothOf(ours, theirs)];
    }),
  );
}

/** Both schemas at once: merged where they are plain, else to be merged where the property is looked at. */
function bothOf(left: CleanSchema, right: CleanSchema): CleanSchema {
  const merged =
    isPlain(left) && isPlain(right) ? mergeSchemas(left, right) : undefined;
  return (
    merged ?? {
      ...annotationsOf(right),
      ...annotationsOf(left),
      allOf: [left, right],
    }
  );
}

function isPlain(schema: CleanSchema): boolean {
  return (
    schema.$ref === undefined &&
    schema.oneOf === undefined &&
    schema.anyOf === undefined &&
    schema.allOf === undefined
  );
}

type Items = Pick<CleanSchema, "items" | "maxItems" | "minItems">;

function mergeItems(left: CleanSchema, right: CleanSchema): Items {
  const items: Record<string, unknown> = {};
  if (typeof left.items === "object" && typeof right.items === "object") {
    items["items"] = bothOf(left.items, right.items);
  } else if (left.items === false || right.items === false) {
    items["items"] = false;
  } else if (typeof right.items === "object") {
    items["items"] = right.items;
  }
  if (left.minItems !== undefined && right.minItems !== undefined) {
    items["minItems"] = Math.max(left.minItems, right.minItems);
  }
  if (left.maxItems !== undefined && right.maxItems !== undefined) {
    items["maxItems"] = Math.min(left.maxItems, right.maxItems);
  }
  return items;
}

/** The keywords of a schema that say nothing about values. */
export function annotationsOf(schema: CleanSchema): CleanSchema {
  const annotations: Record<string, unknown> = {};
  for (const keyword of ANNOTATION_KEYWORDS) {
    const value = schema[keyword];
    if (value !== undefined) annotations[keyword] = value;
  }
  return annotations;
}

function withoutUndefined(schema: object): CleanSchema {
  return Object.fromEntries(
    Object.entries(schema).filter(([, value]) => value !== undefined),
  );
}
