import * as changeCase from "change-case";
import { isPrintableAscii } from "./characters.js";

/** `scene_name` as `sceneName`. Digits stay where they are: `mask_2` is `mask2`. */
export const camelCase: (text: string) => string = remembered((text) => {
  if (!isPrintableAscii(text)) {
    return changeCase.camelCase(text, { mergeAmbiguousCharacters: true });
  }
  const [first = "", ...others] = words(text);
  return first.toLowerCase() + others.map(capitalized).join("");
});

/** `scene_name` as `SceneName`. Digits stay where they are: `mask_2` is `Mask2`. */
export const pascalCase: (text: string) => string = remembered((text) =>
  isPrintableAscii(text)
    ? words(text).map(capitalized).join("")
    : changeCase.pascalCase(text, { mergeAmbiguousCharacters: true }),
);

/** The words of a text in ASCII, as nearly all are. The library finds the same, many times slower, because it looks for the letters of all scripts. */
function words(text: string): readonly string[] {
  return text.match(/[A-Z]+(?=[A-Z][a-z])|[A-Z]*[a-z\d]+|[A-Z]+/g) ?? [];
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
}

/** `sceneName` as `scene-name`. */
export function kebabCase(text: string): string {
  return isPrintableAscii(text)
    ? words(text).join("-").toLowerCase()
    : changeCase.kebabCase(text);
}

/** The processes of a service have many names in common; above this number of names, all are forgotten. */
const REMEMBERED = 5000;

/** The same function, which remembers its results. */
function remembered(
  convert: (text: string) => string,
): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    let name = known.get(text);
    if (name === undefined) {
      name = convert(text);
      if (known.size >= REMEMBERED) known.clear();
      known.set(text, name);
    }
    return name;
  };
}
