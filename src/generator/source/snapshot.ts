import { excessOf, sizeOfDescription } from "./limits.js";
import {
  compareCodePoints,
  isJsonArray,
  isJsonObject,
  type JsonObject,
} from "../json.js";
import { jsonText } from "../json-text.js";
import { isResourceRelation, withoutHost } from "../resource-links.js";
import { landingPageOf } from "./landing-page.js";
import type { Diagnostic } from "../diagnostic.js";
import type { ServerKind, Source } from "./source.js";

const FORM = 1;

/**
 * What `--save-input` writes: all that a generation needs to be repeated without
 * the server. It is sorted, and has neither dates, nor the server's own addresses in
 * links, nor credentials.
 */
export function snapshotText(source: Source): string {
  const own = source.url === undefined ? undefined : new URL(source.url).origin;
  // A description that exceeds the limits of the generator is not used.
  const excessive = source.processes.filter(
    ({ document }) => excessOf(sizeOfDescription(document)) !== undefined,
  );
  const unavailable = [...source.failures, ...excessive].map(({ id }) => id);
  return jsonText({
    s2gosCodegenSnapshot: FORM,
    title: source.title,
    description: source.description,
    url: source.url,
    server: source.server,
    incomplete: source.incomplete,
    unavailable:
      unavailable.length === 0
        ? undefined
        : unavailable.sort(compareCodePoints),
    processes: Object.fromEntries(
      source.processes
        .filter((process) => !excessive.includes(process))
        .sort((left, right) => compareCodePoints(left.id, right.id))
        .map(({ id, document }) => [id, withOwnLinksRelative(document, own)]),
    ),
  });
}

/**
 * Links of a description that document the process, of which drift tells. Those to the server itself have no host, which
 * differs between its installations, and none has credentials.
 */
function withOwnLinksRelative(
  document: unknown,
  own: string | undefined,
): unknown {
  if (!isJsonObject(document)) return document;
  const links = document["links"];
  if (!isJsonArray(links)) return document;
  const kept = links.flatMap((link) => keptLink(link, own));
  return { ...document, links: kept.length === 0 ? undefined : kept };
}

function keptLink(
  link: unknown,
  own: string | undefined,
): readonly JsonObject[] {
  if (!isJsonObject(link)) return [];
  const { href, rel } = link;
  const relation = typeof rel === "string" ? rel : "";
  if (typeof href !== "string" || isResourceRelation(relation)) return [];
  if (!URL.canParse(href)) return [link];
  const url = new URL(href);
  if (url.origin === own) return [{ ...link, href: withoutHost(href) }];
  if (url.username === "" && url.password === "") return [link];
  url.username = url.password = "";
  return [{ ...link, href: url.href }];
}

/** Reads a snapshot. Undefined: the document is not a snapshot. */
export function readSnapshot(document: unknown): Source | undefined {
  if (!isJsonObject(document)) return undefined;
  const { processes, unavailable, url } = document;
  if (!("s2gosCodegenSnapshot" in document) || !isJsonObject(processes)) {
    return undefined;
  }
  const { title, description } = landingPageOf({ body: document, headers: {} });
  const failures = isJsonArray(unavailable)
    ? unavailable.filter((id) => typeof id === "string")
    : [];
  const server = SERVERS.find((name) => name === document["server"]);
  return {
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(typeof url === "string" && URL.canParse(url) ? { url } : {}),
    ...(server === undefined ? {} : { server }),
    processes: Object.entries(processes)
      .map(([id, description_]) => ({ id, document: description_ }))
      .sort((left, right) => compareCodePoints(left.id, right.id)),
    failures: failures.map((id) => ({ id })),
    ...(document["incomplete"] === true ? { incomplete: true } : {}),
    diagnostics: failures.map(unavailableWhenRecorded),
  };
}

const SERVERS: readonly ServerKind[] = [
  "pygeoapi",
  "weaver",
  "wraptile",
  "zoo",
];

function unavailableWhenRecorded(id: string): Diagnostic {
  return {
    severity: "error",
    code: "description-unavailable",
    process: id,
    message: "The process description could not be read when it was recorded.",
    hint: "Record it again with --url and --save-input.",
  };
}
