import {
  isJsonObject,
  type InputDescription,
  type JsonObject,
  type Schema,
} from "../documents.js";
import { badRequest } from "../problem.js";
import {
  MediaValue,
  Reference,
  type ProcessImplementation,
} from "../process.js";
import {
  formatsOf,
  isJsonMediaType,
  mediaTypeOf,
  sameMediaType,
} from "./media-type.js";
import { isBinary, validatorOf } from "./schema.js";

/** What differs between servers in how they read inputs. */
export interface InputRules {
  /** What becomes of an input that the process does not have. */
  readonly unknown: "reject" | "ignore";
  /** Whether `{"value": ...}` around a value is removed (requirement 20) or taken for the value itself. */
  readonly qualified: "unwrap" | "keep";
  /** Whether a null is a value, or means that the input was not given. */
  readonly null: "value" | "absent";
}

/** Inputs that stand behind a link are left as {@link Reference}s; they are read when the job runs. */
export function readInputs(
  given: JsonObject,
  implementation: ProcessImplementation,
  rules: InputRules,
): Readonly<Record<string, unknown>> {
  const { id, inputs: descriptions = {} } = implementation.description;
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

interface ReadValue {
  readonly value: unknown;
  readonly faults: readonly string[];
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
 * Reads one value: bare, qualified or a link. An object could be any of these, and only the
 * schema can tell: where it speaks of `value` or `href` itself, an object with such a key is the bare value.
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
    const bareIsMeant = bare.faults.length === 0 && speaksOf(schema, "value");
    if (!bareIsMeant) {
      return unwrapped.faults.length === 0 || !speaksOf(schema, "value")
        ? unwrapped
        : bare;
    }
  }
  if (
    isLink(value) &&
    !(bare.faults.length === 0 && speaksOf(schema, "href"))
  ) {
    return { value: new Reference(value), faults: [] };
  }
  return bare;
}

/** Validates a value that came inline, in the format that it says it has, else in the first that it fits. */
export function readFormat(
  name: string,
  value: unknown,
  schema: Schema,
  mediaType: string | undefined,
  encoding?: string,
): ReadValue {
  const formats = formatsOf(schema);
  const candidates =
    mediaType === undefined
      ? formats
      : formats.filter((format) => allows(format, mediaType));
  if (candidates.length === 0) {
    return fault(`${name}: media type "${mediaType ?? ""}" is not accepted`);
  }
  let faults: readonly string[] = [];
  for (const format of candidates) {
    const content = withoutBase64(value, format, encoding);
    const found = validatorOf(format)(content);
    if (found.length === 0) {
      return { value: decoded(content, format), faults: [] };
    }
    if (faults.length === 0) faults = found;
  }
  return { value, faults: faults.map((one) => `${name} ${one}`) };
}

function allows(format: Schema, mediaType: string): boolean {
  const own = mediaTypeOf(format);
  return own === undefined
    ? isJsonMediaType(mediaType) || format["type"] === "string"
    : sameMediaType(own, mediaType);
}

/** Content that could stand in JSON as it is may come in base64 nevertheless, if it says so. */
function withoutBase64(
  value: unknown,
  format: Schema,
  encoding: string | undefined,
): unknown {
  const isEncoded = encoding?.toLowerCase() === "base64" && !isBinary(format);
  if (!isEncoded || typeof value !== "string") return value;
  const text = Buffer.from(value, "base64").toString();
  if (format["type"] === "string") return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return value;
  }
}

function decoded(value: unknown, format: Schema): unknown {
  const own = mediaTypeOf(format);
  if (typeof value !== "string" || own === undefined) return value;
  return new MediaValue(
    own,
    isBinary(format) ? Buffer.from(value, "base64") : value,
  );
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

/** The standard's schema says `mediaType`; its prose, and some clients, say `format.mediaType`. */
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
function speaksOf(schema: Schema, property: string): boolean {
  const properties = schema["properties"];
  if (isJsonObject(properties) && Object.hasOwn(properties, property)) {
    return true;
  }
  return ["oneOf", "anyOf", "allOf"].some((keyword) => {
    const members = schema[keyword];
    return (
      Array.isArray(members) &&
      members.some((one) => isJsonObject(one) && speaksOf(one, property))
    );
  });
}

function fault(text: string): ReadValue {
  return { value: undefined, faults: [text] };
}
