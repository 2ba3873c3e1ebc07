import { quoted, type Diagnostic } from "../diagnostic.js";
import {
  isJsonArray,
  isJsonObject,
  pointerToken,
  type JsonObject,
} from "../json.js";

/** Greatest length of the name of an input or output, in UTF-16 code units; longer ones are left out. */
const MAXIMUM_NAME_LENGTH = 1000;

/** An input or output as it was sent. */
export interface Entry {
  readonly name: string;
  readonly value: JsonObject;
  /** JSON Pointer of the value in the document. */
  readonly pointer: string;
}

/** An input or output, or why it is left out. */
export type Member =
  | { readonly entry: Entry; readonly problem?: undefined }
  | { readonly entry?: undefined; readonly problem: Diagnostic };

/**
 * The inputs or outputs of a description: an object with their names as keys
 * (OGC 18-062r2, Requirements 48 and 52), or, in older drafts, a list whose
 * items have an `id`. Some servers put the object into a list.
 */
export function readMembers(
  value: unknown,
  pointer: string,
): readonly Member[] {
  if (isJsonArray(value)) {
    return withoutRepeats(
      value.flatMap((item, index) => {
        const at = `${pointer}/${index}`;
        if (isMap(item)) return membersOf(item, at);
        const name = isJsonObject(item)
          ? (item["id"] ?? item["identifier"] ?? item["name"])
          : undefined;
        return [member(name, item, at)];
      }),
    );
  }
  return isJsonObject(value) ? membersOf(value, pointer) : [];
}

function membersOf(value: JsonObject, pointer: string): readonly Member[] {
  return Object.keys(value).map((name) =>
    member(name, value[name], `${pointer}/${pointerToken(name)}`),
  );
}

/** Whether an item of a list is a map of inputs or outputs by name: all that is in it is an object. */
function isMap(item: unknown): item is JsonObject {
  if (!isJsonObject(item)) return false;
  const members = Object.values(item);
  return members.length > 0 && members.every(isJsonObject);
}

function member(name: unknown, value: unknown, pointer: string): Member {
  if (
    typeof name !== "string" ||
    name.length > MAXIMUM_NAME_LENGTH ||
    !isJsonObject(value)
  ) {
    return {
      problem: {
        severity: "warning",
        code: "description-member-ignored",
        pointer,
        message: `This input or output is not an object with a name of at most ${MAXIMUM_NAME_LENGTH} characters; it is left out.`,
      },
    };
  }
  return { entry: { name, value, pointer } };
}

/** Where two items of a list have the same name, the first counts. */
function withoutRepeats(list: readonly Member[]): readonly Member[] {
  const seen = new Set<string>();
  return list.map((item) => {
    if (item.entry === undefined) return item;
    if (!seen.has(item.entry.name)) {
      seen.add(item.entry.name);
      return item;
    }
    return {
      problem: {
        severity: "warning",
        code: "description-member-repeated",
        pointer: item.entry.pointer,
        message: `${quoted(item.entry.name)} stands in the list before; this one is left out.`,
      },
    };
  });
}
