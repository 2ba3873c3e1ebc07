import { isJsonObject, type JsonObject } from "../documents.js";

/**
 * Converts an execute request from the drafts before 1.0 to the form of 1.0. In the drafts, `inputs` and
 * `outputs` are lists whose items have an `id`, and the value is in `value`, `data`, `href` or `input`.
 * `inputs` and `outputs` that are maps are not changed.
 */
export function executeMap(body: unknown): unknown {
  if (!isJsonObject(body)) return body;
  return {
    ...body,
    ...(isList(body["inputs"])
      ? { inputs: gathered(body["inputs"], inputValue) }
      : {}),
    ...(isList(body["outputs"])
      ? { outputs: gathered(body["outputs"], outputRequest) }
      : {}),
  };
}

function isList(value: unknown): value is readonly JsonObject[] {
  return Array.isArray(value) && value.every(isJsonObject);
}

/** Items with the same id become an array, because the drafts repeat an input to give it several values. */
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

function outputRequest({ format, transmissionMode }: JsonObject): JsonObject {
  const mediaType = isJsonObject(format)
    ? (format["mediaType"] ?? format["mimeType"])
    : undefined;
  return {
    ...(mediaType === undefined ? {} : { format: { mediaType } }),
    ...(transmissionMode === undefined ? {} : { transmissionMode }),
  };
}
