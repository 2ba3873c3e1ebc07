import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";

export interface HttpServer {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Listens on a free port. */
export async function listen(listener: RequestListener): Promise<HttpServer> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Headers of one connection, and those that `fetch` has already followed. */
const OWN_HEADERS = new Set([
  "host",
  "connection",
  "content-length",
  "content-encoding",
  "transfer-encoding",
  "keep-alive",
]);

/** Answers a request with what the target answers, as a reverse proxy does. */
export async function forward(
  request: IncomingMessage,
  response: ServerResponse,
  target: URL,
): Promise<void> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk as Uint8Array);
  const reply = await fetch(target, {
    method: request.method ?? "GET",
    headers: withoutOwn(Object.entries(request.headers) as [string, string][]),
    ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
  });
  response.writeHead(reply.status, withoutOwn([...reply.headers]));
  response.end(Buffer.from(await reply.arrayBuffer()));
}

function withoutOwn(
  headers: readonly (readonly [string, string])[],
): Record<string, string> {
  return Object.fromEntries(headers.filter(([name]) => !OWN_HEADERS.has(name)));
}
