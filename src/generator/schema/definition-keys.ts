import { camelCase } from "../case.js";
import { KEYWORDS } from "./keywords.js";

/**
 * The keys of a process's definitions: one for each place that references lead
 * to. They consist of letters and digits, so that no reference needs escapes.
 */
export class DefinitionKeys {
  readonly #keys = new Map<string, string>();
  readonly #taken = new Set<string>();
  /** The number to try next, by key without number. */
  readonly #numbers = new Map<string, number>();

  /** The key of a place that has one; undefined for any other. */
  get(identity: string): string | undefined {
    return this.#keys.get(identity);
  }

  /** The names that the server gives the definitions, by key, for those that have one. */
  readonly names = new Map<string, string>();

  /** Makes the key of a place, from the end of its JSON Pointer. */
  add(identity: string, pointer: string): string {
    const tokens = pointer
      .split("/")
      .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
    const last = tokens.at(-1) ?? "";
    const base =
      camelCase(last.slice(0, 80)).replace(/[^A-Za-z0-9]/g, "") || "schema";
    let key = base;
    let number = this.#numbers.get(base) ?? 2;
    for (; this.#taken.has(key); number += 1) key = `${base}${number}`;
    this.#numbers.set(base, number);
    this.#taken.add(key);
    this.#keys.set(identity, key);
    const name = definitionName(tokens);
    if (name !== undefined) this.names.set(key, name);
    return key;
  }
}

/** Members that hold nothing but schemas under names of the server's choice. */
const DEFINITIONS: ReadonlySet<string> = new Set([
  "$defs",
  "definitions",
  "schemas",
]);

/** Other members of process descriptions that hold schemas: names in them are not those of types. */
const VALUES: ReadonlySet<string> = new Set(["inputs", "outputs", "schema"]);

/**
 * The name that a server gives a schema by the place where it defines it;
 * undefined for a schema that only stands where it is used.
 */
function definitionName(tokens: readonly string[]): string | undefined {
  const [container = "", last = ""] = tokens.slice(-2);
  if (tokens.length < 3 || last === "") return undefined;
  if (DEFINITIONS.has(container)) return last;
  const used = [container, last].some(
    (token) => VALUES.has(token) || Object.hasOwn(KEYWORDS, token),
  );
  return used || /^\d+$/.test(last) ? undefined : last;
}
