import {
  isJsonArray,
  isJsonObject,
  mapMembers,
  ownMember,
  type JsonObject,
} from "../json.js";
import { MAXIMUM_TUPLE } from "../model/array-type.js";

/** A side of a process: its inputs or its outputs. */
export type Side = "inputs" | "outputs";

/**
 * Translates a schema that types are made from, with pseudonyms for all names and strings of
 * the server, to the keywords that json-schema-to-typescript understands. Only
 * known keywords are taken over, so that the library executes and fetches
 * nothing that the server chose; references have the library's form. Where the
 * library has no keyword for a type, `tsType` gives the type as code.
 */
export function secondOpinionSchema(schema: unknown, side: Side): JsonObject {
  const root = isJsonObject(schema) ? schema : {};
  const definitions = isJsonObject(root["$defs"]) ? root["$defs"] : {};
  const translated = mapMembers(definitions, (member) =>
    translate(member, side),
  );
  return {
    ...translate(root, side),
    definitions: mapMembers(translated, (member) =>
      leadsNowhere(member, translated) ? UNKNOWN : member,
    ),
  };
}

/** Whether a definition is only a reference, and leads back to itself by such: the library looks for the end of it in vain. */
function leadsNowhere(definition: unknown, definitions: JsonObject): boolean {
  const seen = new Set<string>();
  let here = definition;
  for (;;) {
    const reference = isJsonObject(here) ? here["$ref"] : undefined;
    if (typeof reference !== "string") return false;
    if (seen.has(reference)) return true;
    seen.add(reference);
    here = ownMember(definitions, reference.replace("#/definitions/", ""));
  }
}

const UNKNOWN: JsonObject = { tsType: "unknown" };
const NEVER: JsonObject = { tsType: "never" };

function translate(schema: unknown, side: Side): JsonObject {
  if (schema === true || !isJsonObject(schema)) return UNKNOWN;
  if (schema["not"] !== undefined) return NEVER;
  if (side === "outputs" && isJsonText(schema)) return UNKNOWN;
  if (!isStructural(schema)) return required(schema);
  const child = (member: unknown) => translate(member, side);
  const values =
    schema["const"] === undefined ? schema["enum"] : [schema["const"]];
  if (values !== undefined)
    return withComposition({ enum: values }, schema, child);
  if (schema["type"] === undefined) return withComposition({}, schema, child);
  const types = isJsonArray(schema["type"]) ? schema["type"] : [schema["type"]];
  const branches = types.map((type) => ofType(type, schema, child));
  const [only] = branches;
  const own =
    branches.length === 1 && only !== undefined ? only : { anyOf: branches };
  return withComposition(own, schema, child);
}

/** JSON that is described as a string: the caller gets it parsed. */
function isJsonText({ type, contentMediaType }: JsonObject): boolean {
  return type === "string" && contentMediaType === "application/json";
}

function ofType(
  type: unknown,
  schema: JsonObject,
  child: (member: unknown) => JsonObject,
): JsonObject {
  if (type === "object") return objectOf(schema, child);
  if (type === "array") return arrayOf(schema, child);
  return { type };
}

/**
 * Keywords that say what a value is; a schema with none of them only limits
 * values. The list is not derived from the table of keywords: a second opinion
 * must not repeat a mistake of the first.
 */
const STRUCTURAL = [
  "$ref",
  "additionalProperties",
  "allOf",
  "anyOf",
  "const",
  "enum",
  "items",
  "maxItems",
  "minItems",
  "oneOf",
  "patternProperties",
  "prefixItems",
  "properties",
  "type",
];

function isStructural(schema: JsonObject): boolean {
  return STRUCTURAL.some((keyword) => schema[keyword] !== undefined);
}

/** A schema that only requires properties, as an object type with these. */
function required(schema: JsonObject): JsonObject {
  return isJsonArray(schema["required"])
    ? objectOf({ ...schema, properties: {} }, () => UNKNOWN)
    : UNKNOWN;
}

