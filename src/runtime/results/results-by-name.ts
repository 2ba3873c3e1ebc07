import { arrayOf, isRecord } from "../base/json.js";
import type { Expectation, Received, ReceivedResults } from "./received.js";

/**
 * Finds out which output each value of a JSON body belongs to.
 * @param unnamed - Makes the error for one value without a name where several outputs were requested.
 */
export function resultsByName(
  body: unknown,
  expectation: Expectation,
  unnamed: () => Error,
): ReceivedResults {
  const { described, requested, response } = expectation;
  const only = requested.length === 1 ? requested[0] : undefined;
  const isKnown = (name: string): boolean =>
    described.includes(name) || requested.includes(name);
  if (isRecord(body) && Object.keys(body).some(isKnown)) return named(body);
  const entries =
    entriesOf(body, isKnown) ?? listedOnce(body, expectation, isKnown);
  if (entries !== undefined) {
    const [first, ...more] = entries;
    // pygeoapi gives a single result a name of its own.
    if (first !== undefined && more.length === 0 && only !== undefined) {
      return named({ [only]: first[1] });
    }
    return named(Object.fromEntries(entries));
  }
  const isDocument =
    isRecord(body) &&
    (only === undefined ||
      (response === "document" && Object.keys(body).length === 0));
  if (isDocument) return named(body);
  return onlyResult({ kind: "json", value: body }, expectation, unnamed);
}

/**
 * Results in other forms than an object keyed by output: `{"id", "value"}` and `{"outputs": [...]}` of pygeoapi,
 * `{"outputs": ...}` of Weaver and javaPS, and older lists of `{"id", "data" | "href" | "value"}`. Undefined: none of
 * these.
 */
function entriesOf(
  body: unknown,
  isKnown: (name: string) => boolean,
): readonly (readonly [string, unknown])[] | undefined {
  if (Array.isArray(body)) return listEntries(body, isKnown);
  if (!isRecord(body)) return undefined;
  const { outputs } = body;
  if (Array.isArray(outputs)) return listEntries(outputs, () => true);
  if (isRecord(outputs)) return Object.entries(outputs);
  const entry = listEntry(body);
  const isEntry =
    entry !== undefined &&
    Object.keys(body).every((name) => ENTRY_MEMBERS.has(name));
  return isEntry ? [entry] : undefined;
}

/**
 * `{"outputs": [...]}` where pygeoapi put everything that the process returned into one item of the list: results
 * keyed by output, or one value without a name.
 */
function listedOnce(
  body: unknown,
  { requested, response }: Expectation,
  isKnown: (name: string) => boolean,
): readonly (readonly [string, unknown])[] | undefined {
  if (!isRecord(body) || Object.keys(body).length !== 1) return undefined;
  const { outputs } = body;
  if (!Array.isArray(outputs) || outputs.length !== 1) return undefined;
  const item: unknown = outputs[0];
  if (isRecord(item) && Object.keys(item).some(isKnown)) {
    return Object.entries(item);
  }
  const [name, ...more] = requested;
  return name !== undefined && more.length === 0 && response === "document"
    ? [[name, item]]
    : undefined;
}

const ENTRY_MEMBERS = new Set([
  "id",
  "value",
  "mediaType",
  "encoding",
  "schema",
  "format",
]);

function listEntries(
  list: readonly unknown[],
  isKnown: (name: string) => boolean,
): readonly (readonly [string, unknown])[] | undefined {
  const entries = list.flatMap((item) => {
    const entry = listEntry(item);
    return entry !== undefined && isKnown(entry[0]) ? [entry] : [];
  });
  return entries.length > 0 && entries.length === list.length
    ? entries
    : undefined;
}

function listEntry(item: unknown): readonly [string, unknown] | undefined {
  if (!isRecord(item)) return undefined;
  const { id, ...value } = item;
  if (typeof id !== "string") return undefined;
  if (typeof value["href"] === "string") return [id, value];
  const inner = ["value", "data", "inlineValue"].find((name) => name in value);
  if (inner === undefined) return undefined;
  const isQualified = ["mediaType", "encoding", "format"].some(
    (name) => name in value,
  );
  return [id, isQualified ? { ...value, value: value[inner] } : value[inner]];
}

function named(body: Readonly<Record<string, unknown>>): ReceivedResults {
  return new Map(
    Object.entries(body).map(([name, value]) => [
      name,
      { kind: "json", value },
    ]),
  );
}

/**
 * The only value of an answer, with the name of the only output that was requested.
 * @throws What `unnamed` makes, where several outputs were requested.
 */
export function onlyResult(
  received: Received,
  { requested }: Expectation,
  unnamed: () => Error,
): ReceivedResults {
  const [name = "result", ...more] = requested;
  if (more.length > 0) throw unnamed();
  return new Map([[name, received]]);
}

/** What is wrong with one value where several outputs were requested. */
export function severalUnnamed({ requested }: Expectation): string {
  return `one value came where the outputs ${arrayOf(requested).join(", ")} were asked for`;
}
