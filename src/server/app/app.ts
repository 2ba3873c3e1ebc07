import cors from "@fastify/cors";
import {
  fastify,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from "fastify";
import { Problem, noSuchResource } from "../problem.js";
import type { Profile, ServerRequest } from "../profiles/profile.js";
import type { Authentication } from "./authentication.js";
import type { Query } from "../http/paging.js";
import type { Reply } from "../http/reply.js";
import { allowedMethods, RESOURCES, routerPath } from "../http/resources.js";
import { handlersOf, type Handler } from "./handlers.js";
import type { Served } from "./served.js";

const LARGEST_BODY = 64 * 1024 * 1024;

/** What the web application needs. */
export interface AppOptions extends Served {
  readonly authentication: Authentication;
  /** Called with a line of text for each request that was answered. */
  readonly log: (line: string) => void;
}

/** Builds the web application: the resources of OGC API - Processes, with a profile's behaviour. */
export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const { profile, authentication } = options;
  const app = fastify({
    bodyLimit: LARGEST_BODY,
    forceCloseConnections: true,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 2000 },
  });
  readBodies(app);
  await registerHooks(app, options);
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const problem = problemOf(error);
    return send(
      reply,
      profile.exception(problem, request.headers.accept ?? ""),
    );
  });
  authentication.register(app);
  registerHandlers(app, options);
  return app;
}

/** Registers what happens before and after every handler, in this order. */
async function registerHooks(
  app: FastifyInstance,
  { profile, authentication, log }: AppOptions,
): Promise<void> {
  const paths = pathsOf(profile);
  const allowedAt = (request: FastifyRequest): readonly string[] =>
    allowedMethods(pathOf(request), paths);
  // Before CORS, because it answers OPTIONS requests itself.
  app.addHook("onRequest", (request, reply, done) => {
    const allowed = allowedAt(request);
    if (request.method === "OPTIONS" && allowed.length > 0) {
      void reply.header("allow", allowed.join(", "));
    }
    done();
  });
  await app.register(cors, {
    origin: "*",
    methods: ["GET", "HEAD", "POST", "DELETE", "OPTIONS"],
    exposedHeaders: ["Location", "Link", "Preference-Applied", "Retry-After"],
    strictPreflight: false,
    preflight: true,
  });
  // After CORS, so that a web page can read why it was refused.
  app.addHook("onRequest", (request, _reply, done) => {
    if (request.method !== "OPTIONS") authentication.check(request);
    done();
  });
  app.addHook("onResponse", (request, reply, done) => {
    log(`${request.method} ${request.url} ${reply.statusCode}`);
    done();
  });
  app.setNotFoundHandler((request) => {
    throw notAllowed(request, allowedAt(request));
  });
}

/** The paths of a profile's server, and the methods of each. */
function pathsOf(profile: Profile): Parameters<typeof allowedMethods>[1] {
  return [
    ...Object.entries(RESOURCES)
      .filter(([name]) => !profile.lacks.some((lacking) => lacking === name))
      .map(([, resource]) => resource),
    ...profile.resources.map(({ path, method }) => ({
      path,
      methods: [method],
    })),
  ];
}

function notAllowed(
  request: FastifyRequest,
  allowed: readonly string[],
): Problem {
  if (allowed.length === 0) {
    return noSuchResource(request.method, pathOf(request));
  }
  return new Problem(
    405,
    "Method not allowed",
    `${pathOf(request)} takes ${allowed.join(", ")}, not ${request.method}.`,
    "about:blank",
    { allow: allowed.join(", ") },
  );
}

function registerHandlers(app: FastifyInstance, options: AppOptions): void {
  for (const { method, path, handle } of handlersOf(options)) {
    app.route({
      method,
      url: routerPath(path),
      handler: async (request, reply) =>
        send(reply, await answer(handle, request)),
    });
  }
}

async function answer(
  handle: Handler,
  request: FastifyRequest,
): Promise<Reply> {
  const parameters = request.params as Readonly<Record<string, string>>;
  const serverRequest: ServerRequest = {
    base: `${request.protocol}://${request.host}/`,
    accept: request.headers.accept ?? "",
    prefer: [request.headers["prefer"] ?? []].flat().join(", "),
    query: request.query as Query,
  };
  return handle(serverRequest, parameters, request.body);
}

function send(
  reply: FastifyReply,
  { status, headers = {}, json, content, mediaType }: Reply,
): FastifyReply {
  void reply.code(status);
  for (const [name, value] of Object.entries(headers)) {
    // Lists such as links go into one field, because many clients cannot read repeated fields.
    void reply.header(name, [value].flat().join(", "));
  }
  const body =
    content ?? (json === undefined ? undefined : JSON.stringify(json));
  if (body === undefined) return reply.send();
  void reply.header("content-type", mediaType ?? "application/json");
  // As bytes: the framework adds a charset to text, but JSON has no such parameter (RFC 8259, 11).
  return reply.send(Buffer.from(body));
}

/** All bodies are kept as text, whatever their media type says: handlers parse them. */
function readBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    "*",
    { parseAs: "string" },
    (_request, body, done) => {
      done(null, body);
    },
  );
}

function problemOf(error: FastifyError): Problem {
  if (error instanceof Problem) return error;
  const status = error.statusCode ?? 500;
  return new Problem(
    status,
    status < 500 ? "Bad request" : "Internal server error",
    error.message,
  );
}

function pathOf(request: FastifyRequest): string {
  return request.url.split("?", 1)[0] ?? "/";
}
