import { camelCase } from "../case.js";

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

  /** Makes the key of a place, from the end of its JSON Pointer. */
  add(identity: string, pointer: string): string {
    const token = pointer.split("/").at(-1) ?? "";
    const last = token.replaceAll("~1", "/").replaceAll("~0", "~");
    const base =
      camelCase(last.slice(0, 80)).replace(/[^A-Za-z0-9]/g, "") || "schema";
    let key = base;
    let number = this.#numbers.get(base) ?? 2;
    for (; this.#taken.has(key); number += 1) key = `${base}${number}`;
    this.#numbers.set(base, number);
    this.#taken.add(key);
    this.#keys.set(identity, key);
    return key;
  }
}
