import { UNKNOWN_NAME } from "./expressible.js";
import type { Random } from "../random.js";
import { define } from "./sample-values.js";
import { isObject } from "./schema.js";

/** A copy of a value with one change. */
export interface Mutation {
  readonly kind:
    "additional property" | "length" | "missing property" | "type" | "value";
  readonly value: unknown;
}

const OTHER_TYPES = ["zz", 123.5, true, null, [], {}] as const;

/** At most `limit` values that differ from a value in one place each. */
export function mutations(
  value: unknown,
  random: Random,
  limit: number,
): readonly Mutation[] {
  const all = [...mutate(value, random, (changed) => changed)];
  while (all.length > limit) all.splice(random.below(all.length), 1);
  return all;
}

function* mutate(
  value: unknown,
  random: Random,
  within: (changed: unknown) => unknown,
): Generator<Mutation> {
  const others = OTHER_TYPES.filter((other) => kindOf(other) !== kindOf(value));
  yield { kind: "type", value: within(random.pick(others)) };
  yield { kind: "type", value: within(random.pick(others)) };
  if (Array.isArray(value)) yield* mutateList(value, random, within);
  else if (isObject(value)) yield* mutateObject(value, random, within);
  else if (value !== null) {
    yield { kind: "value", value: within(otherValue(value)) };
  }
}

function otherValue(value: unknown): unknown {
  if (typeof value === "string") return `${value}_x`;
  return typeof value === "number" ? value + 1000.5 : value !== true;
}

function* mutateList(
  list: readonly unknown[],
  random: Random,
  within: (changed: unknown) => unknown,
): Generator<Mutation> {
  const last = list.length === 0 ? 0 : list.at(-1);
  yield { kind: "length", value: within([...list, last]) };
  if (list.length > 0) {
    yield { kind: "length", value: within(list.slice(0, -1)) };
  }
  for (const [index, item] of list.entries()) {
    yield* mutate(item, random, (changed) => within(list.with(index, changed)));
  }
}

function* mutateObject(
  object: Readonly<Record<string, unknown>>,
  random: Random,
  within: (changed: unknown) => unknown,
): Generator<Mutation> {
  const extended = { ...object };
  define(extended, UNKNOWN_NAME, random.pick([1, "text", true]));
  yield { kind: "additional property", value: within(extended) };
  for (const [name, member] of Object.entries(object)) {
    const { [name]: _removed, ...rest } = object;
    yield { kind: "missing property", value: within(rest) };
    yield* mutate(member, random, (changed) => {
      const copy = { ...object };
      define(copy, name, changed);
      return within(copy);
    });
  }
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
