import type { SchemaDocument } from "./description.js";
import type { Dice } from "./dice.js";
import { phrase, word } from "./prose.js";

type Make = (dice: Dice) => SchemaDocument;

const SCALARS: readonly Make[] = [
  (dice) => {
    const count = dice.between(2, 7);
    const members = [...new Set(dice.times(count, () => word(dice)))];
    return { type: "string", enum: members, default: members[0] };
  },
  (dice) => ({
    type: "number",
    minimum: 0,
    maximum: dice.between(1, 100),
    default: Math.round(dice.next() * 1000) / 1000,
  }),
  (dice) => ({
    type: "integer",
    minimum: 1,
    maximum: 10000,
    default: dice.between(1, 100),
    exclusiveMinimum: false,
  }),
  (dice) => ({ type: "boolean", default: dice.happens(0.5) }),
  (dice) => ({
    type: "string",
    format: dice.pick(["date-time", "date", "uri"]),
    nullable: dice.happens(0.3),
  }),
  () => ({
    type: "string",
    pattern: "^[A-Z]{2}-[0-9]+$",
    minLength: 3,
    maxLength: 64,
  }),
];

const scalar: Make = (dice) => dice.pick(SCALARS)(dice);

const measured: Make = (dice) => ({
  type: "object",
  nullable: true,
  properties: {
    cid: { type: "string", nullable: true, description: phrase(dice, 6) },
    value: { type: "number", minimum: 0 },
  },
  required: ["value"],
});

const boundingBox: Make = () => ({
  type: "array",
  items: { type: "number" },
  minItems: 4,
  maxItems: 4,
  format: "ogc-bbox",
  default: [-180, -90, 180, 90],
});

const array: Make = (dice) => ({
  type: "array",
  items: dice.happens(0.5) ? scalar(dice) : measured(dice),
  ...(dice.happens(0.4) ? { minItems: 1 } : {}),
  ...(dice.happens(0.2) ? { maxItems: 100 } : {}),
});

/** An object with objects in it, as deep as is said. */
function nested(dice: Dice, depth: number): SchemaDocument {
  const properties: Record<string, SchemaDocument> = {};
  const count = dice.between(2, 4);
  for (let index = 0; index < count; index += 1) {
    const schema = scalar(dice);
    const described = dice.happens(0.5)
      ? { ...schema, description: phrase(dice, dice.between(4, 14)) }
      : schema;
    properties[`${word(dice)}_${index}`] = described;
  }
  if (depth > 1) properties[`${word(dice)}_options`] = nested(dice, depth - 1);
  const names = Object.keys(properties);
  const required = names.filter(() => dice.happens(0.5));
  return {
    type: "object",
    properties,
    required: [...new Set([...required, ...names.slice(0, 1)])],
    ...(dice.happens(0.3) ? { additionalProperties: false } : {}),
  };
}

const variants: Make = (dice) => ({
  oneOf: dice.times(dice.between(2, 3), (index) => ({
    type: "object",
    properties: {
      kind: { type: "string", enum: [`${word(dice)}${index}`] },
      ...(nested(dice, 1)["properties"] as object),
    },
    required: ["kind"],
  })),
});

const file: Make = (dice) => ({
  oneOf: [
    {
      type: "string",
      contentEncoding: "binary",
      contentMediaType: dice.pick([
        "image/tiff; application=geotiff",
        "application/netcdf",
      ]),
    },
    {
      type: "object",
      properties: {
        href: { type: "string", format: "uri" },
        rel: { type: "string" },
        type: { type: "string" },
        title: { type: "string" },
      },
      required: ["href"],
    },
  ],
});

/** What an input's schema may be; plain values are twice as frequent. */
export const INPUT_SCHEMAS: readonly Make[] = [
  scalar,
  scalar,
  scalar,
  measured,
  measured,
  array,
  boundingBox,
  (dice) => nested(dice, 3),
  variants,
];

/** What an output's schema may be. */
export const OUTPUT_SCHEMAS: readonly Make[] = [
  file,
  (dice) => nested(dice, 2),
  array,
  boundingBox,
  scalar,
];
