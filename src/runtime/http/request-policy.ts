// Where requests go. The caller names the server (`apiUrl`), that of a login (`authUrl`), and the targets of
// `Client.request`. All other places are named by a server, by links in results and by redirects, and this file decides
// about them. The caller may rewrite them before (linked-url.ts); what is judged is what is asked:
// - The caller's `allowRequest` decides first.
// - Public hosts are asked, by http and https. A host on this machine, link-local or in a private network is asked only
//   where the API itself lies in the same kind of place: else any server could have its clients ask what it cannot reach
//   itself (server-side request forgery, CWE-918). The host in the URL tells, and over undici the address behind its name.
// - A request with inputs, or one that changes something, follows a redirect to another server only by the caller's word,
//   and to the same host only by https: what was sent encrypted to one server is not sent in clear or to another one.
// Everything else never leaves the server of `apiUrl`: jobs, their results and the pages of lists are looked for there,
// whatever `Location` and links say.
import type {
  ClientOptions,
  ForeignRequest,
  ResolvedConfig,
} from "../config/client-options.js";
import { ConfigError } from "../errors/errors.js";
import { isAddress, placeOf, placeOfAddress, type Place } from "./places.js";
import type { Target } from "./redirect.js";
import type { RequestGuard } from "./transport.js";
import { publicUrl } from "./urls.js";

/** A request that must not be sent. */
export class RefusedRequest extends ConfigError {
  /** @param reason - The end of a sentence about the URL. */
  constructor(url: URL, reason: string) {
    super(
      `${publicUrl(url)} ${reason}; where you trust it, allow it with the option allowRequest.`,
    );
  }
}

/** The client that a request is sent for. */
export interface PolicyOwner {
  readonly config: Pick<ResolvedConfig, "apiUrl">;
  readonly options: Pick<ClientOptions, "allowRequest" | "rewriteUrl">;
}

/**
 * Judges a request that a server asks for.
 * @returns What judges it once more, when the addresses behind its host are known. Undefined: the caller allows it.
 * @throws ConfigError: it must not be sent.
 */
export async function judgeRequest(
  request: ForeignRequest,
  owner: PolicyOwner,
): Promise<RequestGuard | undefined> {
  if (await isAllowed(request, owner)) return undefined;
  return placeGuard(request.url, new URL(owner.config.apiUrl).hostname);
}

/**
 * Judges a redirect.
 * @param isSecret - The body holds the secrets of a login, which no other server gets (RFC 6749, section 10.6).
 * @returns The guard of the next request; see {@link judgeRequest}.
 * @throws ConfigError: it must not be followed.
 */
export async function judgeRedirect(
  before: Target,
  after: Target,
  kind: ForeignRequest["kind"],
  isSecret: boolean,
  owner: PolicyOwner,
): Promise<RequestGuard | undefined> {
  const { method, url } = after;
  const isSame = isSameServer(before.url, url);
  if (isSecret && !isSame) {
    throw new ConfigError(
      `${publicUrl(before.url)} redirects to another server, ${url.host}, which gets no credentials; use its URL if you trust it.`,
    );
  }
  const request = { method, url, kind, reason: "redirect" } as const;
  if (!isSame && !/^(GET|HEAD)$/.test(method)) {
    if (await isAllowed(request, owner)) return undefined;
    const what = after.body === undefined ? `no ${method}` : "no inputs";
    throw new RefusedRequest(
      before.url,
      `redirects to another server, ${url.origin}, which gets ${what}: use that as apiUrl`,
    );
  }
  if (isSame) return before.guard;
  const isOwn = url.origin === new URL(owner.config.apiUrl).origin;
  return isOwn ? undefined : judgeRequest(request, owner);
}

/** Whether a URL is of the same server as one before: its origin, or its host by https. */
function isSameServer(before: URL, after: URL): boolean {
  return (
    after.origin === before.origin ||
    (after.protocol === "https:" && after.hostname === before.hostname)
  );
}

/** @throws ConfigError: the caller refuses it. */
async function isAllowed(
  request: ForeignRequest,
  { options }: PolicyOwner,
): Promise<boolean> {
  const { url } = request;
  const answer = await options.allowRequest?.({
    ...request,
    url: new URL(url),
  });
  if (answer === false) {
    throw new RefusedRequest(url, "is refused by the option allowRequest");
  }
  return answer === true;
}

/** What a request to a host of some place needs: that the API lies in the same kind of place. */
function placeGuard(url: URL, apiHost: string): RequestGuard {
  const { hostname } = url;
  const apiPlace = placeOf(apiHost);
  return (addressesOf, addresses) => {
    if (hostname === apiHost) return;
    const own = new Set<Place>([apiPlace]);
    // Where the API has addresses of several kinds, it lies nowhere in particular.
    const known = isAddress(apiHost) ? undefined : addressesOf?.(apiHost);
    const places = new Set(known?.map(placeOfAddress));
    if (places.size === 1) for (const place of places) own.add(place);
    const named = placeOf(hostname);
    const isNear = own.size > 1 || apiPlace !== "public";
    // A name without an address yet: an API that is not public may call its neighbours so.
    const isLater = !isAddress(hostname) && named === "private" && isNear;
    const targets = addresses?.map(placeOfAddress) ?? (isLater ? [] : [named]);
    const place = targets.find((one) => one !== "public" && !own.has(one));
    if (place !== undefined) {
      throw new RefusedRequest(
        url,
        `is not asked, because a server named it, and it leads to a ${place} address, where the API does not lie`,
      );
    }
  };
}
