/** Whether a value is a JSON object: not null, not an array. */
export function isRecord(
  value: unknown,
): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A text, or the first text of one that a server gives in several languages (`{"en": "...", "fr": "..."}`). */
export function textOf(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (!isRecord(value)) return undefined;
  const english = value["en"];
  return typeof english === "string"
    ? english
    : Object.values(value).find(isText);
}

/** The object without members that are null, which servers send for "not there". */
export function withoutNulls(
  value: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).filter(([, member]) => member !== null),
  );
}

/** The items of an array, or none. */
export function arrayOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

/** For filters: older compilers do not see what `typeof` proves there. */
export function isText(value: unknown): value is string {
  return typeof value === "string";
}
