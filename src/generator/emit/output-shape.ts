import type {
  OutputDefinition,
  ValueShape,
} from "../../runtime/documents/process-definition.js";
import { isJsonObject, ownMember } from "../json.js";
import {
  describesLink,
  encodedContent,
  isCharset,
} from "../model/media-types.js";
import type { OutputModel, ProcessSchemas } from "../model/service-model.js";
import type { CleanSchema } from "../schema/json-schema.js";
import { listedValues, typeOfValue, typesOf } from "../schema/value-types.js";
import { joinShapes, meetShapes, shapeOfParts } from "./shape-algebra.js";

/** Members by which the runtime recognises a wrapper, so that a described one has to be told apart from it. */
const WRAPPER_MEMBERS = ["href", "value", "inlineValue"];

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
 * What the schema of an output says, as far as it decides how the runtime reads
 * an answer. Undefined: anything, or for a file and a link, nothing but that.
 *
 * @param outputs - JSON Schema of all outputs of the process, as types are made from it.
 */
export function outputShape(
  outputs: ProcessSchemas["outputs"],
  { name, form }: Pick<OutputModel, "form" | "name">,
): ValueShape | undefined {
  const found = schemaOf(outputs, name);
  if (found === undefined) return undefined;
  const shape = shapeOf(found.schema, {
    definitions: found.definitions,
    names: [...new Set([...WRAPPER_MEMBERS, name])],
    within: [],
    depth: 0,
  });
  if (form === "value" || form === "value-or-file") {
    return shape === undefined || isEmpty(shape) ? undefined : shape;
  }
  // Files and links are recognised without a shape; only null may stand in their place.
  return shape?.types?.includes("null") === true
    ? { types: ["null"] }
    : undefined;
}

/** `text` where every file of an output stands in JSON as text, because its schema names a charset as its encoding. */
export function outputEncoding(
  outputs: ProcessSchemas["outputs"],
  { name, form }: Pick<OutputModel, "form" | "name">,
): OutputDefinition["encoding"] {
  if (form !== "file" && form !== "value-or-file") return undefined;
  const found = schemaOf(outputs, name);
  const encodings = found === undefined ? [] : encodingsIn(found.schema);
  return encodings.length > 0 && encodings.every(isCharset)
    ? "text"
    : undefined;
}

function schemaOf(
  outputs: ProcessSchemas["outputs"],
  name: string,
): (Pick<Walk, "definitions"> & { readonly schema: CleanSchema }) | undefined {
  const root: unknown = outputs;
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
    const key = schema.$ref.slice("#/$defs/".length);
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
  const names = walk.names.filter((name) => WRAPPER_MEMBERS.includes(name));
  return shapeOfAny(each, { ...walk, names, depth: walk.depth + 1 });
}

function encodingsIn(schema: CleanSchema): readonly string[] {
  const { contentEncoding, items, anyOf = [], oneOf = [], allOf = [] } = schema;
  const inner = [...anyOf, ...oneOf, ...allOf];
  if (typeof items === "object") inner.push(items);
  const own = encodedContent(schema) === "file" ? [contentEncoding ?? ""] : [];
  return [...own, ...inner.flatMap(encodingsIn)];
}

function isEmpty(shape: object): boolean {
  return Object.keys(shape).length === 0;
}
