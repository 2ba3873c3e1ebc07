import {
  WRAPPER_MEMBERS,
  type ValueShape,
} from "../../runtime/documents/process-definition.js";
import { isJsonObject, ownMember, type Json } from "../json.js";
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
  /** Schemas that the walk is inside of: a recursive schema ends here, and says nothing more. */
  readonly within: readonly CleanSchema[];
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
    names: [...new Set([...WRAPPER_MEMBERS, name])],
    within: [],
    depth: 0,
  });
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
  const inner: Walk = { ...walk, within: [...walk.within, schema] };
  const parts: (ValueShape | undefined)[] = [ownShape(schema, inner)];
  for (const branches of [schema.anyOf, schema.oneOf]) {
    if (branches !== undefined) parts.push(shapeOfAny(branches, inner));
  }
  for (const part of schema.allOf ?? []) parts.push(shapeOf(part, inner));
  if (schema.$ref !== undefined) {
    const key = keyOf(schema.$ref);
    parts.push(shapeOf(ownMember(walk.definitions, key) ?? {}, inner));
  }
  return parts.reduce(meetShapes, {});
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
  const members = walk.names.flatMap((name) => {
    const member = ownMember(schema.properties ?? {}, name);
    const inner = { ...walk, names: [], depth: walk.depth + 1 };
    return member === undefined ? [] : [[name, shapeOf(member, inner) ?? {}]];
  });
  return shapeOfParts({
    types,
    required: schema.required,
    members: Object.fromEntries(members) as ValueShape["members"],
    items,
  });
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
  const each = [...prefixItems, ...(typeof items === "object" ? [items] : [])];
  // After the first items there may be any others.
  const isOpen = typeof items !== "object" && items !== false;
  if (each.length === 0 || isOpen) return {};
  const names = walk.names.filter((name) =>
    WRAPPER_MEMBERS.some((member) => member === name),
  );
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
