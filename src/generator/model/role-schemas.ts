import { isJsonObject, type JsonObject } from "../json.js";
import { changeChildren, childSchemas } from "../schema/child-schemas.js";
import type { ValueSchemas } from "../schema/clean-description.js";
import { APPLIED } from "../schema/in-place-circles.js";
import type { CleanSchema } from "../schema/json-schema.js";
import { keyOf } from "../schema/tags.js";
import type { TypePlace } from "./type-place.js";

/** The schemas of a process as they count for what callers send, and for what they get. */
export interface RoleSchemas {
  readonly input: ValueSchemas;
  /** The same object as `input` where the two do not differ. */
  readonly output: ValueSchemas;
  /** Whether a schema has properties, at any depth, that are only sent or only got. */
  readonly differs: (schema: CleanSchema) => boolean;
}

/** The keyword of properties that a role does not have (OpenAPI 3.0.3, 4.7.24.2). */
const LEFT_OUT = { input: "readOnly", output: "writeOnly" } as const;

/**
 * Separates the schemas of inputs and outputs: a property that is only read need
 * not be sent, and one that is only written need not come, although it is
 * required.
 *
 * @param areMarked - whether a served schema is marked as such a property: otherwise none is looked for.
 */
export function roleSchemas(
  schemas: ValueSchemas,
  areMarked: boolean,
): RoleSchemas {
  const all = () => [
    ...schemas.inputs,
    ...schemas.outputs,
    ...schemas.definitions.values(),
  ];
  if (!areMarked || !all().some(marksRole)) {
    return { input: schemas, output: schemas, differs: () => false };
  }
  return {
    input: schemasOf("input", schemas),
    output: schemasOf("output", schemas),
    differs: (schema) => differs(schema, schemas.definitions, new Set()),
  };
}

function isMarked({ readOnly, writeOnly }: CleanSchema): boolean {
  return readOnly === true || writeOnly === true;
}

/** Whether a schema, or one that stands in it, is only read or only written. */
function marksRole(schema: unknown): boolean {
  if (!isJsonObject(schema)) return false;
  return isMarked(schema) || childSchemas(schema).some(marksRole);
}

function differs(
  schema: CleanSchema,
  definitions: ValueSchemas["definitions"],
  seen: Set<string>,
): boolean {
  if (isMarked(schema)) return true;
  if (schema.$ref !== undefined) {
    const key = keyOf(schema.$ref);
    const target = definitions.get(key);
    if (target !== undefined && !seen.has(key)) {
      seen.add(key);
      if (differs(target, definitions, seen)) return true;
    }
  }
  return childSchemas(schema as JsonObject).some(
    (child) => isJsonObject(child) && differs(child, definitions, seen),
  );
}

function schemasOf(
  role: TypePlace["role"],
  { inputs, outputs, definitions }: ValueSchemas,
): ValueSchemas {
  const change = (schema: CleanSchema) =>
    withoutLeftOut(schema, LEFT_OUT[role], definitions, NO_NAMES);
  return {
    inputs: inputs.map(change),
    outputs: outputs.map(change),
    definitions: new Map(
      [...definitions].map(([key, schema]) => [key, change(schema)]),
    ),
  };
}

const NO_NAMES: ReadonlySet<string> = new Set();

/** The schema, which requires no property that the role does not have; `around` names those that the schema around it marks. */
function withoutLeftOut(
  schema: CleanSchema,
  mark: "readOnly" | "writeOnly",
  definitions: ValueSchemas["definitions"],
  around: ReadonlySet<string>,
): CleanSchema {
  const names = new Set(around);
  addMarkedNames(schema, mark, definitions, names, []);
  const changed = changeChildren(
    schema as JsonObject,
    {
      child: (child, inside, keyword) =>
        withoutLeftOut(
          child as CleanSchema,
          mark,
          definitions,
          APPLIED.includes(keyword) ? inside : NO_NAMES,
        ),
    },
    names,
  );
  const { required, ...rest } = changed;
  const left = required?.filter((name) => !names.has(name));
  if (required === undefined || left?.length === required.length) {
    return changed;
  }
  return left === undefined || left.length === 0
    ? rest
    : { ...changed, required: left };
}

/** Adds the names of the properties that are marked, in the schema or in its parts. */
function addMarkedNames(
  schema: CleanSchema,
  mark: "readOnly" | "writeOnly",
  definitions: ValueSchemas["definitions"],
  names: Set<string>,
  following: readonly string[],
): void {
  const { properties = {}, dependentSchemas = {}, $ref } = schema;
  const { allOf = [], oneOf = [], anyOf = [], then, else: otherwise } = schema;
  for (const [name, property] of Object.entries(properties)) {
    if (hasMark(property, mark, definitions, [])) names.add(name);
  }
  const conditional = [then, otherwise, ...Object.values(dependentSchemas)];
  for (const part of [...allOf, ...oneOf, ...anyOf, ...conditional]) {
    if (part === undefined) continue;
    addMarkedNames(part, mark, definitions, names, following);
  }
  const key = $ref === undefined ? "" : keyOf($ref);
  const target = definitions.get(key);
  if (target !== undefined && !following.includes(key)) {
    addMarkedNames(target, mark, definitions, names, [...following, key]);
  }
}

/** Whether a property is marked: itself, by what it refers to, or by a part. */
function hasMark(
  schema: CleanSchema,
  mark: "readOnly" | "writeOnly",
  definitions: ValueSchemas["definitions"],
  following: readonly string[],
): boolean {
  if (schema[mark] === true) return true;
  const inside = (part: CleanSchema) =>
    hasMark(part, mark, definitions, following);
  if (schema.allOf?.some(inside) === true) return true;
  const key = schema.$ref === undefined ? "" : keyOf(schema.$ref);
  const target = definitions.get(key);
  return (
    target !== undefined &&
    !following.includes(key) &&
    hasMark(target, mark, definitions, [...following, key])
  );
}
