import { checkAccess } from "../http/access.js";
import { corsHeaders, preflightHeaders } from "../http/cors.js";
import type { Query } from "../http/paging.js";
import { responseOf, type Reply, type ResponseClass } from "../http/reply.js";
import { allowedMethods, router, type Match } from "../http/routes.js";
import { Problem, badRequest, noSuchResource } from "../problem.js";
import type { ServerRequest } from "../profiles/profile.js";
import type { Authentication } from "./authentication.js";
import { bodyText } from "./body.js";
import { handlersOf, type HandledRoute } from "./handlers.js";
import type { Served } from "./served.js";

/** What the web application needs. */
export interface AppOptions extends Served {
  readonly authentication: Authentication;
  /** The path below which the API is, such as `/api`, also in its own links. Default: none. */
  readonly path?: string;
  /** Called with a line of text for each request that was answered. */
  readonly log: (line: string) => void;
  /** The class of the responses. Default: `Response` of the JavaScript runtime. */
  readonly Response?: ResponseClass;
}

/** Answers a request. Never rejects. */
export type RequestHandler = (request: Request) => Promise<Response>;

/**
 * Builds the web application: the resources of OGC API - Processes, with a profile's behaviour. It uses
 * what all JavaScript runtimes have, and nothing of Node.
 */
export function createApp(options: AppOptions): RequestHandler {
  const { profile, authentication, access, log, path = "" } = options;
  const Kind = options.Response ?? Response;
  const find = router([...handlersOf(options), ...authentication.routes()]);
  return async (request) => {
    const url = new URL(request.url);
    const origin = request.headers.get("origin");
    let reply: Reply;
    // A page that may not use the server may not read why, either.
    let cors: Readonly<Record<string, string>> = {};
    try {
      checkAccess(url, origin, access);
      cors = corsHeaders(origin, access);
      const inner = withoutPrefix(url, `${path}${profile.prefix}`);
      reply = await answer(request, inner, path, find, authentication);
    } catch (error) {
      reply = profile.exception(
        problemOf(error),
        request.headers.get("accept") ?? "",
      );
    }
    log(`${request.method} ${url.pathname}${url.search} ${reply.status}`);
    return responseOf(reply, cors, request.method !== "HEAD", Kind);
  };
}

/**
 * The URL as the server behind the proxy sees it, which removes the prefix.
 * @throws Problem - The URL is not below the prefix: nothing is there.
 */
function withoutPrefix(url: URL, prefix: string): URL {
  const inner = new URL(url);
  if (prefix === "") return inner;
  if (url.pathname !== prefix && !url.pathname.startsWith(`${prefix}/`)) {
    throw new Problem(404, "Not found", `Nothing is at ${url.pathname}.`);
  }
  inner.pathname = url.pathname.slice(prefix.length) || "/";
  return inner;
}

async function answer(
  request: Request,
  url: URL,
  path: string,
  find: (pathname: string) => Match<HandledRoute>,
  authentication: Authentication,
): Promise<Reply> {
  const { method, headers } = request;
  if (method === "OPTIONS") {
    const allow = allowedMethods(found(find, url).routes).join(", ");
    return {
      status: 204,
      headers: {
        ...(allow === "" ? {} : { allow }),
        ...preflightHeaders(headers),
      },
    };
  }
  const { routes, parameters } = found(find, url);
  const wanted = method === "HEAD" ? "GET" : method;
  const route = routes.find((one) => one.method === wanted);
  // Before the rest, so that who has no credentials learns nothing about the paths.
  if (!routes.some((one) => one.isPublic)) authentication.check(headers);
  if (route === undefined) throw notAllowed(method, url, routes);
  return route.handle(
    serverRequest(url, path, headers),
    parameters,
    await bodyText(request),
    headers,
  );
}

function found<T>(find: (pathname: string) => T, { pathname }: URL): T {
  try {
    return find(pathname);
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    throw badRequest(`The path ${pathname} has a malformed percent code.`);
  }
}

function serverRequest(
  url: URL,
  path: string,
  headers: Headers,
): ServerRequest {
  return {
    base: `${url.origin}${path}/`,
    accept: headers.get("accept") ?? "",
    prefer: headers.get("prefer") ?? "",
    query: queryOf(url.searchParams),
  };
}

/** A parameter that is given more than once has a list of values. */
export function queryOf(parameters: URLSearchParams): Query {
  const query = new Map<string, string[]>();
  for (const [name, value] of parameters) {
    const values = query.get(name) ?? [];
    values.push(value);
    query.set(name, values);
  }
  return Object.fromEntries(
    [...query].map(([name, values]) => [
      name,
      values.length === 1 ? values[0] : values,
    ]),
  );
}

function notAllowed(
  method: string,
  { pathname }: URL,
  routes: readonly HandledRoute[],
): Problem {
  if (routes.length === 0) return noSuchResource(method, pathname);
  const allow = allowedMethods(routes).join(", ");
  return new Problem(
    405,
    "Method not allowed",
    `${pathname} takes ${allow}, not ${method}.`,
    "about:blank",
    { allow },
  );
}

function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem(
    500,
    "Internal server error",
    error instanceof Error ? error.message : String(error),
  );
}
