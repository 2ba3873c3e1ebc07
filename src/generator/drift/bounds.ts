import { NARROWER, OTHER, WIDER, type Turn } from "./change-class.js";
import type { Terms } from "./terms.js";

/**
 * Terms with one minimum and one maximum: the stricter of both keywords, as a number where that itself is
 * admitted. For integers, above 0 is the same as from 1.
 */
export function withOneBound(terms: Terms): Terms {
  const { exclusiveMinimum, exclusiveMaximum, ...rest } = terms;
  const minimum = oneBound(rest["minimum"], exclusiveMinimum, 1, rest);
  const maximum = oneBound(rest["maximum"], exclusiveMaximum, -1, rest);
  return {
    ...rest,
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
  };
}

function oneBound(
  including: unknown,
  excluding: unknown,
  sign: 1 | -1,
  { integer }: Terms,
): unknown {
  if (typeof excluding !== "number") return including;
  if (typeof including === "number" && (including - excluding) * sign > 0) {
    return including;
  }
  if (integer === true && Number.isSafeInteger(excluding)) {
    return excluding + sign;
  }
  return `${sign === 1 ? "above" : "below"} ${excluding}`;
}

/**
 * What became of the values between two bounds.
 *
 * @param sign - 1 for a minimum, -1 for a maximum.
 */
export function bounded(before: unknown, after: unknown, sign: 1 | -1): Turn {
  const [old, now] = [before, after].map(limitOf);
  if (old === undefined || now === undefined) return OTHER;
  if (old.value !== now.value) {
    return (now.value - old.value) * sign > 0 ? NARROWER : WIDER;
  }
  return now.excluded ? NARROWER : WIDER;
}

/** A bound as a number, or as the text of one that is itself not admitted. */
function limitOf(
  bound: unknown,
): { readonly value: number; readonly excluded: boolean } | undefined {
  if (typeof bound === "number") return { value: bound, excluded: false };
  const [, number] = /^(?:above|below) (.+)$/.exec(String(bound)) ?? [];
  return number === undefined
    ? undefined
    : { value: Number(number), excluded: true };
}
