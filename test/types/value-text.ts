/** A JSON value as an expression of TypeScript, on one line. */
export function valueText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(valueText).join(", ")}]`;
  if (typeof value === "string") return literal(value);
  if (typeof value !== "object" || value === null) return String(value);
  const members = Object.entries(value).map(
    ([name, member]) => `${keyText(name)}: ${valueText(member)}`,
  );
  return `{ ${members.join(", ")} }`;
}

/** `__proto__` in quotes would set the prototype. */
function keyText(name: string): string {
  return name === "__proto__" ? '["__proto__"]' : literal(name);
}

/** A string literal, with escapes for the characters that compilers treat as line ends. */
export function literal(text: string): string {
  return JSON.stringify(text)
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
}
