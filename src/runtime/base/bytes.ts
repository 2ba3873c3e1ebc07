/**
 * Joins the parts of a body.
 * @param length - The length of all parts together, in bytes.
 */
export function joinBytes(
  parts: readonly Uint8Array[],
  length: number,
): Uint8Array {
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
