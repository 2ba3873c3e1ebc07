/**
 * Stands for the function of that name of `node:crypto` in what is built for browsers, which cannot
 * compute SHA-256 at once. There it only makes keys of types, which are compared with each other and
 * printed nowhere: a good spread is all that they need.
 *
 * @param _algorithm - not used.
 * @returns 32 hexadecimal digits.
 */
export function hash(_algorithm: string, text: string): string {
  const sums = [0x811c9dc5, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    sums.forEach((sum, index) => {
      sums[index] = Math.imul(sum ^ (code + index), 0x01000193 + 2 * index);
    });
  }
  return sums.map((sum) => (sum >>> 0).toString(16).padStart(8, "0")).join("");
}
