import * as changeCase from "change-case";

/** `scene_name` as `sceneName`. Digits stay where they are: `mask_2` is `mask2`. */
export function camelCase(text: string): string {
  return changeCase.camelCase(text, { mergeAmbiguousCharacters: true });
}

/** `scene_name` as `SceneName`. Digits stay where they are: `mask_2` is `Mask2`. */
export function pascalCase(text: string): string {
  return changeCase.pascalCase(text, { mergeAmbiguousCharacters: true });
}

/** `sceneName` as `scene-name`. */
export function kebabCase(text: string): string {
  return changeCase.kebabCase(text);
}
