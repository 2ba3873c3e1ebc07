import { isJsonObject, type Schema } from "../documents.js";
import { flattened, type Definitions } from "./flatten-schema.js";
import type { Random } from "./random.js";
import { sampleText } from "./sample-text.js";

/** What is sampled where no value can be found. */
export const NO_SAMPLE: unique symbol = Symbol("no sample");

/** Deeper than this, only what must be there is sampled, so that recursive schemas end. */
const USUAL_DEPTH = 4;
const MOST_DEPTH = 24;
/** A list of more items than this is no sample. */
const MOST_ITEMS = 1000;

/** How values are sampled. */
export interface Sampling {
  /** What references lead to: `#/$defs/<key>`. */
  readonly definitions: Definitions;
  readonly random: Random;
  /** Whether the description's own defaults and examples are taken. */
  readonly usesExamples: boolean;
}

/**
 * A value that a JSON Schema (2020-12) is likely to admit. It has to be checked: keywords that contradict each other,
 * `not` and conditions are not heeded.
 */
export function sampleValue(
  given: unknown,
  sampling: Sampling,
  depth = 0,
): unknown {
  if (given === false || depth > MOST_DEPTH) return NO_SAMPLE;
  const { definitions, random, usesExamples } = sampling;
  const schema = flattened(given, definitions, random);
  if (schema === undefined) return NO_SAMPLE;
  const own = usesExamples ? ownSample(schema) : undefined;
  if (own !== undefined) return own;
  if ("const" in schema) return schema["const"];
  if (Array.isArray(schema["enum"])) {
    return pick(schema["enum"], random, NO_SAMPLE);
  }
  switch (typeOf(schema, random)) {
    case "string":
      return sampleText(schema, random);
    case "integer":
      return sampleNumber(schema, random, true);
    case "number":
      return sampleNumber(schema, random, false);
    case "boolean":
      return random.below(2) === 0;
    case "null":
      return null;
    case "array":
      return sampleList(schema, sampling, depth);
    case "object":
      return sampleObject(schema, sampling, depth);
    default:
      return "sample";
  }
}

/** What the description says that values are like. */
function ownSample(schema: Schema): unknown {
  const { examples, default: usual } = schema;
  const example: unknown = Array.isArray(examples) ? examples[0] : undefined;
  return example ?? usual ?? undefined;
}

/** The keywords that only values of one type have. */
const KEYWORDS: readonly (readonly [type: string, keywords: RegExp])[] = [
  ["object", /^(?:properties|required|additionalProperties|minProperties)$/],
  ["array", /^(?:items|prefixItems|minItems|contains|uniqueItems)$/],
  ["string", /^(?:format|pattern|minLength|maxLength|content.+)$/],
  ["number", /^(?:minimum|maximum|exclusive.+|multipleOf)$/],
];

function typeOf(schema: Schema, random: Random): string | undefined {
  const types = [schema["type"] ?? []].flat().map(String);
  const most = types.filter((type) => type !== "null");
  if (most.length > 0) return pick(most, random, undefined);
  if (types.length > 0) return "null";
  const names = Object.keys(schema);
  return KEYWORDS.find(([, keywords]) =>
    names.some((name) => keywords.test(name)),
  )?.[0];
}

function sampleNumber(schema: Schema, random: Random, whole: boolean): number {
  const number = (name: string): number | undefined => {
    const value = schema[name];
    return typeof value === "number" ? value : undefined;
  };
  const step = number("multipleOf") ?? (whole ? 1 : 0.5);
  const above = number("exclusiveMinimum");
  const below = number("exclusiveMaximum");
  const low = Math.max(number("minimum") ?? -Infinity, above ?? -Infinity);
  const high = Math.min(number("maximum") ?? Infinity, below ?? Infinity);
  const isFit = (value: number): boolean =>
    value >= low && value <= high && value !== above && value !== below;
  const start = Number.isFinite(low) ? low : Math.min(1, high);
  const first = Math.ceil(start / step) * step;
  const steps = [random.below(10), 1, 0, -1].map((n) => first + n * step);
  // Between two close bounds there may be no whole step.
  return steps.find(isFit) ?? (whole ? first : (low + high) / 2);
}

function sampleList(
  schema: Schema,
  sampling: Sampling,
  depth: number,
): unknown {
  const first = [schema["prefixItems"] ?? []].flat();
  const { items = true, contains, uniqueItems } = schema;
  const least = Number(schema["minItems"] ?? 0);
  const most = Number(schema["maxItems"] ?? Infinity);
  const usual =
    depth >= USUAL_DEPTH ? 0 : Math.max(first.length, items === false ? 0 : 2);
  const length = Math.min(Math.max(least, usual), most);
  if (length > MOST_ITEMS) return NO_SAMPLE;
  const values: unknown[] = [];
  const seen = new Set<string>();
  const last = contains === undefined ? length : Math.max(length, 1);
  for (let index = 0; index < last; index++) {
    const isContained = contains !== undefined && index + 1 === last;
    const item = isContained ? contains : (first[index] ?? items);
    const value = distinct(item, uniqueItems === true ? seen : undefined, {
      ...sampling,
      depth: depth + 1,
    });
    if (value !== NO_SAMPLE) values.push(value);
    else if (values.length < least) return NO_SAMPLE;
    else break;
  }
  return values;
}

/** A value that is not in a set yet. Undefined: it may be. */
function distinct(
  schema: unknown,
  seen: Set<string> | undefined,
  { depth, ...sampling }: Sampling & { readonly depth: number },
): unknown {
  for (let attempt = 0; attempt < 20; attempt++) {
    const usesExamples = sampling.usesExamples && attempt === 0;
    const value = sampleValue(schema, { ...sampling, usesExamples }, depth);
    const text = value === NO_SAMPLE ? "" : JSON.stringify(value);
    if (seen === undefined || value === NO_SAMPLE) return value;
    if (!seen.has(text)) {
      seen.add(text);
      return value;
    }
  }
  return NO_SAMPLE;
}

function sampleObject(
  schema: Schema,
  sampling: Sampling,
  depth: number,
): unknown {
  const properties = isJsonObject(schema["properties"])
    ? schema["properties"]
    : {};
  const required = new Set([schema["required"] ?? []].flat().map(String));
  const { additionalProperties = true } = schema;
  const names = new Set([
    ...required,
    ...(depth < USUAL_DEPTH ? Object.keys(properties) : []),
  ]);
  const least = Number(schema["minProperties"] ?? 0);
  const open = isJsonObject(additionalProperties) ? Math.max(1, least) : least;
  for (let count = 1; names.size < open; count++) names.add(`sample${count}`);
  const entries: (readonly [string, unknown])[] = [];
  for (const name of names) {
    const value = sampleValue(
      Object.hasOwn(properties, name) ? properties[name] : additionalProperties,
      sampling,
      depth + 1,
    );
    if (value !== NO_SAMPLE) entries.push([name, value]);
    else if (required.has(name)) return NO_SAMPLE;
  }
  return Object.fromEntries(entries);
}

function pick<T, Other>(
  options: readonly T[],
  random: Random,
  none: Other,
): T | Other {
  return options[random.below(options.length)] ?? none;
}
