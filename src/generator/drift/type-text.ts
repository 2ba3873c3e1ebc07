import type { CompactType } from "./compact-model.js";

const LIMIT = 80;

/** A type as TypeScript writes it, cut if it is longer than a line. */
export function typeText(type: CompactType): string {
  const text = print(type);
  return text.length <= LIMIT ? text : `${text.slice(0, LIMIT - 3)}...`;
}

/** The first few of several types, and how many more there are. */
export function partsText(parts: readonly CompactType[]): string {
  const shown = parts.slice(0, 5).map(typeText);
  return parts.length > shown.length
    ? `${shown.join(", ")} and ${parts.length - shown.length} more`
    : shown.join(", ");
}

function print(type: CompactType): string {
  if (typeof type === "string") return type;
  if ("enum" in type) return type.enum.map(enumValueText).join(" | ");
  if ("array" in type) return `${grouped(type.array)}[]`;
  if ("tuple" in type) {
    const parts = type.tuple.map(print);
    if (type.rest !== undefined) parts.push(`...${grouped(type.rest)}[]`);
    return `[${parts.join(", ")}]`;
  }
  if ("union" in type) return type.union.map(print).join(" | ");
  if ("tagged" in type) {
    const { tagged, property, value } = type;
    return `${grouped(tagged)} & { ${keyText(property)}: ${print(value)} }`;
  }
  if ("ref" in type) return type.ref;
  if ("runtime" in type) return type.runtime;
  const members = [
    ...Object.entries(type.required).map(
      ([name, member]) => `${keyText(name)}: ${print(member)}`,
    ),
    ...Object.entries(type.optional).map(
      ([name, member]) => `${keyText(name)}?: ${print(member)}`,
    ),
    ...(type.additional === undefined
      ? []
      : [`[name: string]: ${print(type.additional)}`]),
  ];
  return members.length === 0 ? "{}" : `{ ${members.join("; ")} }`;
}

function grouped(type: CompactType): string {
  const several =
    typeof type === "object" &&
    ("union" in type || ("enum" in type && type.enum.length > 1));
  return several ? `(${print(type)})` : print(type);
}

/** A value of an enumeration. */
function enumValueText(value: boolean | number | string): string {
  return JSON.stringify(value);
}

function keyText(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}

/** A name of the server as it stands in a sentence: in quotes unless it reads as one word. */
export function nameText(name: string): string {
  return /^[\w.:@-]+$/.test(name) ? name : JSON.stringify(name);
}
