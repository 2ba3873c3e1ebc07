import { UsageError } from "../errors.js";

/** The URL of a server, taken apart. */
export interface ServerUrl {
  /** What is asked for the landing page: the user's URL without credentials. */
  readonly landingPage: URL;
  /** Folder that paths such as `processes` are relative to; ends in `/`. */
  readonly base: URL;
  /** Credentials that stood in the URL; they go into a header and are never shown. */
  readonly credentials?: {
    readonly username: string;
    readonly password: string;
  };
}

/**
 * Takes the user's URL apart.
 *
 * @throws UsageError where it is no HTTP URL.
 */
export function parseServerUrl(text: string): ServerUrl {
  const landingPage = URL.canParse(text) ? new URL(text) : undefined;
  if (landingPage === undefined || !/^https?:$/.test(landingPage.protocol)) {
    throw new UsageError("The server's URL is not an HTTP URL.", {
      // A password can stand in anything that looks like a URL.
      where: text.replace(/^([a-z+.-]*:)?\/\/[^/]*@/i, "$1//***@"),
      hint: "Give the landing page, such as --url http://localhost:8008/",
    });
  }
  const { username, password } = landingPage;
  landingPage.username = "";
  landingPage.password = "";
  landingPage.hash = "";
  const base = new URL(landingPage);
  base.search = "";
  if (!base.pathname.endsWith("/")) base.pathname += "/";
  return {
    landingPage,
    base,
    ...(username === "" && password === ""
      ? {}
      : {
          credentials: {
            username: decoded(username),
            password: decoded(password),
          },
        }),
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * Path of a process below the server's base. Colons stay as they are: servers
 * with ids such as `a:1.0` expect them so.
 * Undefined for an id that a URL cannot carry as one part of a path.
 */
export function processPath(id: string): string | undefined {
  if (id === "" || id === "." || id === "..") return undefined;
  try {
    return `processes/${encodeURIComponent(id).replaceAll("%3A", ":")}`;
  } catch {
    return undefined;
  }
}

/**
 * Where a link of the server leads, on the server that the user named: no other
 * host is ever asked. Servers behind a proxy write their inner host into links;
 * then the part of the path from `processes` on is taken, below the user's URL.
 *
 * @param from - URL of the document that the link stands in.
 */
export function ownLink(href: string, from: URL, base: URL): URL | undefined {
  if (!URL.canParse(href, from.href)) return undefined;
  const target = new URL(href, from);
  target.username = "";
  target.password = "";
  if (target.origin === base.origin) return target;
  const at = target.pathname.lastIndexOf("/processes");
  if (at < 0) return undefined;
  return new URL(`.${target.pathname.slice(at)}${target.search}`, base);
}

const SECRET = /key|pass|secret|sig|token/i;

/** A URL as it may be shown: without credentials, and without the values of secret query parameters. */
export function displayUrl(url: string | URL): string {
  const text = String(url);
  if (!URL.canParse(text)) return text;
  const shown = new URL(text);
  shown.username = "";
  shown.password = "";
  for (const name of [...shown.searchParams.keys()]) {
    if (SECRET.test(name)) shown.searchParams.set(name, "***");
  }
  return shown.href;
}
