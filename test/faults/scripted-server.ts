import {
  createServer,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";

/** A request as the server received it. */
interface ReceivedRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly json: unknown;
}

/** How the server answers a request. */
export interface Reply {
  /** Default: 200. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly json?: unknown;
  readonly body?: string | Uint8Array;
  /** Milliseconds before the answer begins. */
  readonly delayMs?: number;
  /** Breaks the connection: before any byte, after the headers, or in the middle of the body. */
  readonly breakAt?: "start" | "headers" | "body";
  /** Sends the first bytes of the body and then nothing more. */
  readonly stallAfter?: number;
  /** Sends the body in pieces of this many bytes, with pauses. */
  readonly dripBytes?: number;
}

/** Answers a request; `seen` counts the requests with the same method and path, from 1. */
export type Handler = (
  request: ReceivedRequest,
  seen: number,
) => Reply | Promise<Reply>;

/** A server on a free port that answers as a test specifies. */
export interface ScriptedServer {
  readonly url: string;
  readonly requests: readonly ReceivedRequest[];
  /** Number of connections that were opened so far. */
  readonly connections: { readonly opened: number; readonly open: number };
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Starts a scripted server.
 * @param script - A function, or replies by `METHOD /path`. A list of replies is sent one by one, and then its last again.
 */
export async function scriptedServer(
  script:
    Handler | Readonly<Record<string, Reply | readonly Reply[] | Handler>>,
): Promise<ScriptedServer> {
  const requests: ReceivedRequest[] = [];
  const counts = new Map<string, number>();
  const connections = { opened: 0, open: 0 };
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const request = await received(incoming);
      requests.push(request);
      const key = `${request.method} ${request.path}`;
      const seen = (counts.get(key) ?? 0) + 1;
      counts.set(key, seen);
      await send(await replyOf(script, request, seen), request, outgoing);
    })().catch((error: unknown) => {
      outgoing.statusCode = 599;
      outgoing.end(String(error));
    });
  });
  server.on("connection", (socket) => {
    connections.opened += 1;
    connections.open += 1;
    socket.on("close", () => (connections.open -= 1));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return {
    url: `http://127.0.0.1:${port}/`,
    requests,
    connections,
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** The URL of a port that nothing listens on. */
export async function deadUrl(): Promise<string> {
  const server = await scriptedServer({});
  await server.close();
  return server.url;
}

async function received(incoming: IncomingMessage): Promise<ReceivedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks).toString();
  const isJson = incoming.headers["content-type"] === "application/json";
  return {
    method: incoming.method ?? "",
    path: incoming.url ?? "",
    headers: incoming.headers as Record<string, string>,
    body,
    json: isJson ? (JSON.parse(body) as unknown) : undefined,
  };
}

function replyOf(
  script:
    Handler | Readonly<Record<string, Reply | readonly Reply[] | Handler>>,
  request: ReceivedRequest,
  seen: number,
): Reply | Promise<Reply> {
  if (typeof script === "function") return script(request, seen);
  const { method, path } = request;
  const found =
    script[`${method} ${path}`] ??
    script[`${method} ${path.split("?")[0] ?? ""}`];
  if (found === undefined) {
    return { status: 404, json: { detail: "Not Found" } };
  }
  if (typeof found === "function") return found(request, seen);
  if (!Array.isArray(found)) return found as Reply;
  const list = found as readonly Reply[];
  return list[Math.min(seen, list.length) - 1] ?? { status: 404 };
}

async function send(
  reply: Reply,
  request: ReceivedRequest,
  outgoing: ServerResponse,
): Promise<void> {
  const { socket } = outgoing;
  if (reply.delayMs !== undefined) await pause(reply.delayMs);
  if (reply.breakAt === "start") {
    socket?.resetAndDestroy();
    return;
  }
  const body = Buffer.from(
    reply.json === undefined ? (reply.body ?? "") : JSON.stringify(reply.json),
  );
  const headers = new Map<string, string | readonly string[]>(
    Object.entries({
      ...(reply.json === undefined
        ? {}
        : { "content-type": "application/json" }),
      ...(reply.status === 204
        ? {}
        : { "content-length": String(body.length) }),
      ...reply.headers,
    }),
  );
  for (const [name, value] of headers) {
    if (value !== "") outgoing.setHeader(name, value);
  }
  outgoing.writeHead(reply.status ?? 200);
  if (reply.breakAt === "headers") {
    outgoing.flushHeaders();
    await pause(20);
    socket?.resetAndDestroy();
    return;
  }
  if (request.method === "HEAD" || reply.status === 204) {
    outgoing.end();
    return;
  }
  await sendBody(reply, body, outgoing);
}

async function sendBody(
  reply: Reply,
  body: Buffer,
  outgoing: ServerResponse,
): Promise<void> {
  if (reply.breakAt === "body") {
    outgoing.write(body.subarray(0, Math.ceil(body.length / 2)));
    await pause(20);
    outgoing.socket?.resetAndDestroy();
  } else if (reply.stallAfter !== undefined) {
    outgoing.write(body.subarray(0, reply.stallAfter));
  } else if (reply.dripBytes !== undefined) {
    for (let at = 0; at < body.length; at += reply.dripBytes) {
      outgoing.write(body.subarray(at, at + reply.dripBytes));
      await pause(1);
    }
    outgoing.end();
  } else {
    outgoing.end(body);
  }
}

async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}
