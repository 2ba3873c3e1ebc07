import { percentDecoded } from "../base/text.js";
import { resolveUrl } from "../http/urls.js";

/**
 * The id of a job from its URL: the segment of the path after `jobs`, else the last one. Undefined: there is no
 * segment.
 */
export function idFromLocation(
  location: string | undefined,
  base: URL,
): string | undefined {
  if (location === undefined) return undefined;
  const path = resolveUrl(location, base)?.pathname ?? "";
  const segments = path.split("/").filter((segment) => segment !== "");
  const jobs = segments.lastIndexOf("jobs");
  const segment =
    jobs === -1 ? segments[segments.length - 1] : segments[jobs + 1];
  return segment === undefined ? undefined : percentDecoded(segment);
}
