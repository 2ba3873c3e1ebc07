import { UsageError } from "../errors.js";
import type { InputModel } from "../model/service-model.js";
import type { DescribedProcess, Values } from "./described-process.js";
import { sourceOf, type Assignment } from "./given-inputs.js";
import {
  contentOfFile,
  contentOfText,
  mediaTypesOf,
  requireText,
} from "./input-content.js";
import { judgesOf, type InputJudge, type InputJudges } from "./input-judge.js";
import {
  boxOf,
  isHttpUrl,
  readingsOf,
  type Reading,
} from "./input-readings.js";

/**
 * Reads a file, or standard input for `-`.
 *
 * @param hint - What to do where it cannot be read. Default: about a value that begins with `@`.
 * @throws UsageError where it cannot be read.
 */
export type ReadInputFile = (
  path: string,
  hint?: string,
) => Promise<Uint8Array>;

/**
 * The inputs that texts of the command line mean, as the process describes them: of all that a text may mean, the first
 * that the schema of the input admits. Several texts for one input are the items of a list.
 *
 * @param read - For the values that begin with `@`.
 * @throws UsageError for several values where one is wanted, and for numbers that JavaScript does not hold.
 */
export async function inputValues(
  assignments: readonly Assignment[],
  process: DescribedProcess,
  read: ReadInputFile,
): Promise<Values> {
  const texts = new Map<string, readonly string[]>();
  for (const { name, text } of assignments) {
    texts.set(name, [...(texts.get(name) ?? []), text]);
  }
  const judges = judgesOf(process);
  const values: [string, unknown][] = [];
  for (const [name, given] of texts) {
    const input = process.model.inputs.find((known) => known.name === name);
    const judged = judges(name);
    if (given.length > 1) requireList(name, given.length, input, judged.whole);
    const taking = { process, input, judges: judged, read };
    const readings: (readonly Reading[])[] = [];
    for (const text of given) readings.push(await readingsFor(text, taking));
    const { value, isInexact } = await chosen(readings, judged);
    if (isInexact) throw inexact(name);
    values.push([name, value]);
  }
  return Object.fromEntries(values);
}

/** What is known of the input that takes a text. */
interface Taking {
  readonly process: DescribedProcess;
  /** Undefined: the process does not describe it. */
  readonly input: InputModel | undefined;
  readonly judges: InputJudges;
  readonly read: ReadInputFile;
}

/** What a text, or the file that it names, may mean. */
async function readingsFor(
  text: string,
  { process, input, judges, read }: Taking,
): Promise<readonly Reading[]> {
  const source = sourceOf(text);
  const isContent = input?.form === "binary";
  const judge = input?.many === false ? judges.whole : judges.item;
  if ("path" in source) {
    const { path } = source;
    const bytes = await read(path);
    if (isContent) {
      const mediaTypes = mediaTypesOf(process.model, input.name);
      return [contentOfFile(bytes, path, mediaTypes, judge)];
    }
    return readingsOf(requireText(bytes, path));
  }
  if (isContent) return [contentOfText(source.text, judge)];
  const isLink = input?.form === "link" && isHttpUrl(source.text);
  const box = input?.form === "bbox" ? boxOf(source.text) : undefined;
  return [
    ...(isLink ? [{ value: { href: source.text } }] : []),
    ...(box === undefined ? [] : [{ value: box }]),
    ...readingsOf(source.text),
  ];
}

/** The reading that an input takes: of a single text, also as the only item of a list. */
async function chosen(
  given: readonly (readonly Reading[])[],
  judges: InputJudges,
): Promise<Reading> {
  const [only = []] = given;
  if (given.length > 1) {
    const items: Reading[] = [];
    for (const readings of given) {
      items.push(await best(readings, judges.item));
    }
    return listOf(items);
  }
  const lists = only.map((reading) => listOf([reading]));
  return best([...only, ...lists], judges.whole);
}

function listOf(items: readonly Reading[]): Reading {
  return {
    value: items.map(({ value }) => value),
    ...(items.some(({ isInexact }) => isInexact) ? { isInexact: true } : {}),
  };
}

/** The first reading that is valid, else the first one of a type that is described: what is wrong with it can be told. */
async function best(
  readings: readonly Reading[],
  judge: InputJudge,
): Promise<Reading> {
  const [first = { value: undefined }] = readings;
  for (const reading of readings) {
    if (await judge.isValid(reading.value)) return reading;
  }
  return readings.find(({ value }) => judge.isOfType(value)) ?? first;
}

/** @throws UsageError where an input takes one value. */
function requireList(
  name: string,
  count: number,
  input: InputModel | undefined,
  judge: InputJudge,
): void {
  if (input === undefined || input.many !== false || judge.isOfType([])) return;
  throw new UsageError(
    `--set gives ${count} values to ${name}, which takes one.`,
    { hint: "Give it once." },
  );
}

function inexact(name: string): UsageError {
  return new UsageError(
    `--set gives ${name} a number that would be sent as another one: it has too many digits.`,
    { hint: "Give a number of at most 15 digits." },
  );
}
