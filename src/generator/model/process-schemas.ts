import type {
  ProcessDescription,
  ValueDescription,
} from "../description/process-description.js";
import { asJson, defined, type Json } from "../json.js";
import type { CleanSchema } from "../schema/json-schema.js";
import { keyOf } from "../schema/tags.js";
import type { RoleSchemas } from "./role-schemas.js";
import type { InputModel, ProcessSchemas } from "./service-model.js";

/**
 * JSON Schemas of a process: one object schema for all inputs and one for all
 * outputs, each with the definitions it needs.
 * The marks of well-known schemas stay in them, where no JSON shows them.
 */
export function processSchemas(
  description: ProcessDescription,
  inputs: readonly InputModel[],
  { input: cleanedInputs, output: cleanedOutputs }: RoleSchemas,
): ProcessSchemas {
  const required = inputs
    .filter((input) => !input.optional)
    .map((input) => input.name);
  return {
    inputs: objectSchema(
      description.inputs,
      (input, index) =>
        repeated(
          cleanedInputs.inputs[index] ?? {},
          input.maxOccurs,
          input.minOccurs,
        ),
      required,
      cleanedInputs.definitions,
    ),
    outputs: objectSchema(
      description.outputs,
      (output, index) =>
        repeated(cleanedOutputs.outputs[index] ?? {}, output.maxOccurs),
      description.outputs.map((output) => output.name),
      cleanedOutputs.definitions,
    ),
  };
}

/** An input or output with `maxOccurs` above 1 is a list of values (OGC 18-062r2, Requirement 19). */
function repeated(
  schema: CleanSchema,
  maxOccurs: number,
  minOccurs?: number,
): CleanSchema {
  if (maxOccurs <= 1) return schema;
  return {
    type: "array",
    items: schema,
    ...(minOccurs === undefined || minOccurs < 1
      ? {}
      : { minItems: minOccurs }),
    ...(Number.isFinite(maxOccurs) ? { maxItems: maxOccurs } : {}),
  };
}

/** A schema with the title and description of its input or output, where it has none itself. */
function titled(
  schema: CleanSchema,
  value: { readonly title?: string; readonly description?: string },
): CleanSchema {
  const title = value.title ?? schema.title;
  const description = value.description ?? schema.description;
  return Object.assign(defined({ title, description }), schema);
}

function objectSchema<Value extends ValueDescription>(
  values: readonly Value[],
  schemaOf: (value: Value, index: number) => CleanSchema,
  required: readonly string[],
  definitions: ReadonlyMap<string, CleanSchema>,
): Json {
  const described = Object.fromEntries(
    values.map((value, index) => [
      value.name,
      titled(schemaOf(value, index), value),
    ]),
  );
  const needed = neededDefinitions(described, definitions);
  return asJson({
    $schema: "https://json-schema.org/draft/2020-12/schema",
    type: "object",
    properties: described,
    ...(required.length === 0 ? {} : { required }),
    additionalProperties: false,
    ...(needed.length === 0 ? {} : { $defs: Object.fromEntries(needed) }),
  });
}

/** The definitions that a schema refers to, directly or through others. */
function neededDefinitions(
  schema: unknown,
  definitions: ReadonlyMap<string, CleanSchema>,
): readonly (readonly [string, CleanSchema])[] {
  if (definitions.size === 0) return [];
  const needed = new Map<string, CleanSchema>();
  // A list instead of recursion: chains of definitions may be too long for the stack.
  const open: unknown[] = [schema];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) {
      value.forEach(visit);
    } else if (typeof value === "object" && value !== null) {
      const reference = (value as CleanSchema).$ref;
      const key = typeof reference === "string" ? keyOf(reference) : "";
      const target = definitions.get(key);
      if (target !== undefined && !needed.has(key)) {
        needed.set(key, target);
        open.push(target);
      }
      Object.values(value).forEach(visit);
    }
  };
  while (open.length > 0) visit(open.pop());
  return [...needed];
}
