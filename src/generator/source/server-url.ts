import { percentDecoded } from "../../runtime/base/text.js";
import { encodedPathSegment, publicUrl } from "../../runtime/http/urls.js";
import { UsageError } from "../errors.js";

/** The parts of a server's URL. */
export interface ServerUrl {
  /** URL of the landing page: the user's URL without credentials. */
  readonly landingPage: URL;
  /** Folder that paths such as `processes` are relative to; ends in `/`. */
  readonly base: URL;
  /** Credentials of the URL. They are sent in a header and never shown. */
  readonly credentials?: {
    readonly username: string;
    readonly password: string;
  };
}

/**
 * Parses the user's URL.
 *
 * @throws UsageError where it is not an HTTP URL.
 */
export function parseServerUrl(text: string): ServerUrl {
  const landingPage = URL.canParse(text) ? new URL(text) : undefined;
  if (landingPage === undefined || !/^https?:$/.test(landingPage.protocol)) {
    throw new UsageError("The server's URL is not an HTTP URL.", {
      // Text that is not a valid URL may contain a password too.
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
            username: percentDecoded(username),
            password: percentDecoded(password),
          },
        }),
  };
}

/**
 * Path of a process below the server's base.
 *
 * @returns undefined for an id that a URL cannot carry as one segment of a path.
 */
export function processPath(id: string): string | undefined {
  const segment = encodedPathSegment(id);
  return segment === undefined ? undefined : `processes/${segment}`;
}

/**
 * The target of a link, on the server that the user named: requests never go to
 * another host. Servers behind a proxy write their internal host into links; the
 * path of these is taken from `processes` on, and appended to the user's URL.
 *
 * @param from - URL of the document that contains the link.
 * @returns undefined: it leads to another server.
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

/** A URL as it may be shown; see {@link publicUrl}. Text that is not a URL stays as it is. */
export function displayUrl(url: string | URL): string {
  const text = String(url);
  return URL.canParse(text) ? publicUrl(text) : text;
}
