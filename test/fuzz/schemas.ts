import { nastyName, nastyText } from "./nasty-text.js";
import type { Random } from "../random.js";

/** Keywords of all dialects that servers mix, and some that libraries interpret. */
const KEYWORDS = [
  "$ref",
  "$id",
  "$schema",
  "$anchor",
  "$dynamicRef",
  "$defs",
  "definitions",
  "tsType",
  "tsEnumNames",
  "type",
  "enum",
  "const",
  "properties",
  "required",
  "additionalProperties",
  "patternProperties",
  "prefixItems",
  "items",
  "additionalItems",
  "minItems",
  "maxItems",
  "minLength",
  "pattern",
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
  "oneOf",
  "anyOf",
  "allOf",
  "not",
  "discriminator",
  "nullable",
  "default",
  "example",
  "examples",
  "deprecated",
  "readOnly",
  "title",
  "description",
  "format",
  "contentMediaType",
  "contentEncoding",
  "contentSchema",
  "x-unit",
  "uom",
  "x-runtime-type",
] as const;

type Keyword = (typeof KEYWORDS)[number];

const TYPES = [
  "array",
  "boolean",
  "integer",
  "null",
  "number",
  "object",
  "string",
  "float",
  "dict",
  "any",
] as const;

const FORMATS = [
  "date",
  "date-time",
  "binary",
  "byte",
  "uri",
  "ogc-bbox",
  "geojson-geometry",
  "geojson-feature",
] as const;

const REFERENCES = [
  "#/$defs/A",
  "#/$defs/B",
  "#/definitions/A",
  "#/components/schemas/A",
  "#",
  "#/",
  "#/inputs",
  "#/inputs/a/schema",
  "#/$defs/__proto__",
  "#/$defs/constructor",
  "#/__proto__",
  "#/%zz",
  "#/$defs/..%2f..",
  "file:///etc/passwd",
  "/etc/passwd",
  "../../package.json",
  "http://127.0.0.1:1/schema.json",
  "https://example.com/evil.json#/a",
  "bbox.yaml",
  "https://schemas.opengis.net/x/link.yaml",
  "data:application/json,{}",
  "javascript:alert(1)",
  "node:fs",
  "",
] as const;

/** A schema of hostile parts: often well formed, so that it reaches the later stages, and sometimes not. */
export function hostileSchema(random: Random, depth = 0): unknown {
  if (random.chance(0.04)) return hostileValue(random);
  if (random.chance(0.02)) return random.chance(0.5);
  const schema: Record<string, unknown> = {};
  if (random.chance(0.7)) schema["type"] = random.pick(TYPES);
  const count = 1 + random.below(depth > 3 ? 2 : 5);
  for (let index = 0; index < count; index += 1) {
    const keyword = random.pick(KEYWORDS);
    setOwn(
      schema,
      random.chance(0.03) ? nastyName(random) : keyword,
      random.chance(0.06)
        ? hostileValue(random)
        : keywordValue(random, keyword, depth),
    );
  }
  return schema;
}

function keywordValue(
  random: Random,
  keyword: Keyword,
  depth: number,
): unknown {
  const child = () =>
    depth > 5 ? { type: random.pick(TYPES) } : hostileSchema(random, depth + 1);
  switch (keyword) {
    case "$ref":
    case "$dynamicRef":
      return random.chance(0.8) ? random.pick(REFERENCES) : nastyText(random);
    case "type":
      return random.chance(0.7)
        ? random.pick(TYPES)
        : several(random, 3, () => random.pick(TYPES));
    case "enum":
    case "examples":
      return several(random, 4, () => hostileValue(random));
    case "const":
    case "default":
    case "example":
      return hostileValue(random);
    case "properties":
    case "patternProperties":
    case "$defs":
    case "definitions":
      return members(random, 4, child);
    case "required":
      return several(random, 3, () => nastyName(random));
    case "additionalProperties":
    case "additionalItems":
      return random.chance(0.4) ? random.chance(0.5) : child();
    case "items":
      return random.chance(0.2) ? several(random, 3, child) : child();
    case "prefixItems":
    case "oneOf":
    case "anyOf":
    case "allOf":
      return several(random, 3, child);
    case "not":
    case "contentSchema":
      return child();
    case "discriminator":
      return {
        propertyName: nastyName(random),
        mapping: members(random, 3, () => random.pick(REFERENCES)),
      };
    case "nullable":
    case "deprecated":
    case "readOnly":
      return random.chance(0.7);
    case "format":
      return random.chance(0.7) ? random.pick(FORMATS) : nastyText(random);
    case "minItems":
    case "maxItems":
    case "minLength":
      return random.pick([0, 1, 2, 3, 200_000, -1, 1.5, 1e300]);
    case "minimum":
    case "maximum":
    case "exclusiveMinimum":
    case "exclusiveMaximum":
    case "multipleOf":
      return hostileNumber(random);
    default:
      return nastyText(random);
  }
}

/** A number that JSON.parse can return: `1e999` gives Infinity. */
function hostileNumber(random: Random): number {
  return random.pick([
    0,
    -0,
    1,
    -1,
    0.1,
    1e21,
    -1e-7,
    1e308,
    5e-324,
    Infinity,
    -Infinity,
    2 ** 53,
  ]);
}

/** Any JSON value, with hostile strings and keys. */
export function hostileValue(random: Random, depth = 0): unknown {
  const kind = random.below(depth > 2 ? 6 : 8);
  switch (kind) {
    case 0:
      return null;
    case 1:
      return random.chance(0.5);
    case 2:
      return hostileNumber(random);
    case 6:
      return several(random, 3, () => hostileValue(random, depth + 1));
    case 7:
      return members(random, 3, () => hostileValue(random, depth + 1));
    default:
      return nastyText(random);
  }
}

/** A list of up to a number of values. */
export function several<Value>(
  random: Random,
  most: number,
  make: () => Value,
): Value[] {
  return Array.from({ length: random.below(most + 1) }, make);
}

/** An object with hostile names. */
export function members(
  random: Random,
  most: number,
  make: () => unknown,
): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  for (const name of several(random, most, () =>
    random.chance(0.3) ? random.pick(["A", "B", "a", "b"]) : nastyName(random),
  )) {
    setOwn(object, name, make());
  }
  return object;
}

/** Sets an own property, also `__proto__`, as JSON.parse does. */
export function setOwn(
  object: Record<string, unknown>,
  name: string,
  value: unknown,
): void {
  Object.defineProperty(object, name, {
    value,
    configurable: true,
    enumerable: true,
    writable: true,
  });
}
