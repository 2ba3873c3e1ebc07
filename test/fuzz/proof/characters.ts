import type { Finding } from "./finding.js";

/** Characters that no generated file may contain: control and invisible ones, line ends other than LF, lone surrogates. */
const FORBIDDEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\p{Zl}\p{Zp}]/gu;

/** The first forbidden character of a file; undefined if there is none. */
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
