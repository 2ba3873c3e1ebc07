import type { Answer, Connection } from "./connection.js";
import type { Link } from "./documents.js";
import { arrayOf, isRecord } from "./json.js";
import { readLinkHeader } from "./links.js";
import { essenceOf, isJsonMediaType, isMultipart } from "./media-type.js";
import { partName, readMultipart } from "./multipart.js";
import type { Part } from "./multipart.js";
import type { FileSource } from "./result-file.js";
import { decodeText } from "./text.js";

/** One result as it arrived, before the process's description says what it is. */
export type Received =
  | { readonly kind: "json"; readonly value: unknown }
  | { readonly kind: "link"; readonly link: Link }
  | {
      readonly kind: "content";
      readonly mediaType: string;
      readonly source: FileSource;
      readonly href?: string;
    };

/** Results by output id; results of a server that names none stand under the only name that was asked for. */
export type ReceivedResults = ReadonlyMap<string, Received>;

/** What is known about the results before they are read. */
export interface Expectation {
  /** Outputs that the process describes. */
  readonly described: readonly string[];
  /** Outputs that were asked for. */
  readonly requested: readonly string[];
  readonly response: "raw" | "document";
}

/** Reads results that are all here, in any form of OGC 18-062r2, sections 7.11.4 and 7.13, and of the servers known. */
export function readResults(
  answer: Answer,
  expectation: Expectation,
  connection: Connection,
): ReceivedResults {
  const contentType = answer.headers["content-type"] ?? "";
  const byHeader = readLinkHeaders(answer, expectation);
  if (byHeader !== undefined) return byHeader;
  if (answer.bytes.length === 0) return emptyResults(expectation);
  if (isMultipart(contentType)) {
    const parts = readMultipart(contentType, answer.bytes);
    if (parts === undefined) {
      throw connection.parseError(answer, "the multipart body is broken");
    }
    return readParts(parts, expectation, answer);
  }
  const json = readJsonBody(answer, expectation, connection);
  return json === undefined
    ? whole(
        {
          kind: "content",
          mediaType: contentType,
          source: { kind: "memory", bytes: answer.bytes },
        },
        expectation,
        () => connection.parseError(answer, severalUnnamed(expectation)),
      )
    : byName(json.value, expectation, () =>
        connection.parseError(answer, severalUnnamed(expectation)),
      );
}

/** A 204 names each output by the relation of a link (requirement 30); other answers use links for other things. */
function readLinkHeaders(
  answer: Answer,
  { described, requested }: Expectation,
): ReceivedResults | undefined {
  if (answer.status !== 204) return undefined;
  const results = new Map<string, Received>();
  for (const link of readLinkHeader(answer.headers["link"])) {
    const href = new URL(link.href, answer.url).href;
    const name = decodedName(link.rel ?? "", [...described, ...requested]);
    if (name !== undefined) {
      results.set(name, { kind: "link", link: { ...link, href } });
    }
  }
  return results.size > 0 ? results : undefined;
}

/** Relations are compared as they are, decoded, and by the last part of a URI. */
function decodedName(
  relation: string,
  known: readonly string[],
): string | undefined {
  const standard = /^(self|alternate|monitor|status|up|profile|canonical)$/;
  let decoded = relation;
  try {
    decoded = decodeURIComponent(relation);
  } catch {
    // Not encoded at all.
  }
  const names = [relation, decoded, decoded.split(/[/#]/).at(-1) ?? ""];
  const match = names.find((name) => known.includes(name));
  if (match !== undefined) return match;
  return known.length > 0 || standard.test(relation) || relation === ""
    ? undefined
    : decoded;
}

/** An empty file is a file; an empty document has no results. */
function emptyResults({ requested, response }: Expectation): ReceivedResults {
  const [name] = requested;
  return response === "raw" && requested.length === 1 && name !== undefined
    ? new Map([
        [
          name,
          {
            kind: "content",
            mediaType: "",
            source: { kind: "memory", bytes: new Uint8Array() },
          },
        ],
      ])
    : new Map();
}

/**
 * JSON by its content type, or in spite of it: pygeoapi sends JSON as text/html and text/plain.
 * A text that only happens to be JSON (`42`) stays content, for the output's description to decide.
 */
function readJsonBody(
  answer: Answer,
  { requested, response }: Expectation,
  connection: Connection,
): { readonly value: unknown } | undefined {
  const contentType = answer.headers["content-type"];
  if (isJsonMediaType(contentType))
    return { value: connection.parseJson(answer) };
  const isGuess = /^(|text\/html|text\/plain|application\/octet-stream)$/.test(
    essenceOf(contentType),
  );
  if (!isGuess) return undefined;
  const text = decodeText(answer.bytes).trim();
  if (/^[[{]/.test(text)) {
    try {
      return { value: JSON.parse(text) as unknown };
    } catch {
      return undefined;
    }
  }
  const isPage = essenceOf(contentType) === "text/html" && text.startsWith("<");
  if (isPage && (response === "document" || requested.length !== 1)) {
    throw connection.parseError(answer, "this is a page of HTML, not results");
  }
  return undefined;
}

/** `multipart/related` (requirements 29 and 31) and Weaver's `multipart/mixed`. */
function readParts(
  parts: readonly Part[],
  { requested }: Expectation,
  answer: Answer,
): ReceivedResults {
  const results = new Map<string, Received>();
  parts.forEach((part, index) => {
    const name =
      partName(part) ?? requested[index] ?? `output-${String(index + 1)}`;
    results.set(name, readPart(part, answer));
  });
  return results;
}

function readPart({ headers, bytes }: Part, answer: Answer): Received {
  const mediaType = headers["content-type"] ?? "text/plain";
  const location = headers["content-location"];
  if (location !== undefined && bytes.length === 0) {
    const href = new URL(location, answer.url).href;
    return { kind: "link", link: { href, type: mediaType } };
  }
  if (isJsonMediaType(mediaType)) {
    try {
      return {
        kind: "json",
        value: JSON.parse(decodeText(bytes)) as unknown,
      };
    } catch {
      // Not JSON after all: the caller gets what there is.
    }
  }
  const isBase64 = headers["content-transfer-encoding"] === "base64";
  return isBase64
    ? {
        kind: "json",
        value: {
          value: decodeText(bytes),
          encoding: "base64",
          mediaType,
        },
      }
    : { kind: "content", mediaType, source: { kind: "memory", bytes } };
}

/** Finds out which output each value of a JSON body belongs to. */
function byName(
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
    // pygeoapi calls an only result by a name of its own.
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
  return whole({ kind: "json", value: body }, expectation, unnamed);
}

/**
 * Results that are no object keyed by output: `{"id", "value"}` and `{"outputs": [...]}` of pygeoapi, Weaver's
 * and javaPS's `{"outputs": ...}`, and old lists of `{"id", "data" | "href" | "value"}`.
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
    Object.keys(body).every((name) => entryMembers.has(name));
  return isEntry ? [entry] : undefined;
}

/**
 * `{"outputs": [...]}` where pygeoapi put all that the process returned into the list: results keyed by
 * output, or a value without a name.
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

const entryMembers = new Set([
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

function whole(
  received: Received,
  { requested }: Expectation,
  unnamed: () => Error,
): ReceivedResults {
  const [name = "result", ...more] = requested;
  if (more.length > 0) throw unnamed();
  return new Map([[name, received]]);
}

function severalUnnamed({ requested }: Expectation): string {
  return `one value came where the outputs ${arrayOf(requested).join(", ")} were asked for`;
}
