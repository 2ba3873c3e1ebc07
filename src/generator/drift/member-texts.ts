/** Members of an object, or items of a list, as JSON text, with a further one. */
export function memberJoin(left: string, right: string): string {
  return left === "" ? right : `${left},${right}`;
}
