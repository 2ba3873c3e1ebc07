import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** An answer of a test server: a body that becomes JSON, or all of it. */
export type Answer =
  | { readonly json: unknown; readonly headers?: Record<string, string> }
  | {
      readonly status?: number;
      readonly text?: string;
      /** Instead of a text. */
      readonly body?: Uint8Array;
      readonly headers?: Record<string, string>;
    };

/** A real server on a free port, whose answers are a table. */
export interface TestServer extends AsyncDisposable {
  /** Landing page. */
  readonly url: string;
  /** Paths that were asked for, with their queries. */
  readonly asked: string[];
  readonly requests: IncomingMessage["headers"][];
}

/**
 * Starts a server that answers by path and query, else by path alone, else with 404.
 *
 * @param answers - May be a function of the server's own URL, for links.
 */
export async function testServer(
  answers:
    | Readonly<Record<string, Answer>>
    | ((url: string) => Readonly<Record<string, Answer>>),
): Promise<TestServer> {
  const asked: string[] = [];
  const requests: IncomingMessage["headers"][] = [];
  let table: Readonly<Record<string, Answer>> = {};
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    asked.push(path);
    requests.push(request.headers);
    const answer = table[path] ??
      table[path.replace(/\?.*$/, "")] ?? { status: 404, text: "{}" };
    if ("json" in answer) {
      response.writeHead(200, {
        "content-type": "application/json",
        ...answer.headers,
      });
      response.end(JSON.stringify(answer.json));
    } else {
      response.writeHead(answer.status ?? 200, answer.headers);
      response.end(answer.body ?? answer.text);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/`;
  table = typeof answers === "function" ? answers(url) : answers;
  return {
    url,
    asked,
    requests,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}

/** A process description of the smallest size. */
export function description(id: string): object {
  return { id, version: "1.0", inputs: {}, outputs: {} };
}

/** Descriptions by the paths that a server has them under. */
export function descriptions(
  ...ids: readonly string[]
): Record<string, Answer> {
  return Object.fromEntries(
    ids.map((id) => [`/processes/${id}`, { json: description(id) }]),
  );
}

/** A process list of summaries. */
export function list(...ids: readonly string[]): {
  readonly processes: readonly object[];
  readonly links: readonly never[];
} {
  return { processes: ids.map((id) => ({ id, version: "1.0" })), links: [] };
}
