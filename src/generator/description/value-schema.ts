import { isJsonArray, isJsonObject, type JsonObject } from "../json.js";

/**
 * The schema of an input or output. Servers older than the standard describe
 * values by `formats` or `literalDataDomains` instead; both become a schema.
 */
export function valueSchema(value: JsonObject): {
  readonly schema: unknown;
  /** Name of the member that the schema was made from: diagnostics point at it. */
  readonly member: string;
} {
  const schema = value["schema"];
  if (schema !== undefined && schema !== null) {
    return { schema: withMembersBeside(schema, value), member: "schema" };
  }
  const nested = isJsonObject(value["input"]) ? value["input"] : value;
  if (isJsonArray(nested["formats"])) {
    return { schema: schemaOfFormats(nested["formats"]), member: "formats" };
  }
  const domains = literalDomains(nested);
  if (domains !== undefined) {
    return {
      schema: schemaOfLiteralDomain(domains),
      member: "literalDataDomains",
    };
  }
  return { schema: schemaBeside(value) ?? {}, member: "schema" };
}

/** Moves `enum` and `default` into the schema where the server sends them beside it (pygeoapi's shapely-functions). */
function withMembersBeside(schema: unknown, value: JsonObject): unknown {
  if (!isJsonObject(schema)) return schema;
  const beside: Record<string, unknown> = {};
  for (const keyword of ["enum", "default"]) {
    if (value[keyword] !== undefined && schema[keyword] === undefined) {
      beside[keyword] = value[keyword];
    }
  }
  return Object.keys(beside).length === 0 ? schema : { ...schema, ...beside };
}

/** The schema of a value that has no `schema`, but keywords of a schema itself; undefined where it has none. */
function schemaBeside(value: JsonObject): JsonObject | undefined {
  if (typeof value["type"] !== "string" && value["enum"] === undefined) {
    return undefined;
  }
  const keywords = ["type", "enum", "default", "format", "items", "properties"];
  return Object.fromEntries(
    keywords
      .filter((keyword) => value[keyword] !== undefined)
      .map((keyword) => [keyword, value[keyword]]),
  );
}

function schemaOfFormats(formats: readonly unknown[]): JsonObject {
  const branches = formats.flatMap((format) => {
    if (!isJsonObject(format)) return [];
    const mediaType = format["mediaType"] ?? format["mimeType"];
    return typeof mediaType === "string"
      ? [{ type: "string", contentMediaType: mediaType }]
      : [];
  });
  const [first] = branches;
  if (first === undefined) return { type: "string" };
  return branches.length === 1 ? first : { oneOf: branches };
}

function literalDomains(value: JsonObject): JsonObject | undefined {
  const inner = value["literalDataDomain"];
  if (isJsonObject(inner)) return inner;
  const literalDomainList = value["literalDataDomains"];
  if (!isJsonArray(literalDomainList)) return undefined;
  const [first] = literalDomainList;
  return isJsonObject(first) ? first : undefined;
}

function schemaOfLiteralDomain(domain: JsonObject): JsonObject {
  const dataType = domain["dataType"];
  const type = isJsonObject(dataType) ? dataType["name"] : dataType;
  const definition = domain["valueDefinition"];
  const allowed =
    domain["allowedValues"] ??
    (isJsonArray(definition) ? definition : undefined);
  const values = isJsonArray(allowed)
    ? allowed.filter((value) => typeof value === "string")
    : [];
  const defaultValue = domain["defaultValue"] ?? domain["default"];
  return {
    type: typeof type === "string" ? type.toLowerCase() : "string",
    ...(values.length > 0 ? { enum: values } : {}),
    ...(defaultValue === undefined ? {} : { default: defaultValue }),
  };
}
