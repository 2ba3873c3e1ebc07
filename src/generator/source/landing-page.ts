import { isJsonArray, isJsonObject } from "../json.js";
import type { ServerClient, ServerDocument } from "./server-client.js";
import type { ServerUrl } from "./server-url.js";
import type { ServerKind } from "./source.js";

/** A link of a server's document. */
export interface SourceLink {
  readonly href: string;
  readonly rel: string;
}

/** What the generator takes from a landing page (OGC 18-062r2, section 7.2). */
export interface LandingPage {
  readonly title?: string;
  readonly description?: string;
  readonly server?: ServerKind;
  readonly links: readonly SourceLink[];
}

/** Reads the landing page. Errors are those of the client. */
export async function readLandingPage(
  client: ServerClient,
  server: ServerUrl,
): Promise<LandingPage> {
  return landingPageOf(await client.get(server.landingPage));
}

/** What a landing page says, whichever server it is from. */
export function landingPageOf(
  document: Pick<ServerDocument, "body" | "headers">,
): LandingPage {
  const { body } = document;
  const title = textOf(body, "title");
  const description = textOf(body, "description");
  const server = serverKind(document);
  return {
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(server === undefined ? {} : { server }),
    links: linksOf(body),
  };
}

function textOf(body: unknown, member: string): string | undefined {
  const text = isJsonObject(body) ? body[member] : undefined;
  return typeof text === "string" && text.trim() !== "" ? text : undefined;
}

/** The links of a document; whatever is not a link is passed over. */
export function linksOf(body: unknown): readonly SourceLink[] {
  const links = isJsonObject(body) ? body["links"] : undefined;
  if (!isJsonArray(links)) return [];
  return links.flatMap((link) =>
    isJsonObject(link) &&
    typeof link["href"] === "string" &&
    typeof link["rel"] === "string"
      ? [{ href: link["href"], rel: link["rel"] }]
      : [],
  );
}

/** One sign for each server that is told apart. */
function serverKind(
  document: Pick<ServerDocument, "body" | "headers">,
): ServerKind | undefined {
  const poweredBy = document.headers["x-powered-by"] ?? "";
  if (/^pygeoapi\b/i.test(poweredBy)) return "pygeoapi";
  if (/zoo-project/i.test(poweredBy)) return "zoo";
  const { body } = document;
  if (!isJsonObject(body)) return undefined;
  if (body["message"] === "Weaver Information") return "weaver";
  const links = isJsonArray(body["links"]) ? body["links"] : [];
  const wraptile = links.some(
    (link) =>
      isJsonObject(link) &&
      link["rel"] === "service" &&
      link["title"] === "get_capabilities",
  );
  return wraptile ? "wraptile" : undefined;
}
