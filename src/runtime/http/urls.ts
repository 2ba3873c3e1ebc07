import { isText } from "../base/json.js";
import { MASK, isSecretName } from "../base/secrets.js";
import { InputError } from "../errors/errors.js";

/** A URL as it may be shown: without user, password, fragment and the values of secret parameters. */
export function publicUrl(url: string | URL): string {
  if (!URL.canParse(url.toString())) return "(an invalid URL)";
  const shown = new URL(url);
  shown.username = "";
  shown.password = "";
  shown.hash = "";
  const query = new URLSearchParams();
  const secret = new Set<string>();
  // `forEach`, because the iterators are not part of TypeScript's library DOM before version 6.
  shown.searchParams.forEach((value, name) => {
    const isSecret = isSecretName(name);
    if (!secret.has(name)) query.append(name, isSecret ? MASK : value);
    if (isSecret) secret.add(name);
  });
  // Set once: each change of `searchParams` writes the whole URL.
  if (secret.size > 0) shown.search = query.toString();
  return shown.href;
}

/**
 * An identifier as one segment of a path (RFC 3986, section 3.3), so that `a:1.0`, `OTB.BandMath` and `a/b`
 * stay what they are. Colons are not encoded, because servers with ids such as `a:1.0` expect them so.
 * @returns undefined: no URL can hold it, because it is no text, empty, a dot segment, or has half a surrogate pair.
 */
export function encodedPathSegment(id: unknown): string | undefined {
  if (!isText(id) || /^\.{0,2}$/.test(id)) return undefined;
  try {
    return encodeURIComponent(id).replace(/%3A/g, ":");
  } catch {
    return undefined;
  }
}

/**
 * The id of a process or a job as one segment of a path; see {@link encodedPathSegment}.
 * @throws InputError: no URL can hold it.
 */
export function pathSegment(kind: "process" | "job", id: unknown): string {
  const segment = encodedPathSegment(id);
  if (segment === undefined) {
    throw new InputError(
      `${isText(id) ? JSON.stringify(id) : typeof id} can't be the id of a ${kind}: no URL can hold it.`,
    );
  }
  return segment;
}

/** Resolves a link against the URL of its document (RFC 3986, section 5). Undefined: not a URL. */
export function resolveUrl(href: string, base: URL): URL | undefined {
  try {
    return new URL(href, base);
  } catch {
    return undefined;
  }
}

/**
 * The URL of a resource.
 * @param target - Relative to `apiUrl`, or absolute.
 * @throws InputError: not an http URL.
 */
export function resourceUrl(target: string, apiUrl: URL): URL {
  const url = resolveUrl(target, apiUrl);
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new InputError(`${JSON.stringify(target)} is no http URL.`);
  }
  return url;
}

/** Whether two URLs have the same path; a slash at the end makes no difference. */
export function samePath(first: URL, second: URL): boolean {
  const path = (url: URL): string => withoutSlashesAtEnd(url.pathname);
  return path(first) === path(second);
}

/** A path without the slashes at its end. */
export function withoutSlashesAtEnd(path: string): string {
  let end = path.length;
  while (path[end - 1] === "/") end -= 1;
  return path.slice(0, end);
}
