import { Ajv2020 } from "ajv/dist/2020.js";
import { fullFormats } from "ajv-formats/dist/formats.js";
import { isJsonObject, type Schema } from "../documents.js";
import { mediaTypeOf } from "../execution/media-type.js";
import { isBinary } from "../execution/schema.js";
import { fromBase64 } from "../http/base64.js";
import { MediaValue } from "../process.js";
import { target, type Definitions } from "./flatten-schema.js";
import { randomOf, type Random } from "./random.js";
import { NO_SAMPLE, sampleValue } from "./sample-value.js";

const ATTEMPTS = 60;
const MOST_REFERENCES = 32;

/** Always the first: what a schema says first is what it means most. */
const FIRST: Random = { below: () => 0 };

/**
 * A value that a JSON Schema (2020-12) admits. The description's own example or default is taken where it is valid.
 * Content with a media type, alone or in a list, becomes {@link MediaValue}s.
 *
 * @param definitions - What references lead to: `#/$defs/<key>`.
 * @param seed - Equal seeds give equal values.
 * @returns undefined: none was found.
 */
export function sampleOf(
  schema: Schema,
  definitions: Definitions,
  seed: string,
): unknown {
  for (const strictness of ["strict", "relaxed"] as const) {
    const isValid = validator(schema, definitions, strictness);
    const random = randomOf(seed);
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const value = sampleValue(schema, {
        definitions,
        random: attempt < 2 ? FIRST : random,
        usesExamples: attempt === 0,
      });
      if (value !== NO_SAMPLE && isValid(value)) {
        return asContent(value, schema, definitions);
      }
    }
  }
  return undefined;
}

/**
 * Makes the check of a schema.
 * @param strictness - Relaxed: a value may fit several members of `oneOf`, as two kinds of image do, which are both text
 * in JSON.
 */
function validator(
  schema: Schema,
  definitions: Definitions,
  strictness: "strict" | "relaxed",
): (value: unknown) => boolean {
  ajv ??= new Ajv2020({
    strict: false,
    logger: false,
    validateSchema: false,
    formats: fullFormats,
  });
  const whole = { $defs: definitions, ...schema };
  const validate = ajv.compile(
    strictness === "strict" ? whole : (relaxed(whole) as Schema),
  );
  return (value) => validate(value);
}

let ajv: Ajv2020 | undefined;

function relaxed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(relaxed);
  if (!isJsonObject(schema)) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([keyword, value]) => [
      keyword === "oneOf" && !("anyOf" in schema) ? "anyOf" : keyword,
      relaxed(value),
    ]),
  );
}

/** Strings that a schema describes as content, with their media type. */
function asContent(
  value: unknown,
  schema: Schema,
  definitions: Definitions,
): unknown {
  const own = alternatives(schema, definitions);
  if (Array.isArray(value)) {
    const list = own.find(({ items }) => isJsonObject(items));
    const items = list?.["items"];
    return isJsonObject(items)
      ? value.map((one: unknown) => asContent(one, items, definitions))
      : value;
  }
  if (typeof value !== "string") return value;
  const content = own
    .filter((one) => mediaTypeOf(one) !== undefined)
    .find((one) => validator(one, definitions, "relaxed")(value));
  const mediaType = content && mediaTypeOf(content);
  if (content === undefined || mediaType === undefined) return value;
  // A string that may also be plain is content only if nothing else is meant.
  const isPlain = own.some((one) => {
    const isText = [one["type"]].flat().includes("string");
    return isText && mediaTypeOf(one) === undefined;
  });
  if (isPlain) return value;
  return new MediaValue(
    mediaType,
    isBinary(content) ? fromBase64(value) : value,
  );
}

/** A schema, and those in its references and compositions. */
function alternatives(
  schema: Schema,
  definitions: Definitions,
  depth = 0,
): readonly Schema[] {
  if (depth > MOST_REFERENCES) return [];
  const { $ref, allOf, anyOf, oneOf } = schema;
  const inner = [
    typeof $ref === "string" ? target($ref, definitions) : [],
    allOf ?? [],
    anyOf ?? [],
    oneOf ?? [],
  ].flat();
  return [
    schema,
    ...inner
      .filter(isJsonObject)
      .flatMap((one) => alternatives(one, definitions, depth + 1)),
  ];
}
