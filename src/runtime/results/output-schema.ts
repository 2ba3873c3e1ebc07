import { arrayOf, isRecord } from "../base/json.js";
import type { ProcessDefinition } from "../documents/process-definition.js";

/** What must be known of an output's schema where a wire form is ambiguous. */
export interface OutputShape {
  /** Members that an object described by the schema may have. */
  readonly properties: ReadonlySet<string>;
  /** `string`, `number` and so on; empty: any. */
  readonly types: ReadonlySet<string>;
}

const ANY_SHAPE: OutputShape = { properties: new Set(), types: new Set() };

/** What is asked for: the value itself, the items of the array that it is, or both where it may be either. */
export type ShapeOf = "value" | "items" | "either";

/** The shape of an output, from the schemas of the package. Without them, any. */
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
  const own = Object.hasOwn(root["properties"], output)
    ? root["properties"][output]
    : undefined;
  walk(own, wanted, 0);
  return { properties, types };
}

/** A reference inside the document: `#/$defs/PathRef` (RFC 6901, section 6). */
function resolvePointer(root: unknown, reference: string): unknown {
  if (!reference.startsWith("#")) return undefined;
  let value: unknown = root;
  for (const part of reference.slice(1).split("/").slice(1)) {
    const name = decodeURIComponent(part)
      .replaceAll("~1", "/")
      .replaceAll("~0", "~");
    if (typeof value !== "object" || value === null) return undefined;
    value = Object.hasOwn(value, name)
      ? (value as Record<string, unknown>)[name]
      : undefined;
  }
  return value;
}
