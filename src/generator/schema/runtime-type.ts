import { copyExactNumbers } from "../exact-numbers.js";
import { canonicalJson } from "../json.js";
import { DISCRIMINATOR } from "./discriminator.js";

/**
 * Marks a well-known schema, such as that of a bounding box, with the runtime's
 * type of its values. Only a rule sets the mark. It is a symbol, so that no member of a server's
 * document can be mistaken for it, and nothing that prints JSON prints it.
 * Object spreads copy it; `Object.keys` and `Object.entries` leave it out.
 */
export const RUNTIME_TYPE: unique symbol = Symbol("runtime type");

/** Gives `target`, a copy of some keywords of `schema`, the marks of `schema`; returns `target`. */
export function copyMarks<Target extends object>(
  schema: object,
  target: Target,
): Target {
  if (RUNTIME_TYPE in schema) {
    Object.assign(target, { [RUNTIME_TYPE]: schema[RUNTIME_TYPE] });
  }
  if (DISCRIMINATOR in schema) {
    Object.assign(target, { [DISCRIMINATOR]: schema[DISCRIMINATOR] });
  }
  return copyExactNumbers(target, schema);
}

/** A text that is the same for equal schemas only: JSON, with the marks that JSON leaves out. */
export function schemaText(schema: object): string {
  return canonicalJson(schema, (part) =>
    RUNTIME_TYPE in part
      ? { ...part, "runtime type": part[RUNTIME_TYPE] }
      : part,
  );
}
