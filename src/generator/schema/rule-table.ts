import type { JsonObject } from "../json.js";
import type { RuleContext, SchemaRule } from "./json-schema.js";

/**
 * Rules in their order. Each is applied to the schemas with a keyword that
 * concerns it, which are few: most schemas are a type and some text.
 */
export class RuleTable<Context extends RuleContext> {
  /** The rules, in their order. */
  readonly rules: readonly SchemaRule<Context>[];
  /** The rules that a keyword concerns, each as the bit of its index. */
  readonly #concerned = new Map<string, number>();

  constructor(rules: readonly SchemaRule<Context>[]) {
    this.rules = rules;
    for (const [index, { concerns }] of rules.entries()) {
      for (const keyword of concerns) {
        const others = this.#concerned.get(keyword) ?? 0;
        this.#concerned.set(keyword, others | (1 << index));
      }
    }
  }

  /** The schema after all rules; the same object where none changes it. */
  apply(schema: JsonObject, context: Context): JsonObject {
    let ruled = schema;
    let due = this.#due(schema);
    for (let index = 0; due >> index > 0; index += 1) {
      if (((due >> index) & 1) === 0) continue;
      const changed = this.rules[index]?.apply(ruled, context) ?? ruled;
      // A rule may write keywords that concern the rules after it.
      if (changed !== ruled) due = this.#due(changed);
      ruled = changed;
    }
    return ruled;
  }

  #due(schema: JsonObject): number {
    let due = 0;
    for (const keyword of Object.keys(schema)) {
      due |= this.#concerned.get(keyword) ?? 0;
    }
    return due;
  }
}
