import type { StatusInfo } from "../documents/documents.js";
import { linksOf, linkTo } from "../documents/links.js";
import { ApiError } from "../errors/http-errors.js";
import {
  pathSegment,
  resolveUrl,
  samePath,
  withoutSlashesAtEnd,
} from "../http/urls.js";

/**
 * The URLs at which a job may be found, best first: the `Location` of the answer to the execution, if it is at this
 * server (some servers give a relative one, or one below /processes); then `jobs/{id}` below the landing page, which
 * also works where a server knows itself by a host name that cannot be reached from here; then a `Location` at
 * another server.
 * @param location - The `Location`. Undefined: the server gave none.
 * @param base - The URL that it is relative to.
 */
export function jobPlaces(
  apiUrl: URL,
  jobId: string,
  location?: string,
  base?: URL,
): readonly URL[] {
  const usual = new URL(`jobs/${pathSegment("job", jobId)}`, apiUrl);
  const given =
    location === undefined ? undefined : resolveUrl(location, base ?? apiUrl);
  if (!given || !/^https?:$/.test(given.protocol)) return [usual];
  const job = withoutResults(given);
  if (job.origin !== apiUrl.origin) return [usual, job];
  return samePath(job, usual) ? [job] : [job, usual];
}

/** The job that a `Location` means: some servers give the URL of the results instead of the job's. */
function withoutResults(url: URL): URL {
  const job = new URL(url);
  job.pathname = job.pathname.replace(/\/results\/?$/, "");
  return job;
}

/**
 * Where a job's results are: the link with relation `results` in its status, if it leads to the same server, else
 * `results` below the job (OGC 18-062r2, section 7.13).
 */
export function resultsUrl(job: URL, status: StatusInfo | undefined): URL {
  const link = linkTo(linksOf(status), "results");
  const linked = link && resolveUrl(link.href, job);
  if (linked?.origin === job.origin) return linked;
  const url = new URL(job);
  url.pathname = `${withoutSlashesAtEnd(url.pathname)}/results`;
  return url;
}

/** Whether a failure says that there is nothing at this URL: 404 or 410. */
export function isAbsent(failure: unknown): failure is ApiError {
  return (
    failure instanceof ApiError &&
    (failure.status === 404 || failure.status === 410)
  );
}
