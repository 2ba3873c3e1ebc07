import { isJsonObject, type JsonObject } from "../documents.js";

/**
 * Brings an execute request of the drafts before 1.0 into the form of 1.0: `inputs` and `outputs` as
 * lists whose items carry their `id`, with the value under `value`, `data`, `href` or `input`. A request
 * that has maps already is returned as it is.
 */
export function executeMap(body: unknown): unknown {
  if (!isJsonObject(body)) return body;
  return {
    ...body,
    ...(isList(body["inputs"])
      ? { inputs: gathered(body["inputs"], inputValue) }
      : {}),
    ...(isList(body["outputs"])
      ? { outputs: gathered(body["outputs"], outputOf) }
      : {}),
  };
}

function isList(value: unknown): value is readonly JsonObject[] {
  return Array.isArray(value) && value.every(isJsonObject);
}

/** An id that comes again makes an array: the drafts repeat an input to give it several values. */
function gathered(
  items: readonly JsonObject[],
  read: (item: JsonObject) => unknown,
): JsonObject {
  const result = new Map<string, unknown>();
  const repeated = new Set<string>();
  for (const item of items) {
    const id = String(item["id"]);
    if (!result.has(id)) {
      result.set(id, read(item));
    } else {
      const before = result.get(id);
      const list: readonly unknown[] =
        repeated.has(id) && Array.isArray(before) ? before : [before];
      result.set(id, [...list, read(item)]);
      repeated.add(id);
    }
  }
  return Object.fromEntries(result);
}

function inputValue(item: JsonObject): unknown {
  const inner = isJsonObject(item["input"]) ? item["input"] : item;
  if ("href" in inner) return { href: inner["href"] };
  if ("bbox" in inner) return { bbox: inner["bbox"], crs: inner["crs"] };
  const value = inner["value"] ?? inner["data"];
  if (!isJsonObject(value)) return value;
  if ("inlineValue" in value) return value["inlineValue"];
  return value;
}

function outputOf({ format, transmissionMode }: JsonObject): JsonObject {
  const mediaType = isJsonObject(format)
    ? (format["mediaType"] ?? format["mimeType"])
    : undefined;
  return {
    ...(mediaType === undefined ? {} : { format: { mediaType } }),
    ...(transmissionMode === undefined ? {} : { transmissionMode }),
  };
}
