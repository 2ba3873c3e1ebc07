/** A value of plain JSON: the model can be printed, compared and stored. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json };

/** An object of parsed JSON whose members are not known yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a value of parsed JSON is an object, and neither a list nor null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a value of parsed JSON is a list. */
export function isJsonArray(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** Whether a value of the type {@link Json} is a list, of values of that type. */
export function isJsonList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** Types a result of `JSON.parse`, or a copy of parts of one, as JSON: it holds nothing else. */
export function asJson(value: unknown): Json {
  return value as Json;
}

/** The value of a JSON text; undefined where it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Escapes one reference token of a JSON Pointer (RFC 6901, section 3). */
export function pointerToken(name: string | number): string {
  const text = String(name);
  // Hardly any name has one of them, and a search is cheaper than a replacement.
  return text.includes("~") || text.includes("/")
    ? text.replaceAll("~", "~0").replaceAll("/", "~1")
    : text;
}

/** An object whose members may be undefined as one that lacks these. */
export type Defined<Members extends object> = {
  [
    Name in keyof Members as undefined extends Members[Name] ? never : Name
  ]: Members[Name];
} & {
  [
    Name in keyof Members as undefined extends Members[Name] ? Name : never
  ]?: Exclude<Members[Name], undefined>;
};

/**
 * A copy of an object, whose names this program chose, without its undefined members. A literal
 * that begins with a spread, `{ ...(title === undefined ? {} : { title }), tags }`, says the same.
 * But Node.js 20 makes a hidden class for each object that gets members after such a spread, which
 * takes twenty times as long and more memory than the object itself. What is made for each schema,
 * input or output is therefore made with this function.
 */
export function defined<Members extends object>(
  members: Members,
): Defined<Members> {
  const result: Record<string, unknown> = {};
  for (const name of Object.keys(members)) {
    const value = members[name as keyof Members];
    if (value !== undefined) result[name] = value;
  }
  return result as Defined<Members>;
}

/** An object with the same names, and `change` of each member. */
export function mapMembers<Value, Result>(
  members: Readonly<Record<string, Value>>,
  change: (member: Value, name: string) => Result,
): Readonly<Record<string, Result>> {
  const result: Record<string, Result> = {};
  for (const name of Object.keys(members)) {
    setMember(result, name, change(members[name] as Value, name));
  }
  return result;
}

/** A member of a record; undefined where it is absent, also if all objects inherit one of that name. */
export function ownMember<Value>(
  record: Readonly<Record<string, Value>>,
  name: string,
): Value | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

/** Sets a member of any name. Assigning to `__proto__` would set the prototype, so that name is defined instead. */
export function setMember<Value>(
  target: Record<string, Value>,
  name: string,
  value: Value,
): void {
  if (name !== "__proto__") target[name] = value;
  else {
    Object.defineProperty(target, name, {
      value,
      configurable: true,
      enumerable: true,
      writable: true,
    });
  }
}

/** As `JSON.stringify`, in a fraction of its time where the value is a text or a number, as most are. */
export function printedJson(value: unknown): string {
  if (typeof value === "string") return quotedText(value);
  return typeof value === "number" && Number.isFinite(value)
    ? String(value)
    : JSON.stringify(value);
}

/** A text as `JSON.stringify` prints it. Hardly any has something to escape, and a look costs half of what printing does. */
export function quotedText(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : JSON.stringify(text);
}

/** Neither a quotation mark or backslash, nor a control character or half of a surrogate pair. */
const PLAIN = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/;

/**
 * JSON text whose objects have their keys in code point order: equal values
 * give equal texts. `membersOf` gives the members of an object that count.
 * Default: its own.
 */
export function canonicalJson(
  value: unknown,
  membersOf: (object: JsonObject) => JsonObject = (object) => object,
): string {
  // Most values are texts and numbers, which need no list of what is open.
  if (typeof value !== "object" || value === null) {
    return value === undefined ? "null" : printedJson(value);
  }
  let text = "";
  // Without recursion, so that no nesting can exhaust the stack. The list holds
  // what is still to be printed, the next part last, each with the punctuation
  // before it.
  const open: { readonly before: string; readonly value?: unknown }[] = [
    { before: "", value },
  ];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    text += next.before;
    if (!("value" in next)) continue;
    const item = isJsonObject(next.value) ? membersOf(next.value) : next.value;
    if (isJsonArray(item)) {
      open.push({ before: item.length === 0 ? "[]" : "]" });
      for (let index = item.length - 1; index >= 0; index -= 1) {
        open.push({ before: index === 0 ? "[" : ",", value: item[index] });
      }
    } else if (isJsonObject(item)) {
      const keys = Object.keys(item)
        .filter((key) => item[key] !== undefined)
        .sort(compareCodePoints);
      open.push({ before: keys.length === 0 ? "{}" : "}" });
      for (const [index, key] of [...keys.entries()].reverse()) {
        const mark = index === 0 ? "{" : ",";
        const before = `${mark}${JSON.stringify(key)}:`;
        open.push({ before, value: item[key] });
      }
    } else {
      text += item === undefined ? "null" : JSON.stringify(item);
    }
  }
  return text;
}

/** Orders by UTF-16 code unit, the same on every machine and in every locale. */
export function compareCodePoints(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
