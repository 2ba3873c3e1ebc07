import type { Link } from "./documents.js";
import { isJsonMediaType } from "./media-type.js";
import { arrayOf, isRecord, withTexts } from "../base/json.js";

const RELATION_PREFIX =
  /^(https?:\/\/www\.opengis\.net\/def\/rel\/ogc\/1\.0\/|\[ogc-rel:)/;

/** The links of a document; entries that are not links are left out. */
export function linksOf(document: unknown): Link[] {
  if (!isRecord(document)) return [];
  return arrayOf(document["links"]).flatMap(
    (link): Link | readonly Link[] => readLink(link) ?? [],
  );
}

/**
 * A link without nulls and without members of a wrong type.
 * @returns undefined: the value is not a link.
 */
export function readLink(value: unknown): Link | undefined {
  if (!isRecord(value)) return undefined;
  const { href } = value;
  if (typeof href !== "string") return undefined;
  return Object.assign(withTexts(value, TEXTS_OF_LINKS), { href });
}

const TEXTS_OF_LINKS = ["rel", "type", "hreflang", "title"];

/** Whether a link has a relation, as a bare word (`results`) or as the URI of OGC with http or https. */
export function hasRelation(link: Link, relation: string): boolean {
  const words = link.rel?.split(/\s+/) ?? [];
  return words.some(
    (word) => word.replace(RELATION_PREFIX, "").replace(/\]$/, "") === relation,
  );
}

/** The link with a relation. A link to JSON takes precedence over one without a type, and that over all others. */
export function linkTo(
  links: readonly Link[],
  relation: string,
): Link | undefined {
  const candidates = links.filter((link) => hasRelation(link, relation));
  return (
    candidates.find((link) => isJsonMediaType(link.type)) ??
    candidates.find((link) => link.type === undefined) ??
    candidates[0]
  );
}

/** The links of a `Link` header (RFC 8288, section 3). */
export function readLinkHeader(header: string | undefined): readonly Link[] {
  const links: Link[] = [];
  // A quote that does not end takes the rest: to look for its end from each link would take quadratic time.
  const pattern = /<([^<>]*)>((?:[^"<]|"(?:[^"\\]|\\.)*"?)*)/g;
  for (const [, href = "", parameters = ""] of (header ?? "").matchAll(
    pattern,
  )) {
    links.push({ href, ...readParameters(parameters) });
  }
  return links;
}

/** The parameters after each `;` (RFC 9110, section 5.6.6), with names in lower case. Of several with one name, the first counts. */
export function readParameters(text: string): Readonly<Record<string, string>> {
  const parameters = new Map<string, string>();
  const pattern =
    /;\s*([\w!#$%&'*+.^`|~-]+)\s*(?:=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]*)))?/g;
  for (const [, name = "", quoted, token = ""] of text.matchAll(pattern)) {
    const value = quoted?.replace(/\\(.)/g, "$1") ?? token;
    const key = name.toLowerCase();
    if (!parameters.has(key)) parameters.set(key, value);
  }
  return Object.fromEntries(parameters);
}
