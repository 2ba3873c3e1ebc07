/** The median; for an even count, the mean of the two middle numbers. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((left, right) => left - right);
  const middle = sorted.length / 2;
  return Number.isInteger(middle)
    ? ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2
    : (sorted[Math.floor(middle)] ?? NaN);
}

/** A row of a table: a name and three figures. */
export function row(name: string, ...cells: readonly string[]): string {
  return [name.padEnd(16), ...cells.map((cell) => cell.padStart(8))].join("");
}
