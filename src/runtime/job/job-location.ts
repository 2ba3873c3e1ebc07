import type { StatusInfo } from "../documents/documents.js";
import { linksOf, linkTo } from "../documents/links.js";
import { ApiError } from "../errors/http-errors.js";
import type { LinkResolver } from "../http/linked-url.js";
import {
  pathSegment,
  resolveUrl,
  samePath,
  withoutSlashesAtEnd,
} from "../http/urls.js";

/**
 * The URLs at which a job may be found, best first, all at the server of `apiUrl`: the `Location` of the answer to the
 * execution (some servers give a relative one, or one below /processes); `jobs/{id}` below the landing page, which also
 * works where a server knows itself by a host name that cannot be reached from here; and the path of the `Location`
 * below the landing page, which a server behind a proxy may leave out.
 * @param location - The `Location`. Undefined: the server gave none.
 * @param base - The URL that it is relative to.
 * @param resolve - Resolves it.
 */
export function jobPlaces(
  apiUrl: URL,
  jobId: string,
  location?: string,
  base?: URL,
  resolve: LinkResolver = resolveUrl,
): readonly URL[] {
  const usual = new URL(`jobs/${pathSegment("job", jobId)}`, apiUrl);
  const given =
    location === undefined ? undefined : resolve(location, base ?? apiUrl);
  if (!given || !/^https?:$/.test(given.protocol)) return [usual];
  const job = withoutResults(given);
  const isOwn = job.origin === apiUrl.origin;
  return withoutRepetitions([
    ...(isOwn ? [job] : []),
    usual,
    belowLandingPage(job, apiUrl),
  ]);
}

function belowLandingPage({ pathname, search }: URL, apiUrl: URL): URL {
  const place = new URL(apiUrl);
  place.pathname = pathname.startsWith(apiUrl.pathname)
    ? pathname
    : apiUrl.pathname + pathname.slice(1);
  place.search = search;
  return place;
}

function withoutRepetitions(urls: readonly URL[]): readonly URL[] {
  return urls.filter(
    (url, at) => urls.findIndex((other) => samePath(other, url)) === at,
  );
}

/** The job that a `Location` means: some servers give the URL of the results instead of the job's. */
function withoutResults(url: URL): URL {
  const job = new URL(url);
  job.pathname = job.pathname.replace(/\/results\/?$/, "");
  return job;
}

/**
 * Where a job's results may be, best first: the link with relation `results` in its status, if it leads to the same
 * server, then `results` below the job (OGC 18-062r2, section 7.13).
 * @param jobs - Where the job is, or may be.
 * @param resolve - Resolves the link.
 */
export function resultsPlaces(
  jobs: readonly URL[],
  status: StatusInfo | undefined,
  resolve: LinkResolver = resolveUrl,
): readonly URL[] {
  const [job] = jobs;
  const link = linkTo(linksOf(status), "results");
  const linked = link && job && resolve(link.href, job);
  return withoutRepetitions([
    ...(linked && linked.origin === job.origin ? [linked] : []),
    ...jobs.map(resultsBelow),
  ]);
}

/** The results below a job. */
export function resultsBelow(job: URL): URL {
  const url = new URL(job);
  url.pathname = `${withoutSlashesAtEnd(url.pathname)}/results`;
  return url;
}

/** Whether a URL is that of a job's results, or of one of them. */
export function isResultsPath({ pathname }: URL): boolean {
  return /\/results(\/|$)/.test(pathname);
}

/** Whether a failure says that there is nothing at this URL: 404 or 410. */
export function isAbsent(failure: unknown): failure is ApiError {
  return (
    failure instanceof ApiError &&
    (failure.status === 404 || failure.status === 410)
  );
}
