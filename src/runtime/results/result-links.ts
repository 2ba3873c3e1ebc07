import { percentDecoded } from "../base/text.js";
import { readLinkHeader } from "../documents/links.js";
import type { Answer } from "../http/connection.js";
import { resolveUrl } from "../http/urls.js";
import type { Expectation, Received, ReceivedResults } from "./received.js";

/**
 * The results of a 204, which are links named after the outputs by their relations (OGC 18-062r2, requirement 30).
 * Other answers have links for other purposes.
 */
export function readLinkHeaders(
  answer: Answer,
  { described, requested }: Expectation,
): ReceivedResults | undefined {
  if (answer.status !== 204) return undefined;
  const results = new Map<string, Received>();
  for (const link of readLinkHeader(answer.headers["link"])) {
    const href = resolveUrl(link.href, answer.url)?.href;
    const name = outputOfRelation(link.rel ?? "", [...described, ...requested]);
    if (name !== undefined && href !== undefined) {
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
