import { percentDecoded } from "../base/text.js";
import { readLinkHeader } from "../documents/links.js";
import type { Answer } from "../http/connection.js";
import { resolveUrl } from "../http/urls.js";
import {
  resultsByName,
  type Expectation,
  type ReceivedOne,
  type ReceivedResults,
} from "./received.js";

/**
 * The results of a 204, which are links named after the outputs by their relations (OGC 18-062r2, requirement 30).
 * Other answers have links for other purposes.
 */
export function readLinkHeaders(
  answer: Answer,
  { described, requested }: Expectation,
): ReceivedResults | undefined {
  if (answer.status !== 204) return undefined;
  const named: [string, ReceivedOne][] = [];
  for (const link of readLinkHeader(answer.headers["link"])) {
    const href = resolveUrl(link.href, answer.url)?.href;
    const name = outputOfRelation(link.rel ?? "", [...described, ...requested]);
    if (name !== undefined && href !== undefined) {
      named.push([name, { kind: "link", link: { ...link, href } }]);
    }
  }
  return named.length > 0 ? resultsByName(named) : undefined;
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
