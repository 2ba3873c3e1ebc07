import { pageUrl } from "../base/platform.js";
import { percentDecoded } from "../base/text.js";
import { ConfigError } from "../errors/errors.js";
import type { GivenConfig } from "./connection-keys.js";

/**
 * The URL of the landing page with a slash at its end, and the credentials in it.
 * @param text - Absolute, or where there is a page, relative to it with `/` or `.` at its start (RFC 3986, section 4.2).
 * @throws ConfigError: it is not an http or https URL, or there is no page.
 */
export function readApiUrl(text: unknown): {
  readonly href: string;
  readonly credentials: GivenConfig;
} {
  // It may be anything, from JavaScript.
  const url = absoluteUrlOf(String(text));
  const { username, password } = url;
  const credentials =
    username === ""
      ? {}
      : {
          username: percentDecoded(username),
          password: percentDecoded(password),
        };
  url.username = url.password = url.hash = "";
  if (!url.pathname.endsWith("/")) url.pathname += "/";
  return { href: url.href, credentials };
}

function absoluteUrlOf(text: string): URL {
  // A name such as `localhost` without a protocol is a mistake, and not a path.
  const isRelative = /^[/.]/.test(text);
  const base = isRelative ? pageUrl() : undefined;
  if (URL.canParse(text, base)) {
    const url = new URL(text, base);
    if (/^https?:$/.test(url.protocol)) return url;
  }
  const example = `URL, such as "http://localhost:8008/"`;
  throw new ConfigError(
    isRelative && base === undefined
      ? `apiUrl ${JSON.stringify(text.replace(/[?#][^]*/, ""))} is relative, and there is no page here; use an absolute ${example}.`
      : `apiUrl must be an http or https ${example}, or in a page a path, such as "/ogc/".`,
  );
}
