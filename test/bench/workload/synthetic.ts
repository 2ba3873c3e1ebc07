import type { DescribedValue, Description } from "./description.js";
import { Dice } from "./dice.js";
import { capitalized, phrase, prose, word } from "./prose.js";
import { INPUT_SCHEMAS, OUTPUT_SCHEMAS } from "./schemas.js";

/** Ids as different servers write them. */
const STYLES: readonly ((words: readonly string[]) => string)[] = [
  (words) => words.join("-"),
  (words) => words.join("_"),
  (words) =>
    words.map((part, at) => (at > 0 ? capitalized(part) : part)).join(""),
  (words) => `eo.${words.join(".")}`,
];

/**
 * Invented processes that are larger than most real ones: 4 to 8 inputs and 1 to 3 outputs with
 * enumerations, bounds, nullable objects, arrays, bounding boxes, objects three deep, variants
 * and long texts. The first ones are the same, however many are made.
 */
export function syntheticProcesses(count: number): readonly Description[] {
  const dice = new Dice(12345);
  return dice.times(count, (index) => syntheticProcess(dice, index));
}

function syntheticProcess(dice: Dice, index: number): Description {
  const style = dice.pick(STYLES);
  const id = style([word(dice), word(dice), `p${index}`]);
  const inputs = dice.times(dice.between(4, 8), (at) => input(dice, index, at));
  const outputs = dice.times(dice.between(1, 3), (at) => output(dice, at));
  return {
    id,
    title: phrase(dice, 4),
    description: prose(dice, 600),
    version: `1.${dice.between(0, 9)}.${dice.between(0, 20)}`,
    keywords: [word(dice), word(dice)],
    jobControlOptions: ["sync-execute", "async-execute", "dismiss"],
    outputTransmission: ["value", "reference"],
    inputs: Object.fromEntries(inputs),
    outputs: Object.fromEntries(outputs),
  };
}

/** Every third process has each kind of input in turn, so that few processes have all kinds too. */
function input(
  dice: Dice,
  process: number,
  at: number,
): [string, DescribedValue] {
  const make =
    process % 3 === 0
      ? INPUT_SCHEMAS[(process + at) % INPUT_SCHEMAS.length]
      : dice.pick(INPUT_SCHEMAS);
  const minOccurs = dice.happens(0.5) ? 1 : 0;
  const name = `${word(dice)}_${word(dice)}_${at}`;
  const title = phrase(dice, 3);
  const description = `${phrase(dice, dice.between(6, 22))}.`;
  const schema = make?.(dice) ?? {};
  return [name, { title, description, minOccurs, maxOccurs: 1, schema }];
}

function output(dice: Dice, at: number): [string, DescribedValue] {
  const name = at === 0 ? "result" : `${word(dice)}_${at}`;
  const title = phrase(dice, 3);
  const description = `${phrase(dice, dice.between(6, 16))}.`;
  const schema = dice.pick(OUTPUT_SCHEMAS)(dice);
  return [name, { title, description, schema }];
}
