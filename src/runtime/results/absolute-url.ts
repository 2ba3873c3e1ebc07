import { resolveUrl } from "../http/urls.js";

/** A link as an absolute URL; see {@link resolveUrl}. Text that is not a URL stays as it is. */
export function absoluteUrl(href: string, base: URL): string {
  return resolveUrl(href, base)?.href ?? href;
}