function withComposition(
  own: JsonObject,
  schema: JsonObject,
  child: (member: unknown) => JsonObject,
): JsonObject {
  const parts: JsonObject[] = Object.keys(own).length === 0 ? [] : [own];
  const reference = schema["$ref"];
  if (typeof reference === "string") {
    parts.push({ $ref: reference.replace("#/$defs/", "#/definitions/") });
  }
  if (schema["type"] === undefined && schema["required"] !== undefined) {
    parts.push(required(schema));
  }
  if (isJsonArray(schema["allOf"])) parts.push(...schema["allOf"].map(child));
  for (const keyword of ["anyOf", "oneOf"]) {
    const branches = schema[keyword];
    if (!isJsonArray(branches)) continue;
    const limits = (branch: unknown) =>
      isJsonObject(branch) && !isStructural(branch);
    // A branch that only limits values allows the values of all other branches.
    if (branches.length > 1 && branches.some(limits)) continue;
    // Limits of length mean something only together with the array beside them.
    const { anyOf: _anyOf, oneOf: _oneOf, ...beside } = schema;
    parts.push({
      anyOf: branches.map((branch: unknown) =>
        isLength(branch) ? child({ ...beside, ...branch }) : child(branch),
      ),
    });
  }
  const [only] = parts;
  if (only === undefined) return UNKNOWN;
  return parts.length === 1 ? only : { allOf: parts };
}

function isLength(branch: unknown): branch is JsonObject {
  return (
    isJsonObject(branch) &&
    Object.keys(branch).every((key) => /^(?:min|max)Items$/.test(key))
  );
}

function objectOf(
  schema: JsonObject,
  child: (member: unknown) => JsonObject,
): JsonObject {
  const described = isJsonObject(schema["properties"])
    ? schema["properties"]
    : {};
  const needed = isJsonArray(schema["required"]) ? schema["required"] : [];
  const rest = additional(schema, child);
  const undescribed = needed.filter(
    (name) => !Object.hasOwn(described, String(name)),
  );
  const properties = Object.fromEntries([
    ...Object.entries(described).map(([name, member]) => [name, child(member)]),
    ...undescribed.map((name) => [String(name), rest ?? UNKNOWN]),
  ]) as JsonObject;
  if (Object.keys(properties).length === 0) {
    if (rest === undefined && schema["additionalProperties"] === false) {
      return { tsType: "Record<string, never>" };
    }
    return { type: "object", additionalProperties: rest ?? UNKNOWN };
  }
  return {
    type: "object",
    properties,
    required: needed,
    additionalProperties:
      rest === undefined
        ? false
        : { anyOf: [rest, ...Object.values(properties)] },
  };
}

function additional(
  schema: JsonObject,
  child: (member: unknown) => JsonObject,
): JsonObject | undefined {
  const { additionalProperties, patternProperties } = schema;
  const patterns = isJsonObject(patternProperties)
    ? Object.values(patternProperties).map(child)
    : [];
  if (additionalProperties === true) return UNKNOWN;
  if (isJsonObject(additionalProperties)) {
    return { anyOf: [...patterns, child(additionalProperties)] };
  }
  if (patterns.length === 0) return undefined;
  const isMap =
    schema["properties"] === undefined && !hasNames(schema["required"]);
  return additionalProperties === false || isMap
    ? { anyOf: patterns }
    : UNKNOWN;
}

function hasNames(value: unknown): boolean {
  return (
    (isJsonObject(value) || isJsonArray(value)) && Object.keys(value).length > 0
  );
}

function arrayOf(
  schema: JsonObject,
  child: (member: unknown) => JsonObject,
): JsonObject {
  const { prefixItems, items, minItems, maxItems } = schema;
  const rest = items === false ? undefined : child(items ?? true);
  const least = typeof minItems === "number" ? minItems : 0;
  const most = typeof maxItems === "number" ? maxItems : Infinity;
  if (!isJsonArray(prefixItems)) {
    if (rest === undefined) return { tsType: "[]" };
    return least === most && most <= MAXIMUM_TUPLE
      ? tuple(Array<JsonObject>(most).fill(rest), undefined)
      : { type: "array", items: rest };
  }
  const elements = prefixItems.slice(0, most).map(child);
  while (elements.length < Math.min(least, MAXIMUM_TUPLE) && rest) {
    elements.push(rest);
  }
  const isListWithFirst =
    elements.length === 1 &&
    least > 0 &&
    most > 1 &&
    JSON.stringify(elements[0]) === JSON.stringify(rest);
  // As ours, which is compared without the promise of a first item.
  if (isListWithFirst && rest !== undefined) {
    return { type: "array", items: rest };
  }
  return tuple(elements, most <= elements.length ? undefined : rest, least);
}

function tuple(
  elements: readonly JsonObject[],
  rest: JsonObject | undefined,
  least: number = elements.length,
): JsonObject {
  if (elements.length === 0) return { tsType: "[]" };
  return {
    type: "array",
    items: elements,
    minItems: Math.min(least, elements.length),
    ...(rest === undefined
      ? { maxItems: elements.length, additionalItems: false }
      : { additionalItems: rest }),
  };
}
