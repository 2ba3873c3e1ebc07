import { pointerToken } from "../json.js";

/**
 * Where a schema stands in a description. Hardly any schema has a finding, which tells it: the
 * pointer is made when it is asked for.
 */
export class SchemaPlace {
  readonly #around: SchemaPlace | string;
  readonly #keyword: string;
  readonly #name: number | string | undefined;

  /**
   * @param around - The place of the schema around it, or its own JSON Pointer where none is around it.
   * @param keyword - The keyword of the schema around it whose value it is, or stands in.
   * @param name - Its name or index there.
   */
  constructor(
    around: SchemaPlace | string,
    keyword = "",
    name?: number | string,
  ) {
    this.#around = around;
    this.#keyword = keyword;
    this.#name = name;
  }

  /** JSON Pointer of the schema in the description. */
  get pointer(): string {
    if (typeof this.#around === "string") return this.#around;
    const of = `${this.#around.pointer}/${this.#keyword}`;
    return this.#name === undefined ? of : `${of}/${shortToken(this.#name)}`;
  }
}

/** Only people read pointers, and every schema inside repeats the name: it is cut to 200 characters. */
function shortToken(name: number | string): string {
  return pointerToken(String(name).slice(0, 200));
}
