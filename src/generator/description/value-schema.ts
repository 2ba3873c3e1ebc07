import { isJsonMediaType } from "../../runtime/documents/media-type.js";
import { renameExactNumber } from "../exact-numbers.js";
import { isJsonArray, isJsonObject, type JsonObject } from "../json.js";
import { schemaOfLiteralDomains } from "./literal-domains.js";
import { memberNamed } from "./member-named.js";

/** A schema, with the name of the member that it was made from: diagnostics point at it. */
interface ValueSchema {
  readonly schema: unknown;
  readonly member: string;
}

/**
 * The schema of an input or output. Servers older than the standard describe
 * values by `formats`, `literalDataDomains` or `supportedCRS` instead, also
 * inside `input` or `output`; all become a schema.
 */
export function valueSchema(value: JsonObject): ValueSchema {
  return (
    ownSchema(value) ??
    olderSchema(value) ??
    wrappedSchema(value) ?? { schema: schemaBeside(value), member: "schema" }
  );
}

function ownSchema(value: JsonObject): ValueSchema | undefined {
  const schema = value["schema"];
  return schema === undefined || schema === null
    ? undefined
    : { schema: withMembersBeside(schema, value), member: "schema" };
}

/** Moves `enum` and `default` into the schema where the server sends them beside it (pygeoapi's shapely-functions). */
function withMembersBeside(schema: unknown, value: JsonObject): unknown {
  if (!isJsonObject(schema)) return schema;
  const isList =
    value["type"] === "array" &&
    typeof schema["type"] === "string" &&
    schema["type"] !== "array";
  const own: JsonObject = isList ? { type: "array", items: schema } : schema;
  const beside: Record<string, unknown> = {};
  for (const keyword of ["enum", "default"]) {
    if (value[keyword] !== undefined && own[keyword] === undefined) {
      beside[keyword] = value[keyword];
    }
  }
  if (Object.keys(beside).length === 0) return own;
  const whole = { ...own, ...beside };
  return beside["default"] === undefined
    ? whole
    : renameExactNumber(whole, value, "default", "default");
}

function olderSchema(value: JsonObject): ValueSchema | undefined {
  const formats = memberNamed(value, "formats");
  if (isJsonArray(formats)) {
    return { schema: schemaOfFormats(formats), member: "formats" };
  }
  const literal = schemaOfLiteralDomains(value);
  if (literal !== undefined) {
    return { schema: literal, member: "literalDataDomains" };
  }
  const box = memberNamed(value, "boundingBoxData") ?? value;
  return isJsonObject(box) && memberNamed(box, "supportedCRS") !== undefined
    ? { schema: BOUNDING_BOX, member: "supportedCRS" }
    : undefined;
}

/** The standard's own schema, which stands for the runtime's type. */
const BOUNDING_BOX: JsonObject = {
  $ref: "https://schemas.opengis.net/ogcapi/processes/part1/1.0/openapi/schemas/bbox.yaml",
};

/** Drafts of the standard describe what a value is inside `input` or `output`. */
function wrappedSchema(value: JsonObject): ValueSchema | undefined {
  for (const wrapper of ["input", "output"]) {
    const inner = value[wrapper];
    if (!isJsonObject(inner)) continue;
    const found = ownSchema(inner) ?? olderSchema(inner);
    if (found === undefined) continue;
    return { ...found, member: `${wrapper}/${found.member}` };
  }
  return undefined;
}

/**
 * The keywords of a schema that stand in a value itself. Which of its members
 * are keywords, the table of keywords says; its texts are those of the value.
 */
function schemaBeside(value: JsonObject): JsonObject {
  const { title: _t, description: _d, schema: _s, ...rest } = value;
  return rest;
}

/** Content in one of several formats; as strings, these look the same to a validator. */
function schemaOfFormats(formats: readonly unknown[]): JsonObject {
  const mediaTypes = formats.flatMap((format) => {
    if (!isJsonObject(format)) return [];
    const name =
      memberNamed(format, "mediaType") ?? memberNamed(format, "mimeType");
    return typeof name === "string" ? [name] : [];
  });
  const contents = mediaTypes.map((contentMediaType) => ({
    type: "string",
    contentMediaType,
  }));
  // JSON is passed as it is, and may also come as text.
  const branches = mediaTypes.some(isJsonMediaType)
    ? [{ type: ["object", "array"] }, ...contents]
    : contents;
  const [first] = branches;
  if (first === undefined) return { type: "string" };
  return branches.length === 1 ? first : { anyOf: branches };
}
