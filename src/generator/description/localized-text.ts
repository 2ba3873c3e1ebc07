import { isJsonObject } from "../json.js";

/**
 * A title or description as one text; undefined where there is none. Some
 * servers send an object of texts by language (`{"en": "...", "fr": "..."}`):
 * the English one is taken, or else the first.
 */
export function localizedText(value: unknown): string | undefined {
  if (typeof value === "string") return value.trim() === "" ? undefined : value;
  if (!isJsonObject(value)) return undefined;
  const languages = Object.keys(value);
  const language =
    languages.find((name) => /^en(-|_|$)/i.test(name)) ?? languages[0];
  return language === undefined ? undefined : localizedText(value[language]);
}

/** The texts of a list of keywords; members that are not keywords are left out. */
export function keywordTexts(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((keyword: unknown) => {
    const text = isJsonObject(keyword)
      ? localizedText(keyword["value"] ?? keyword["title"])
      : localizedText(keyword);
    return text === undefined ? [] : [text];
  });
}
