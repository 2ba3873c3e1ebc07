import type { DescribedValue, Description } from "./description.js";
import { Dice } from "./dice.js";
import { phrase, prose, word } from "./prose.js";

type Kind = (dice: Dice) => Pick<Description, "inputs" | "outputs"> & {
  /** Characters of the description. */
  readonly length: number;
};

/**
 * Invented processes of the kinds and sizes that servers offer: most have two or three plain
 * inputs and a short text, a few have objects, files and long texts. Half of the descriptions
 * have less than 1,000 bytes.
 */
export function realisticProcesses(count: number): readonly Description[] {
  const dice = new Dice(2026);
  return dice.times(count, (index) => {
    const { length, inputs, outputs } = dice.pick(KINDS)(dice);
    return {
      id: `${word(dice)}_${word(dice)}_${index}`,
      title: phrase(dice, dice.between(2, 4)),
      description: prose(dice, length),
      version: `0.${dice.between(0, 9)}.0`,
      keywords: [word(dice)],
      jobControlOptions: ["sync-execute", "async-execute"],
      outputTransmission: ["value"],
      inputs,
      outputs,
    };
  });
}

const string: DescribedValue["schema"] = { type: "string" };

/** A greeting or echo, as each server has for demonstration. */
const echo: Kind = (dice) => ({
  length: 80,
  inputs: {
    name: described(dice, string),
    message: described(dice, string, 0),
  },
  outputs: { echo: described(dice, { type: "object" }) },
});

/** A Python function whose signature became a description. */
const pythonFunction: Kind = (dice) => ({
  length: dice.between(200, 700),
  inputs: {
    month: described(
      dice,
      { type: "string", enum: ["december", "june"], default: "june" },
      0,
    ),
    random_seed: described(dice, { type: "integer", default: 13 }, 0),
    scene_name: described(dice, { ...string, nullable: true }, 0),
  },
  outputs: { return_value: described(dice, { ...string, nullable: true }) },
});

/** A command line program with numbers and choices. */
const program: Kind = (dice) => ({
  length: 150,
  inputs: Object.fromEntries(
    dice.times(dice.between(2, 7), (at) => [
      `${word(dice)}_${at}`,
      described(
        dice,
        dice.pick([
          string,
          { type: "number", format: "double", default: 0.5 },
          { type: "integer", minimum: 0 },
          { type: "boolean", default: false },
          { type: "string", enum: ["png", "tiff", "netcdf"], default: "png" },
          { type: "string", format: "date" },
        ]),
        dice.between(0, 1),
      ),
    ]),
  ),
  outputs: {
    output: described(dice, {
      type: "string",
      contentMediaType: "image/tiff; application=geotiff",
    }),
  },
});

/** A step of a workflow: files in, files out. */
const filter: Kind = (dice) => ({
  length: 120,
  inputs: {
    InputFile: {
      ...described(dice, {
        oneOf: [
          { type: "string", contentMediaType: "text/xml" },
          { type: "string", contentMediaType: "image/tiff" },
          { type: "object" },
        ],
      }),
      maxOccurs: 1024,
    },
    BufferDistance: described(dice, { type: "number", default: 10 }, 0),
  },
  outputs: {
    Result: described(dice, {
      oneOf: [
        { type: "string", contentMediaType: "application/json" },
        { type: "object" },
      ],
    }),
  },
});

/** A request over an area and a time. */
const subset: Kind = (dice) => ({
  length: dice.between(300, 1200),
  inputs: {
    bbox: described(dice, {
      type: "array",
      items: { type: "number" },
      minItems: 4,
      maxItems: 4,
    }),
    time: described(dice, {
      type: "object",
      properties: {
        start: { type: "string", format: "date-time" },
        end: { type: "string", format: "date-time" },
      },
      required: ["start"],
    }),
    collection: described(dice, string),
    options: described(dice, { type: "object", properties: {} }, 0),
  },
  outputs: {
    features: described(dice, {
      type: "object",
      properties: {
        type: { type: "string", enum: ["FeatureCollection"] },
        features: { type: "array", items: { type: "object" } },
      },
      required: ["type", "features"],
    }),
  },
});

const KINDS: readonly Kind[] = [
  echo,
  pythonFunction,
  program,
  program,
  filter,
  subset,
];

function described(
  dice: Dice,
  schema: DescribedValue["schema"],
  minOccurs = 1,
): DescribedValue {
  return {
    title: phrase(dice, 2),
    description: `${phrase(dice, dice.between(3, 9))}.`,
    minOccurs,
    maxOccurs: 1,
    schema,
  };
}
