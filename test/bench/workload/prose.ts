import type { Dice } from "./dice.js";

const WORDS: readonly string[] = [
  "surface reflectance scene tile band mosaic raster vector threshold cloud mask aerosol irradiance",
  "sensor orbit granule temporal window spatial resolution grid projection bounding geometry simulate",
  "retrieve compute composite statistic median percentile time series observation uncertainty product",
  "archive catalogue asset",
].flatMap((line) => line.split(" "));

/** A word of earth observation. */
export function word(dice: Dice): string {
  return dice.pick(WORDS);
}

/** Some words, the first with a capital letter. */
export function phrase(dice: Dice, words: number): string {
  return capitalized(dice.times(words, () => word(dice)).join(" "));
}

/** Several lines with paragraphs, as in the docstrings that servers send; some have what would end a comment. */
export function prose(dice: Dice, characters: number): string {
  let text = "";
  let line = "";
  while (text.length + line.length < characters) {
    line += `${line === "" ? "" : " "}${word(dice)}`;
    if (line.length > 80) {
      text += `${capitalized(line)}.\n${dice.happens(0.25) ? "\n" : ""}`;
      line = "";
    }
  }
  const warning = dice.happens(0.05) ? " Use `a*/b` with care." : "";
  return `${(text + line).trim()}${warning}`;
}

/** A text with a capital letter at its start. */
export function capitalized(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
