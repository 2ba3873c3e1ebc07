import { readJson } from "../base/json.js";
import { decodeText, percentDecoded } from "../base/text.js";
import { readLinkHeader } from "../documents/links.js";
import { isMultipart } from "../documents/content-type.js";
import { essenceOf, isJsonMediaType } from "../documents/media-type.js";
import type { Answer, Connection } from "../http/connection.js";
import { memorySource } from "./file-sources.js";
import { readMultipart } from "./multipart.js";
import type { Expectation, Received, ReceivedResults } from "./received.js";
import { readParts } from "./result-parts.js";
import {
  onlyResult,
  resultsByName,
  severalUnnamed,
} from "./results-by-name.js";

/**
 * Reads results from a whole answer, in each form that OGC 18-062r2 (sections 7.11.4 and 7.13) allows or a known server
 * uses.
 * @throws ResponseParseError: they cannot be read, or one value came where several outputs were requested.
 */
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
    ? onlyResult(
        {
          kind: "content",
          mediaType: contentType,
          source: memorySource(answer.bytes),
        },
        expectation,
        () => connection.parseError(answer, severalUnnamed(expectation)),
      )
    : resultsByName(json.value, expectation, () =>
        connection.parseError(answer, severalUnnamed(expectation)),
      );
}

/**
 * The results of a 204, which are links named after the outputs by their relations (OGC 18-062r2, requirement 30).
 * Other answers have links for other purposes.
 */
function readLinkHeaders(
  answer: Answer,
  { described, requested }: Expectation,
): ReceivedResults | undefined {
  if (answer.status !== 204) return undefined;
  const results = new Map<string, Received>();
  for (const link of readLinkHeader(answer.headers["link"])) {
    const href = new URL(link.href, answer.url).href;
    const name = outputOfRelation(link.rel ?? "", [...described, ...requested]);
    if (name !== undefined) {
      results.set(name, { kind: "link", link: { ...link, href } });
    }
  }
  return results.size > 0 ? results : undefined;
}

/**
 * The output that a relation names: the relation as it is, without its percent-encoding, or the last part of a URI.
 * Undefined: it names none.
 */
function outputOfRelation(
  relation: string,
  known: readonly string[],
): string | undefined {
  const standard = /^(self|alternate|monitor|status|up|profile|canonical)$/;
  const decoded = percentDecoded(relation);
  const names = [relation, decoded, decoded.replace(/^[^]*[/#]/, "")];
  const match = names.find((name) => known.includes(name));
  if (match !== undefined) return match;
  return known.length > 0 || standard.test(relation) || relation === ""
    ? undefined
    : decoded;
}

/** The results of an empty body: an empty file where one file was requested, else no results. */
export function emptyResults({
  requested,
  response,
}: Expectation): ReceivedResults {
  const [name] = requested;
  return response === "raw" && requested.length === 1 && name !== undefined
    ? new Map([
        [
          name,
          {
            kind: "content",
            mediaType: "",
            source: memorySource(new Uint8Array()),
          },
        ],
      ])
    : new Map();
}

/**
 * The JSON of a body, by its content type or in spite of it: pygeoapi sends JSON as text/html and text/plain.
 * Undefined: it is not JSON. A text that may be JSON by chance (`42`) is content, whose meaning the output's
 * description decides.
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
    const value = readJson(text);
    return value === undefined ? undefined : { value };
  }
  const isPage = essenceOf(contentType) === "text/html" && text.startsWith("<");
  if (isPage && (response === "document" || requested.length !== 1)) {
    throw connection.parseError(answer, "this is a page of HTML, not results");
  }
  return undefined;
}
