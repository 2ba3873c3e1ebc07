import type { RequestHandler } from "../app/app.js";

/** As many redirects as browsers follow: Fetch standard, section 4.4. */
const MOST_REDIRECTS = 20;
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];

/**
 * Makes a function like `fetch` of a handler: it follows redirects, heeds the signal, and rejects with a TypeError where
 * there is no server.
 *
 * @param root - Requests to this URL and below go to the handler. The last character of its path is a slash.
 */
export function fetchOf(answer: RequestHandler, root: URL): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const { signal } = request;
    signal.throwIfAborted();
    let forget = (): void => undefined;
    const aborted = new Promise<never>((_resolve, reject) => {
      const abort = (): void => {
        // What was given to `abort`, whatever it is: as fetch does.
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
        reject(signal.reason);
      };
      signal.addEventListener("abort", abort, { once: true });
      forget = () => {
        signal.removeEventListener("abort", abort);
      };
    });
    try {
      return await Promise.race([followed(answer, root, request), aborted]);
    } finally {
      forget();
    }
  };
}

async function followed(
  answer: RequestHandler,
  root: URL,
  first: Request,
): Promise<Response> {
  let request = first;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    if (!isBelow(request.url, root)) throw elsewhere(request.url, root);
    // The handler reads the body, and a redirect may want it again.
    const response = await answer(request.clone());
    const target = response.headers.get("location");
    const isRedirect = REDIRECTS.includes(response.status) && target !== null;
    if (!isRedirect || first.redirect === "manual") {
      return located(response, request.url, redirects > 0);
    }
    if (first.redirect === "error") {
      throw new TypeError(
        `${request.url} answered with a redirect to ${target}, which the request does not allow.`,
      );
    }
    request = await redirected(request, response.status, target);
  }
  throw new TypeError(
    `${first.url} leads to more than ${MOST_REDIRECTS} redirects.`,
  );
}

/** The next request: HTTP-redirect fetch, Fetch standard, section 4.5. */
async function redirected(
  request: Request,
  status: number,
  target: string,
): Promise<Request> {
  const url = new URL(target, request.url).href;
  const { method, headers, signal } = request;
  const isRead = ["GET", "HEAD"].includes(method);
  const becomesGet =
    (status === 303 && !isRead) || (status < 303 && method === "POST");
  if (becomesGet || isRead) {
    return new Request(url, {
      method: becomesGet ? "GET" : method,
      headers,
      signal,
    });
  }
  const body = await request.text();
  return new Request(url, { method, headers, body, signal });
}

function isBelow(url: string, root: URL): boolean {
  const { origin, pathname } = new URL(url);
  return (
    origin === root.origin &&
    (pathname.startsWith(root.pathname) || `${pathname}/` === root.pathname)
  );
}

function elsewhere(url: string, root: URL): TypeError {
  return unreachable(
    `${url} is not a URL of the mock server, which answers at ${root.href}`,
  );
}

/** What `fetch` rejects with where no server can be reached. */
export function unreachable(reason: string): TypeError {
  return new TypeError(`fetch failed: ${reason}.`);
}

/** A response that says where it is from; its class has no other way to set that. */
function located(
  response: Response,
  url: string,
  wasRedirected: boolean,
): Response {
  return Object.defineProperties(response, {
    url: { value: url },
    redirected: { value: wasRedirected },
  });
}
