import { createServer, STATUS_CODES, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { FastResponse, toNodeHandler } from "srvx/node";
import { LARGEST_BODY } from "../app/body.js";
import type { RequestHandler } from "../app/app.js";
import type { ResponseClass } from "../http/reply.js";

/** Longer than clients keep idle connections (undici: 4 s, browsers: 60 s), so that the server does not close one that is about to be used. */
const KEEP_ALIVE_MS = 72_000;

/** A handler that answers the requests to a port. */
export interface Listener {
  readonly port: number;
  /** Closes the port and all connections, also those with a request. */
  readonly close: () => Promise<void>;
}

/**
 * Answers the requests to a port with a handler.
 * @param port - 0 chooses a free one.
 * @throws Error - The server cannot listen. `code` is `EADDRINUSE` if the port is taken.
 */
export async function listen(
  handler: RequestHandler,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<Listener> {
  const server = createServer(
    { keepAliveTimeout: KEEP_ALIVE_MS },
    // Its type also covers HTTP/2.
    toNodeHandler(handler, {
      maxRequestBodySize: LARGEST_BODY,
    }) as RequestListener,
  );
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host, port }, () => {
      server.off("error", reject);
      resolve();
    });
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise<void>((resolve) => {
        // The only error is that the server was closed before, which is what is wanted.
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/**
 * A response that `srvx` sends without a stream between, which takes half the time, with the reason of its
 * status, which HTTP/1.1 shows to people.
 */
export class NodeResponse extends FastResponse {
  constructor(...[body, init]: ConstructorParameters<ResponseClass>) {
    super(body, { ...init, statusText: STATUS_CODES[init.status] ?? "" });
  }
}
