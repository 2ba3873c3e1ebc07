import { isJsonObject, type JsonObject } from "../../json.js";
import type { SchemaRule } from "../json-schema.js";
import { RUNTIME_TYPE } from "../runtime-type.js";

/** Names of character sets, and the encodings of RFC 2045, section 6.2, that change nothing. */
const NO_ENCODING =
  /^(?:utf-?(?:8|16|16le|16be|32)|us-ascii|ascii|iso-?8859-?\d+|latin-?\d+|windows-\d+|cp-?\d+|7bit|8bit)$/i;

/** ZOO-Project writes the character set there: the text is the content, and nothing has to be decoded. */
export const LEAVE_OUT_CHARACTER_SETS: SchemaRule = {
  name: "a character set is no content encoding",
  concerns: ["contentEncoding"],
  apply(schema) {
    const encoding = schema["contentEncoding"];
    if (typeof encoding !== "string" || !NO_ENCODING.test(encoding.trim())) {
      return schema;
    }
    const { contentEncoding: _, ...rest } = schema;
    return { type: "string", ...rest };
  },
};

/** Older descriptions have no format for a bounding box, and describe it at length (bbox.yaml of OGC 18-062r2). */
export const NAME_BOUNDING_BOXES: SchemaRule = {
  name: "an object of a bbox and a crs is the runtime's bounding box",
  concerns: ["properties"],
  apply(schema) {
    const { properties, required } = schema;
    const isBoundingBox =
      isJsonObject(properties) &&
      Array.isArray(required) &&
      required.includes("bbox") &&
      Object.keys(properties).sort().join() === "bbox,crs" &&
      isOf("array", properties["bbox"]) &&
      isOf("string", properties["crs"]) &&
      (schema["type"] === "object" || schema["type"] === undefined) &&
      schema["additionalProperties"] !== true &&
      !isJsonObject(schema["additionalProperties"]);
    return isBoundingBox
      ? { ...schema, type: "object", [RUNTIME_TYPE]: "BoundingBox" }
      : schema;
  },
};

function isOf(type: string, schema: unknown): boolean {
  if (!isJsonObject(schema) || schema["type"] !== type) return false;
  if (type === "string") return !("const" in schema);
  const { items } = schema as { readonly items?: JsonObject };
  return items?.["type"] === "number";
}
