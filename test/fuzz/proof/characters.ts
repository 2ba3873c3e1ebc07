import type { Finding } from "./finding.js";

/** Characters that no generated file may hold but the line feed: invisible ones, line ends, halves of pairs. */
const FORBIDDEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\p{Zl}\p{Zp}]/gu;

/** The first forbidden character of a file, if it has one. */
export function characterFindings(
  path: string,
  text: string,
): readonly Finding[] {
  for (const [character] of text.matchAll(FORBIDDEN)) {
    if (character === "\n") continue;
    const code = character.codePointAt(0)?.toString(16) ?? "";
    return [{ kind: "escape", path, message: `holds the character U+${code}` }];
  }
  return [];
}
