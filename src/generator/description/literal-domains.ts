import { isJsonArray, isJsonObject, type JsonObject } from "../json.js";
import { memberNamed } from "./member-named.js";

/**
 * The schema of a literal value as descriptions older than the standard have it
 * (WPS 2.0, section 9.2, in JSON): a type, with values, ranges, a default and a
 * unit. A value with several domains has one of them. Undefined where the value
 * has no domain.
 */
export function schemaOfLiteralDomains(
  value: JsonObject,
): JsonObject | undefined {
  const found =
    memberNamed(value, "literalDataDomains") ??
    memberNamed(value, "literalDataDomain");
  const domains = [found].flat().filter(isJsonObject);
  const [first] = domains;
  if (first === undefined) return undefined;
  const schemas = domains.map(schemaOfDomain);
  const [only] = schemas;
  if (schemas.length === 1) return only;
  const main = domains.find((domain) => domain["default"] === true) ?? first;
  const defaultValue = schemaOfDomain(main)["default"];
  return {
    anyOf: schemas.map(({ default: _, ...schema }) => schema),
    ...(defaultValue === undefined ? {} : { default: defaultValue }),
  };
}

function schemaOfDomain(domain: JsonObject): JsonObject {
  const type = typeName(memberNamed(domain, "dataType"));
  const definition = memberNamed(domain, "valueDefinition");
  const inner = isJsonObject(definition) ? definition : {};
  const allowed =
    memberNamed(domain, "allowedValues") ??
    memberNamed(inner, "allowedValues") ??
    (isJsonArray(definition) ? definition : undefined);
  const defaultValue =
    memberNamed(domain, "defaultValue") ??
    memberNamed(inner, "defaultValue") ??
    domain["default"];
  const unit = unitName(memberNamed(domain, "uom"));
  return {
    type,
    ...allowedValues(isJsonArray(allowed) ? allowed : [], type),
    // A boolean may also say which of several domains is the usual one.
    ...(defaultValue === undefined ||
    (typeof defaultValue === "boolean" && !/^bool/.test(type))
      ? {}
      : { default: typed(defaultValue, type) }),
    ...(unit === undefined ? {} : { uom: unit }),
  };
}

/** Names of types as XML Schema and WPS have them, which no JSON Schema has. */
const TYPES: Readonly<Record<string, string>> = {
  anyuri: "uri",
  nonnegativeinteger: "integer",
  positiveinteger: "integer",
  unsignedint: "integer",
};

/** `double` of `"double"`, of `{name: "xs:double"}` and of a reference that ends with `#double`. Default: `string`. */
function typeName(dataType: unknown): string {
  const named = isJsonObject(dataType)
    ? (memberNamed(dataType, "name") ?? memberNamed(dataType, "reference"))
    : dataType;
  if (typeof named !== "string") return "string";
  const last = (named.split(/[#:/]/).at(-1) ?? "").toLowerCase();
  const name = Object.hasOwn(TYPES, last) ? TYPES[last] : last;
  return name === undefined || name === "" ? "string" : name;
}

function unitName(unit: unknown): string | undefined {
  const text = isJsonObject(unit)
    ? (memberNamed(unit, "name") ?? memberNamed(unit, "uom"))
    : [unit].flat()[0];
  return typeof text === "string" ? text : undefined;
}

/** Values, ranges, or both: a value is one of the former, or within one of the latter. */
function allowedValues(allowed: readonly unknown[], type: string): JsonObject {
  const values = allowed
    .map((value) => (isJsonObject(value) ? memberNamed(value, "value") : value))
    .filter((value) => typeof value === "string" || typeof value === "number")
    .map((value) => typed(value, type));
  const ranges = allowed.filter(isJsonObject).flatMap(schemaOfRange);
  const all = [...(values.length > 0 ? [{ enum: values }] : []), ...ranges];
  const [only] = all;
  return all.length > 1 ? { anyOf: all } : (only ?? {});
}

function schemaOfRange(range: JsonObject): readonly JsonObject[] {
  const closure = memberNamed(range, "rangeClosure");
  const [start, end = start] =
    typeof closure === "string" ? closure.split("-") : [];
  const least = numberOf(memberNamed(range, "minimumValue"));
  const most = numberOf(memberNamed(range, "maximumValue"));
  if (least === undefined && most === undefined) return [];
  return [
    {
      ...(least === undefined
        ? {}
        : { [start === "open" ? "exclusiveMinimum" : "minimum"]: least }),
      ...(most === undefined
        ? {}
        : { [end === "open" ? "exclusiveMaximum" : "maximum"]: most }),
    },
  ];
}

const NUMERIC = /^(?:byte|decimal|double|float|int|integer|long|number|short)$/;

/** Numbers and booleans are texts in descriptions that were made from XML. */
function typed(value: unknown, type: string): unknown {
  if (typeof value !== "string") return value;
  if (NUMERIC.test(type)) return numberOf(value) ?? value;
  const isBoolean = /^bool/.test(type) && /^(?:true|false)$/i.test(value);
  return isBoolean ? value.toLowerCase() === "true" : value;
}

function numberOf(value: unknown): number | undefined {
  const isText = typeof value === "string" && value.trim() !== "";
  const number = isText ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number)
    ? number
    : undefined;
}
