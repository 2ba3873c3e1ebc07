/** The median; for an even count, the mean of the two middle numbers. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((left, right) => left - right);
  const middle = sorted.length / 2;
  return Number.isInteger(middle)
    ? ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2
    : (sorted[Math.floor(middle)] ?? NaN);
}

/** The median of the ratios of pairs: of what was measured one right after the other, so that other load affects both. */
export function pairedRatio(
  ours: readonly number[],
  others: readonly number[],
): number {
  return median(ours.map((our, index) => our / (others[index] ?? NaN)));
}
