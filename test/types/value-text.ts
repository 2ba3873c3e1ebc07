/** A JSON value as an expression of TypeScript, on one line. */
export function valueText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(valueText).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([name, member]) => `${keyText(name)}: ${valueText(member)}`,
  );
  return `{ ${members.join(", ")} }`;
}

/** `__proto__` in quotes would set the prototype. */
function keyText(name: string): string {
  return name === "__proto__" ? '["__proto__"]' : JSON.stringify(name);
}
