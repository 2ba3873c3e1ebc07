import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** How a server lists its jobs, by the first part of the path. */
export const LISTINGS = {
  all: "all jobs in one answer",
  pages: "pages of at most 100 jobs",
  none: "no job list",
} as const;

/** A server whose jobs all run until they are told to end, and that counts what it is asked. */
export interface JobsServer {
  /** Its address, for one way to list jobs. */
  readonly url: (listing: keyof typeof LISTINGS) => string;
  /** Number of requests until now. */
  readonly requests: () => number;
  /** Lets all jobs end. */
  readonly end: () => void;
  readonly close: () => void;
}

/** Starts a server with jobs of these ids. */
export async function startJobsServer(
  ids: readonly string[],
): Promise<JobsServer> {
  let requests = 0;
  let status = "running";
  const shown = (jobID: string): object => ({
    jobID,
    processID: "sleep",
    status,
  });
  const list = (query: URLSearchParams, atOnce: number): object => {
    const offset = Number(query.get("offset"));
    const limit = Math.min(Number(query.get("limit") ?? 10), atOnce);
    const end = offset + limit;
    query.set("offset", String(end));
    const next = { rel: "next", href: `jobs?${query.toString()}` };
    return {
      jobs: ids.slice(offset, end).map(shown),
      links: end < ids.length ? [next] : [],
    };
  };
  const answer = (url: URL): object | undefined => {
    const [, listing, collection, id] = url.pathname.split("/");
    if (collection !== "jobs") return undefined;
    if (id !== undefined) return shown(id);
    if (listing === "none") return undefined;
    return list(url.searchParams, listing === "all" ? ids.length : 100);
  };
  const server = createServer((request, response) => {
    requests += 1;
    const body = answer(new URL(request.url ?? "", "http://localhost"));
    response.writeHead(body === undefined ? 404 : 200, {
      "content-type": "application/json",
    });
    response.end(JSON.stringify(body ?? { title: "Not Found", status: 404 }));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: (listing) => `http://127.0.0.1:${port}/${listing}/`,
    requests: () => requests,
    end: () => {
      status = "successful";
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
