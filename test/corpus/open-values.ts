import type {
  ProcessModel,
  TypeExpression,
} from "../../src/generator/model/service-model.js";
import { definition, isObject, type Schema } from "../types/schema.js";

/** An input or output whose type contains `unknown`. */
export interface OpenValue {
  readonly process: string;
  readonly name: string;
  /** Whether its schema restricts every part of the value: then `unknown` is wrong. */
  readonly said: boolean;
}

/** The inputs and outputs of a process whose types contain `unknown`. */
export function openValues(process: ProcessModel): readonly OpenValue[] {
  const named = new Map(process.types.map(({ name, type }) => [name, type]));
  return (["inputs", "outputs"] as const).flatMap((side) => {
    const { properties = {}, $defs = {} } = process.typeSchemas[side] as Schema;
    return process[side]
      .filter(({ type }) => mentionsUnknown(type, named, new Set()))
      .map(({ name }) => ({
        process: process.id,
        name,
        said: !saysNothingSomewhere(properties[name] ?? {}, $defs, new Set()),
      }));
  });
}

function mentionsUnknown(
  type: TypeExpression,
  named: ReadonlyMap<string, TypeExpression>,
  seen: Set<string>,
): boolean {
  const inside = (part: TypeExpression) => mentionsUnknown(part, named, seen);
  switch (type.kind) {
    case "keyword":
      return type.name === "unknown";
    case "array":
      return inside(type.element);
    case "tuple":
      return [...type.elements, ...(type.rest ? [type.rest] : [])].some(inside);
    case "union":
      return type.members.some(inside);
    case "object":
      return (
        type.properties.some((property) => inside(property.type)) ||
        (type.additional !== undefined && inside(type.additional))
      );
    case "tagged":
      return inside(type.base);
    case "reference": {
      const target = named.get(type.name);
      if (target === undefined || seen.has(type.name)) return false;
      seen.add(type.name);
      return inside(target);
    }
    case "literal":
    case "runtime":
      return false;
  }
}

const SPEAKING = [
  "$ref",
  "allOf",
  "anyOf",
  "const",
  "enum",
  "not",
  "oneOf",
  "type",
] as const satisfies readonly (keyof Schema)[];

/** Whether a schema leaves a part unrestricted: any value, any object, any array, any JSON in a string. */
function saysNothingSomewhere(
  schema: Schema | boolean,
  definitions: Readonly<Record<string, Schema>>,
  seen: Set<string>,
): boolean {
  if (typeof schema === "boolean") return schema;
  if (SPEAKING.every((keyword) => schema[keyword] === undefined)) return true;
  const types = [schema.type].flat();
  const { properties, items, prefixItems, additionalProperties } = schema;
  if (types.includes("object") && properties === undefined) {
    if (additionalProperties === undefined) return true;
  }
  if (types.includes("array") && (items ?? prefixItems) === undefined) {
    return true;
  }
  if ("contentMediaType" in schema) return true;
  const described = properties ?? {};
  if (schema.required?.some((name) => !Object.hasOwn(described, name))) {
    return true;
  }
  if (schema.$ref !== undefined && !seen.has(schema.$ref)) {
    seen.add(schema.$ref);
    const target = definition(schema.$ref, definitions);
    if (saysNothingSomewhere(target, definitions, seen)) return true;
  }
  const children: unknown[] = [
    ...Object.values(properties ?? {}),
    ...(schema.oneOf ?? []),
    ...(schema.anyOf ?? []),
    ...(schema.allOf ?? []),
    ...(prefixItems ?? []),
    ...[items, additionalProperties].filter((one) => one !== undefined),
  ];
  return children.some(
    (child) =>
      (isObject(child) || typeof child === "boolean") &&
      saysNothingSomewhere(child, definitions, seen),
  );
}
