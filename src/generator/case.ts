import * as changeCase from "change-case";

/** `scene_name` as `sceneName`. Digits stay where they are: `mask_2` is `mask2`. */
export const camelCase: (text: string) => string = remembered((text) =>
  changeCase.camelCase(text, { mergeAmbiguousCharacters: true }),
);

/** `scene_name` as `SceneName`. Digits stay where they are: `mask_2` is `Mask2`. */
export const pascalCase: (text: string) => string = remembered((text) =>
  changeCase.pascalCase(text, { mergeAmbiguousCharacters: true }),
);

/** `sceneName` as `scene-name`. */
export function kebabCase(text: string): string {
  return changeCase.kebabCase(text);
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
