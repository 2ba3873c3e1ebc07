import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Program beside the repository that makes process descriptions, and the same processes as an OpenAPI document. */
export const WORKLOAD_MAKER: string = fileURLToPath(
  new URL("../../../shared/bench/make.mjs", import.meta.url),
);

/** Writes a number of process descriptions to a folder, the same ones every time. */
export function makeWorkload(processes: number, folder: string): void {
  execFileSync(process.execPath, [WORKLOAD_MAKER, String(processes), folder]);
}

/** Serves the descriptions of a folder from memory, without any delay. */
export async function serveWorkload(
  folder: string,
): Promise<{ readonly url: string; close(): void }> {
  const descriptions = readdirSync(join(folder, "p")).map(
    (name) =>
      [
        `/processes/${name.replace(/\.json$/, "")}`,
        readFileSync(join(folder, "p", name)),
      ] as const,
  );
  const answers = new Map<string, string | Buffer>([
    ["/", '{"title":"Bench","links":[]}'],
    ["/processes", readFileSync(join(folder, "processes.json"))],
    ...descriptions,
  ]);
  const server = createServer((request, response) => {
    const path = decodeURIComponent((request.url ?? "").replace(/\?.*/, ""));
    const answer = answers.get(path);
    response.writeHead(answer === undefined ? 404 : 200, {
      "content-type": "application/json",
    });
    response.end(answer ?? "{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
