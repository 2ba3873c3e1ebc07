/**
 * What a text has of ASCII letters and digits, in lower case, with one hyphen in place of the rest
 * and none at the ends.
 *
 * @param length - Most characters of the result.
 */
export function hyphenated(text: string, length: number): string {
  const name = text
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((part) => part !== "")
    .join("-")
    .slice(0, length);
  return name.endsWith("-") ? name.slice(0, -1) : name;
}
