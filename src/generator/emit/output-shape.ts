import type {
  OutputShape,
  ValueShape,
  WireMember,
} from "../../runtime/documents/process-definition.js";
import {
  isJsonArray,
  isJsonObject,
  ownMember,
  type Json,
  type JsonObject,
} from "../json.js";
import type { OutputModel } from "../model/service-model.js";

/** A member that the runtime starts to ask for, and that is missing here, does not compile. */
const WIRE_MEMBERS = Object.keys({
  href: true,
  value: true,
} satisfies Record<WireMember, true>) as readonly WireMember[];

/** What is found out of one value while its schemas are walked. */
interface Found {
  readonly types: Set<string>;
  readonly members: Set<string>;
  /** Schemas that were walked already: recursive schemas end here. */
  readonly walked: Set<unknown>;
  isDescribed: boolean;
}

/**
 * What the schema of an output says, as far as it decides how the runtime reads
 * an answer. Undefined: anything, or the output is read without it.
 *
 * @param outputs - JSON Schema of all outputs of the process, as types are made from it.
 */
export function outputShape(
  outputs: Json,
  { name, form }: Pick<OutputModel, "form" | "name">,
): OutputShape | undefined {
  if (form !== "value" && form !== "value-or-file") return undefined;
  const root: unknown = outputs;
  if (!isJsonObject(root) || !isJsonObject(root["properties"])) {
    return undefined;
  }
  const value = newFound();
  const items = newFound();
  walk(ownMember(root["properties"], name), { root, value, items });
  const itemShape = shapeOf(items);
  const shape: OutputShape = {
    ...shapeOf(value),
    ...(isEmpty(itemShape) ? {} : { items: itemShape }),
  };
  return isEmpty(shape) ? undefined : shape;
}

function newFound(): Found {
  return {
    types: new Set(),
    members: new Set(),
    walked: new Set(),
    isDescribed: false,
  };
}

/**
 * Gathers what a schema says of a value, and of its items.
 *
 * @param items - Absent: the value is an item itself.
 */
function walk(
  schema: unknown,
  at: {
    readonly root: JsonObject;
    readonly value: Found;
    readonly items?: Found;
  },
): void {
  const { root, value, items } = at;
  if (!isJsonObject(schema) || value.walked.has(schema)) return;
  value.walked.add(schema);
  for (const type of [schema["type"]].flat()) {
    if (typeof type === "string") value.types.add(type);
  }
  if (isJsonObject(schema["properties"])) {
    const names = Object.keys(schema["properties"]);
    if (names.length > 0) value.isDescribed = true;
    for (const name of names) value.members.add(name);
  }
  if (items !== undefined) walk(schema["items"], { root, value: items });
  for (const keyword of ["anyOf", "oneOf", "allOf"]) {
    const branches = schema[keyword];
    if (!isJsonArray(branches)) continue;
    for (const branch of branches) walk(branch, at);
  }
  const reference = schema["$ref"];
  if (typeof reference === "string") walk(definition(root, reference), at);
}

/** The definition that `#/$defs/<key>` leads to; cleaned schemas have no other references. */
function definition(root: JsonObject, reference: string): unknown {
  const definitions = root["$defs"];
  return isJsonObject(definitions)
    ? ownMember(definitions, reference.slice("#/$defs/".length))
    : undefined;
}

function shapeOf({ types, members, isDescribed }: Found): ValueShape {
  const wire = WIRE_MEMBERS.filter((name) => members.has(name));
  return {
    ...(types.size === 0 ? {} : { types: [...types] }),
    ...(isDescribed ? { members: wire } : {}),
  };
}

function isEmpty(shape: object): boolean {
  return Object.keys(shape).length === 0;
}
