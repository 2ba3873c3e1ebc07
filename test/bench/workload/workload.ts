import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Description } from "./description.js";
import { openApiDocument } from "./openapi.js";

/** Descriptions on disk, for this generator and for others. */
export interface Workload {
  readonly processes: readonly Description[];
  /** Folder with a file for each description. */
  readonly input: string;
  /** The same processes as an OpenAPI document. */
  readonly openApi: string;
}

/** Writes descriptions to a folder, which is made. */
export function writeWorkload(
  processes: readonly Description[],
  folder: string,
): Workload {
  const input = join(folder, "descriptions");
  const openApi = join(folder, "openapi.json");
  mkdirSync(input, { recursive: true });
  for (const process of processes) {
    writeFileSync(join(input, `${process.id}.json`), JSON.stringify(process));
  }
  writeFileSync(openApi, JSON.stringify(openApiDocument(processes)));
  return { processes, input, openApi };
}

/**
 * The processes with every hundredth of them changed, but one at least: an input is new, and the text is another.
 *
 * @param version - Differs from change to change, so that no two are the same.
 */
export function changedProcesses(
  processes: readonly Description[],
  version: number,
): readonly Description[] {
  return processes.map((process, index) =>
    index % 100 === 0
      ? {
          ...process,
          description: `Version ${version}. ${process.description}`,
          inputs: {
            ...process.inputs,
            [`added_${version}`]: { schema: { type: "integer" } },
          },
        }
      : process,
  );
}

/** A server of descriptions on this machine. */
export interface DescriptionServer {
  /** Its landing page. */
  readonly url: string;
  /** Offers other descriptions from now on. */
  offer(processes: readonly Description[]): void;
  close(): void;
}

/** Serves descriptions from memory, without any delay. */
export async function serveProcesses(
  processes: readonly Description[],
): Promise<DescriptionServer> {
  let answers = answersOf(processes);
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
    offer: (others) => {
      answers = answersOf(others);
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function answersOf(
  processes: readonly Description[],
): ReadonlyMap<string, string> {
  const summaries = processes.map((process) => ({
    ...process,
    // A summary has neither; JSON leaves these out.
    inputs: undefined,
    outputs: undefined,
    links: [{ href: `/processes/${process.id}`, rel: "self" }],
  }));
  return new Map([
    ["/", JSON.stringify({ title: "Bench", links: [] })],
    ["/processes", JSON.stringify({ processes: summaries, links: [] })],
    ...processes.map(
      (process) =>
        [`/processes/${process.id}`, JSON.stringify(process)] as const,
    ),
  ]);
}
