/**
 * `minOccurs` as a number, also where the server sends it as a string.
 * Undefined where it is missing or not a number. That is not the same as the
 * standard's default 1: a nullable input without `minOccurs` may be left out.
 */
export function minimumOccurrences(value: unknown): number | undefined {
  const number = occurrences(value);
  return number === undefined || !Number.isFinite(number) ? undefined : number;
}

/**
 * `maxOccurs` as a number, `Infinity` for `unbounded`. Default 1
 * (OGC 18-062r2, section 7.10.2). Some servers send 0, which has no meaning: it
 * is taken as 1.
 */
export function maximumOccurrences(value: unknown): number {
  const number = occurrences(value) ?? 1;
  return number < 1 ? 1 : number;
}

function occurrences(value: unknown): number | undefined {
  if (typeof value === "number") return Number.isNaN(value) ? undefined : value;
  if (typeof value !== "string") return undefined;
  if (value.trim().toLowerCase() === "unbounded") return Infinity;
  return /^\d+$/.test(value.trim()) ? Number(value) : undefined;
}
