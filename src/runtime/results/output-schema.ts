import { arrayOf, isRecord, ownMember } from "../base/json.js";
import type { ProcessDefinition } from "../documents/process-definition.js";

/** What decides between two readings of a value: members and types that an output's schema describes. */
export interface OutputShape {
  /** Members that an object described by the schema may have. */
  readonly properties: ReadonlySet<string>;
  /** `string`, `number` and so on. Empty: any type. */
  readonly types: ReadonlySet<string>;
}

const ANY_SHAPE: OutputShape = { properties: new Set(), types: new Set() };

/** Whose shape is wanted: that of the value itself, of its items where it is an array, or of both where it may be either. */
export type ShapeOf = "value" | "items" | "either";

/** The shape of an output, from the schemas of the package. Without schemas, any shape. */
export async function outputShape(
  definition: ProcessDefinition | undefined,
  output: string,
  wanted: ShapeOf,
): Promise<OutputShape> {
  const schemas = await definition?.schemas?.();
  const root = schemas?.outputs;
  if (!isRecord(root) || !isRecord(root["properties"])) return ANY_SHAPE;
  const properties = new Set<string>();
  const types = new Set<string>();
  const walk = (schema: unknown, part: ShapeOf, depth: number): void => {
    if (!isRecord(schema) || depth > 20) return;
    if (part !== "value") walk(schema["items"], "value", depth + 1);
    if (part !== "items") {
      for (const type of [schema["type"]].flat()) {
        if (typeof type === "string") types.add(type);
      }
      if (isRecord(schema["properties"])) {
        for (const name of Object.keys(schema["properties"]))
          properties.add(name);
      }
    }
    for (const keyword of ["anyOf", "oneOf", "allOf"]) {
      for (const one of arrayOf(schema[keyword])) walk(one, part, depth + 1);
    }
    if (typeof schema["$ref"] === "string") {
      walk(resolvePointer(root, schema["$ref"]), part, depth + 1);
    }
  };
  walk(ownMember(root["properties"], output), wanted, 0);
  return { properties, types };
}

/** The schema that a reference such as `#/$defs/PathRef` means (RFC 6901, section 6). Undefined: there is none. */
function resolvePointer(root: unknown, reference: string): unknown {
  if (!reference.startsWith("#")) return undefined;
  let value: unknown = root;
  for (const part of reference.slice(1).split("/").slice(1)) {
    const name = decodeURIComponent(part)
      .replaceAll("~1", "/")
      .replaceAll("~0", "~");
    if (typeof value !== "object" || value === null) return undefined;
    value = ownMember(value as Record<string, unknown>, name);
  }
  return value;
}
