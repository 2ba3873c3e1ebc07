import {
  isJsonObject,
  type InputDescription,
  type JsonObject,
  type Schema,
} from "../documents.js";
import { badRequest } from "../problem.js";
import { Reference, type ProcessImplementation } from "../process.js";

import { fault, readFormat, type ReadValue } from "./read-format.js";
import { readUndescribed } from "./undescribed.js";

/** Differences between servers in how they read inputs. */
export interface InputRules {
  /** How an input is treated that the process does not have. */
  readonly unknown: "reject" | "ignore";
  /** Whether `{"value": ...}` around a value is removed (OGC 18-062r2, requirement 20), or is part of the value. */
  readonly qualified: "unwrap" | "keep";
  /** Whether null is a value, or means that the input was not given. */
  readonly null: "value" | "absent";
}

/**
 * Validates the inputs of a request, and fills in defaults. Inputs that were given as links become
 * {@link Reference}s, and are read when the job runs.
 * @throws Problem with status 400 - It names everything that is not valid.
 */
export function readInputs(
  given: JsonObject,
  implementation: ProcessImplementation,
  rules: InputRules,
): Readonly<Record<string, unknown>> {
  const { id, inputs: descriptions } = implementation.description;
  if (descriptions === undefined) return readUndescribed(given);
  const faults: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, description] of Object.entries(descriptions)) {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    const absent = value === null && rules.null === "absent";
    if (value !== undefined && !absent) {
      const read = readInput(name, value, description, rules);
      faults.push(...read.faults);
      values[name] = read.value;
    } else if ("default" in description.schema) {
      values[name] = structuredClone(description.schema["default"]);
    } else if (!isOptional(name, description, implementation)) {
      faults.push(`${name}: required, but missing`);
    }
  }
  for (const name of Object.keys(given)) {
    if (rules.unknown === "ignore" || Object.hasOwn(descriptions, name)) {
      continue;
    }
    const known = Object.keys(descriptions).join(", ") || "none";
    faults.push(`${name}: not an input of this process (those are: ${known})`);
  }
  if (faults.length > 0) {
    throw badRequest(
      `Inputs of process "${id}" are not valid. ${faults.join("; ")}.`,
    );
  }
  return values;
}

function isOptional(
  name: string,
  description: InputDescription,
  implementation: ProcessImplementation,
): boolean {
  return (
    description.minOccurs === 0 ||
    (implementation.optionalInputs ?? []).includes(name)
  );
}

function readInput(
  name: string,
  value: unknown,
  { schema, minOccurs = 1, maxOccurs = 1 }: InputDescription,
  rules: InputRules,
): ReadValue {
  if (maxOccurs === 1) return readOccurrence(name, value, schema, rules);
  if (!Array.isArray(value)) {
    return fault(
      `${name}: an input that may occur more than once must be an array`,
    );
  }
  const most = maxOccurs === "unbounded" ? Infinity : maxOccurs;
  if (value.length < minOccurs || value.length > most) {
    return fault(
      `${name}: must occur ${minOccurs} to ${String(maxOccurs)} times, not ${value.length}`,
    );
  }
  const read = value.map((one: unknown, index) =>
    readOccurrence(`${name}/${index}`, one, schema, rules),
  );
  return {
    value: read.map((one) => one.value),
    faults: read.flatMap((one) => one.faults),
  };
}

/**
 * Reads one value: bare, qualified or a link. An object could be any of these. If the schema itself
 * has a property `value` or `href`, an object with this key is taken for the bare value if it is valid.
 */
function readOccurrence(
  name: string,
  value: unknown,
  schema: Schema,
  rules: InputRules,
): ReadValue {
  const bare = readFormat(name, value, schema, undefined);
  if (!isJsonObject(value)) return bare;
  if (rules.qualified === "unwrap" && isQualified(value)) {
    const unwrapped = readFormat(
      name,
      value["value"],
      schema,
      qualifiedMediaType(value),
      qualifiedEncoding(value),
    );
    const bareIsMeant =
      bare.faults.length === 0 && hasProperty(schema, "value");
    if (!bareIsMeant) {
      return unwrapped.faults.length === 0 || !hasProperty(schema, "value")
        ? unwrapped
        : bare;
    }
  }
  if (
    isLink(value) &&
    !(bare.faults.length === 0 && hasProperty(schema, "href"))
  ) {
    return { value: new Reference(value), faults: [] };
  }
  return bare;
}

const QUALIFIED_KEYS = new Set([
  "value",
  "mediaType",
  "encoding",
  "schema",
  "format",
]);

function isQualified(value: JsonObject): boolean {
  return (
    "value" in value &&
    Object.keys(value).every((key) => QUALIFIED_KEYS.has(key))
  );
}

/** The standard's schema has `mediaType`; its text, and some clients, have `format.mediaType`. */
function qualifiedMediaType(value: JsonObject): string | undefined {
  return qualifier(value, "mediaType");
}

function qualifiedEncoding(value: JsonObject): string | undefined {
  return qualifier(value, "encoding");
}

function qualifier(value: JsonObject, name: string): string | undefined {
  const format = value["format"];
  const text = value[name] ?? (isJsonObject(format) ? format[name] : undefined);
  return typeof text === "string" ? text : undefined;
}

function isLink(value: JsonObject): value is JsonObject & { href: string } {
  return typeof value["href"] === "string";
}

/** Whether a schema has a property of this name, in itself or in one of its alternatives. */
function hasProperty(schema: Schema, property: string): boolean {
  const properties = schema["properties"];
  if (isJsonObject(properties) && Object.hasOwn(properties, property)) {
    return true;
  }
  return ["oneOf", "anyOf", "allOf"].some((keyword) => {
    const members = schema[keyword];
    return (
      Array.isArray(members) &&
      members.some((one) => isJsonObject(one) && hasProperty(one, property))
    );
  });
}
