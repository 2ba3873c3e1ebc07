import { isJsonObject, mapMembers, type JsonObject } from "../json.js";

/**
 * A process description as its server sent it. A client's `getProcess` keeps what the standard does
 * not define in `extensions`, where older servers have what a value is (`literalDataDomains`): these
 * members go back to their places. Any other document stays as it is.
 */
export function servedDescription(description: unknown): unknown {
  if (!isJsonObject(description)) return description;
  const whole = withExtensions(description);
  const parts = ["inputs", "outputs"].flatMap((part) => {
    const members = whole[part];
    const changed = isJsonObject(members)
      ? mapMembers(members, (member) =>
          isJsonObject(member) ? withExtensions(member) : member,
        )
      : undefined;
    return changed === undefined ? [] : [[part, changed] as const];
  });
  return { ...whole, ...Object.fromEntries(parts) };
}

/** A text that a client read from texts by language is in `extensions` as it was sent. */
function withExtensions(object: JsonObject): JsonObject {
  const { extensions } = object;
  if (!isJsonObject(extensions)) return object;
  const restored = Object.entries(extensions).filter(
    ([name, value]) =>
      !Object.hasOwn(object, name) ||
      (typeof object[name] === "string" && typeof value === "object"),
  );
  return { ...object, ...Object.fromEntries(restored) };
}

/** The id of a described process; empty where the document has none. */
export function processId(document: unknown): string {
  let object = document;
  while (isJsonObject(object)) {
    const { id, process, processDescription } = object;
    if (typeof id === "string" || typeof id === "number") return String(id);
    object = processDescription ?? process;
  }
  return "";
}
