import {
  WRAPPER_MEMBERS,
  type ValueShape,
} from "../../runtime/documents/process-definition.js";
import { isJsonObject, ownMember, setMember, type Json } from "../json.js";
import { describesLink, encodedContent } from "../model/media-types.js";
import type { CleanSchema } from "../schema/json-schema.js";
import { keyOf } from "../schema/tags.js";
import { listedValues, typeOfValue, typesOf } from "../schema/value-types.js";
import { joinShapes, meetShapes, shapeOfParts } from "./shape-algebra.js";

/** How deep the items of items are described; what lies deeper decides nothing. */
const DEEPEST = 3;

/** What the walk needs besides a schema. */
interface Walk {
  /** Definitions that references lead to, by their keys. */
  readonly definitions: Readonly<Record<string, CleanSchema>>;
  /** Members that get a shape of their own. */
  readonly names: readonly string[];
  /** Schemas that the walk is inside of at the moment: a recursive schema ends here, and says nothing more. */
  readonly within: CleanSchema[];
  readonly depth: number;
}

/**
 * What the schema of one input or output says of its JSON values. Undefined: it
 * has none, because all of them are files.
 *
 * @param values - JSON Schema of all inputs or outputs of the process, as types are made from it.
 */
export function valueShape(values: Json, name: string): ValueShape | undefined {
  const found = schemaOf(values, name);
  if (found === undefined) return {};
  return shapeOf(found.schema, {
    definitions: found.definitions,
    names: isWrapperMember(name) ? WRAPPER_MEMBERS : [...WRAPPER_MEMBERS, name],
    within: [],
    depth: 0,
  });
}

function isWrapperMember(name: string): boolean {
  return WRAPPER_MEMBERS.some((member) => member === name);
}

/** The schema of one value, with the definitions that it refers to. */
function schemaOf(
  values: Json,
  name: string,
): (Pick<Walk, "definitions"> & { readonly schema: CleanSchema }) | undefined {
  const root: unknown = values;
  if (!isJsonObject(root) || !isJsonObject(root["properties"]))
    return undefined;
  const schema = ownMember(root["properties"], name);
  if (!isJsonObject(schema)) return undefined;
  const definitions = isJsonObject(root["$defs"]) ? root["$defs"] : {};
  return {
    schema,
    definitions: definitions as Walk["definitions"],
  };
}

/** The shape of a schema's values. Undefined: it has none, because all of them are files, or links to files. */
function shapeOf(schema: CleanSchema, walk: Walk): ValueShape | undefined {
  if (walk.within.includes(schema) || walk.depth > DEEPEST) return {};
  const encoded = encodedContent(schema);
  if (encoded === "file") {
    return typesOf(schema.type ?? []).includes("null")
      ? { types: ["null"] }
      : undefined;
  }
  // JSON inside a string arrives parsed where the server sends a link to it.
  if (encoded === "json-text") return {};
  walk.within.push(schema);
  const own = ownShape(schema, walk);
  const shape = partShapes(schema, walk).reduce(meetShapes, own);
  walk.within.pop();
  return shape;
}

/** What the keywords of a schema say that hold other schemas for the same value. */
function partShapes(
  { anyOf, oneOf, allOf = [], $ref }: CleanSchema,
  walk: Walk,
): readonly (ValueShape | undefined)[] {
  const parts = allOf.map((part) => shapeOf(part, walk));
  if (oneOf !== undefined) parts.unshift(shapeOfAny(oneOf, walk));
  if (anyOf !== undefined) parts.unshift(shapeOfAny(anyOf, walk));
  if ($ref !== undefined) {
    const target = ownMember(walk.definitions, keyOf($ref)) ?? {};
    parts.push(shapeOf(target, walk));
  }
  return parts;
}

/** The shape of alternatives. A link beside a file is another way to deliver that file. */
function shapeOfAny(
  branches: readonly CleanSchema[],
  walk: Walk,
): ValueShape | undefined {
  const shapes = branches.map((branch) => shapeOf(branch, walk));
  const hasFile = shapes.includes(undefined);
  return shapes
    .filter((_, index) => !hasFile || !describesLink(branches[index] ?? {}))
    .reduce(joinShapes, undefined);
}

/** What the keywords of a schema itself say. */
function ownShape(schema: CleanSchema, walk: Walk): ValueShape | undefined {
  const items = itemsShape(schema, walk);
  const isFiles = items === undefined;
  // An array of nothing but files is none of the JSON values; what else the schema admits, such as null, is.
  const types = ownTypes(schema)?.filter(
    (type) => type !== "array" || !isFiles,
  );
  if (types?.length === 0) return undefined;
  const { required, properties } = schema;
  const mayBeObject = types?.includes("object") !== false;
  return shapeOfParts({
    types,
    required: required && [...new Set(required)],
    members: properties && memberShapes(properties, walk, mayBeObject),
    items,
  });
}

/** The shapes of the members that get one. Where the values are no objects, these say nothing. */
function memberShapes(
  properties: NonNullable<CleanSchema["properties"]>,
  walk: Walk,
  mayBeObject: boolean,
): ValueShape["members"] {
  const members: Record<string, ValueShape> = {};
  for (const name of walk.names) {
    const member = ownMember(properties, name);
    if (member === undefined) continue;
    const inner = { ...walk, names: [], depth: walk.depth + 1 };
    const shape = mayBeObject ? shapeOf(member, inner) : undefined;
    setMember(members, name, shape ?? {});
  }
  return members;
}

function ownTypes(schema: CleanSchema): readonly string[] | undefined {
  const listed = listedValues(schema);
  if (listed !== undefined) return [...new Set(listed.map(typeOfValue))];
  return schema.type && typesOf(schema.type);
}

/** The shape that all items of an array have. Undefined: they are files. */
function itemsShape(
  { items, prefixItems = [] }: CleanSchema,
  walk: Walk,
): ValueShape | undefined {
  // After the first items there may be any others.
  if (typeof items !== "object" && items !== false) return {};
  const each = items === false ? prefixItems : [...prefixItems, items];
  if (each.length === 0) return {};
  const names = walk.names.filter(isWrapperMember);
  return shapeOfAny(each, { ...walk, names, depth: walk.depth + 1 });
}

/**
 * The schemas of files in the schema of one input or output.
 *
 * @param values - JSON Schema of all inputs or outputs of the process, as types are made from it.
 */
export function contentsIn(values: Json, name: string): readonly CleanSchema[] {
  const found = schemaOf(values, name);
  if (found === undefined) return [];
  const seen = new Set<CleanSchema>();
  const visit = (schema: CleanSchema): readonly CleanSchema[] => {
    if (seen.has(schema)) return [];
    seen.add(schema);
    if (encodedContent(schema) === "file") return [schema];
    const { items, anyOf = [], oneOf = [], allOf = [], $ref } = schema;
    const inner = [...anyOf, ...oneOf, ...allOf];
    if (typeof items === "object") inner.push(items);
    const key = $ref === undefined ? "" : keyOf($ref);
    const target = ownMember(found.definitions, key);
    return [...inner, ...(target === undefined ? [] : [target])].flatMap(visit);
  };
  return visit(found.schema);
}
