/** Whether a value is a JSON object: not null, not an array. */
export function isRecord(
  value: unknown,
): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether an object is of no class, as a literal is. */
export function isPlainRecord(
  value: unknown,
): value is Readonly<Record<string, unknown>> {
  return isRecord(value) && value["constructor"] === Object;
}

/** A text, or one text of those that a server gives by language (`{"en": "...", "fr": "..."}`): the English one, else the first. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (!isRecord(value)) return undefined;
  const english = value["en"];
  return typeof english === "string"
    ? english
    : Object.values(value).find(isText);
}

/** Whether an object has a member of its own. `Object.hasOwn`, which the type library of older projects does not know. */
export function hasMember(value: object, name: PropertyKey): boolean {
  return Object.prototype.hasOwnProperty.call(value, name);
}

/** A copy without the members that are null, and without those of some names that are no text. */
export function withTexts(
  value: Readonly<Record<string, unknown>>,
  names: readonly string[],
): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const name of Object.keys(value)) {
    const member = value[name];
    if (member === null || (names.includes(name) && !isText(member))) continue;
    if (name === "__proto__") {
      Object.defineProperty(copy, name, { value: member, enumerable: true });
    } else {
      copy[name] = member;
    }
  }
  return copy;
}

/** The member of an object, but not one that it inherits, such as `constructor`. Undefined: it has no such member. */
export function ownMember<Value>(
  value: Readonly<Record<string, Value>>,
  name: string,
): Value | undefined {
  return hasMember(value, name) ? value[name] : undefined;
}

/** The value of a JSON text. Undefined, which JSON does not have: the text is not JSON. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The items of an array; an empty list where the value is not an array. */
export function arrayOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

/** Whether a value is a string. For filters: compilers before TypeScript 5.5 do not narrow by a bare `typeof` there. */
export function isText(value: unknown): value is string {
  return typeof value === "string";
}
