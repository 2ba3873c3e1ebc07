import { linksOf } from "../../runtime/documents/links.js";
import { isJsonArray, isJsonObject } from "../json.js";
import type { ServerClient, ServerDocument } from "./server-client.js";
import type { ServerUrl } from "./server-url.js";
import type { ServerKind } from "./source.js";

/** A link with a relation in a server's document. */
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

/** Fetches and reads the landing page. Rejects with the errors of the client. */
export async function readLandingPage(
  client: ServerClient,
  server: ServerUrl,
): Promise<LandingPage> {
  return landingPageOf(await client.get(server.landingPage));
}

/** Reads a landing page of any server. */
export function landingPageOf(
  document: Pick<ServerDocument, "body" | "headers">,
): LandingPage {
  const { body } = document;
  const title = textMember(body, "title");
  const description = textMember(body, "description");
  const server = serverKind(document);
  return {
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(server === undefined ? {} : { server }),
    links: sourceLinks(body),
  };
}

function textMember(body: unknown, member: string): string | undefined {
  const text = isJsonObject(body) ? body[member] : undefined;
  return typeof text === "string" && text.trim() !== "" ? text : undefined;
}

/** The links of a document; those without a relation are ignored. */
export function sourceLinks(body: unknown): readonly SourceLink[] {
  return linksOf(body).flatMap(({ href, rel }) =>
    rel === undefined ? [] : [{ href, rel }],
  );
}

/** Recognises a server; one sign is enough for each. */
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
