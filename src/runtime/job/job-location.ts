import type { StatusInfo } from "../documents/documents.js";
import { ApiError } from "../errors/http-errors.js";
import { linksOf, linkTo } from "../documents/links.js";
import { pathSegment, resolveUrl, samePath } from "../http/urls.js";

/**
 * The places of a job, best first: the `Location` of the answer that made it (relative, or below
 * /processes, as the server likes), then `jobs/{id}` below the landing page, which also serves where a
 * server calls itself by a name that is unknown here, then a `Location` at another server.
 */
export function jobPlaces(
  apiUrl: URL,
  jobId: string,
  location?: { readonly href: string; readonly base: URL },
): readonly URL[] {
  const usual = new URL(`jobs/${pathSegment("job", jobId)}`, apiUrl);
  const given =
    location === undefined
      ? undefined
      : resolveUrl(location.href, location.base);
  if (given === undefined || !/^https?:$/.test(given.protocol)) return [usual];
  const job = withoutResults(given);
  const places = job.origin === apiUrl.origin ? [job, usual] : [usual, job];
  return places.filter(
    (place, index) =>
      places.findIndex(
        (other) => other.origin === place.origin && samePath(other, place),
      ) === index,
  );
}

/** Some servers point to the results instead of the job. */
function withoutResults(url: URL): URL {
  const job = new URL(url);
  job.pathname = job.pathname.replace(/\/results\/?$/, "");
  return job;
}

/** The id of a job from where it is: the segment after `jobs`, else the last. */
export function idFromLocation(
  location: string | undefined,
  base: URL,
): string | undefined {
  if (location === undefined) return undefined;
  const path = resolveUrl(location, base)?.pathname ?? "";
  const segments = path.split("/").filter((segment) => segment !== "");
  const jobs = segments.lastIndexOf("jobs");
  const segment = jobs === -1 ? segments.at(-1) : segments[jobs + 1];
  if (segment === undefined) return undefined;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Where a job's results are: what its status links to at the same server, else `results` below the job. */
export function resultsUrl(job: URL, status: StatusInfo | undefined): URL {
  const link = linkTo(linksOf(status), "results");
  const linked = link === undefined ? undefined : resolveUrl(link.href, job);
  if (linked?.origin === job.origin) return linked;
  const url = new URL(job);
  url.pathname = `${url.pathname.replace(/\/+$/, "")}/results`;
  return url;
}

/** Whether a failure says that the job is not at this place. */
export function isAbsent(failure: unknown): failure is ApiError {
  return (
    failure instanceof ApiError &&
    (failure.status === 404 || failure.status === 410)
  );
}
