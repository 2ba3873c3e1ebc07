import { createServer, type AddressInfo } from "node:net";
import { start } from "./command.js";
import { Complaint, firstError } from "./complaint.js";
import type { Project, Step } from "./environment.js";
import { checkResult, searchPath } from "./steps.js";

const LIMIT_MS = 60_000;
const INTERVAL_MS = 100;

/** A web server that a tool of the project starts. */
export interface Served {
  readonly name: string;
  readonly args: (port: number) => readonly string[];
  /** What it prints when it listens. */
  readonly ready: RegExp;
  /** What of a page without scripts is the result of the job, where the server itself runs one. */
  readonly inHtml?: RegExp;
}

/** Starts the server, and opens its page in the browser, where the program of the page runs a job. */
export function served({ inHtml, ...server }: Served): Step {
  return (project) =>
    serving(server, project, (url) => open(project, url, inHtml));
}

/** Starts the server of a project, does something with its URL, and ends it. */
export async function serving(
  { name, args, ready }: Omit<Served, "inHtml">,
  project: Project,
  use: (url: string) => Promise<string>,
): Promise<string> {
  const port = await freePort();
  const { output, ended, end } = start({
    what: name,
    program: name,
    args: args(port),
    cwd: project.folder,
    variables: { PATH: searchPath(project.folder) },
    limitMs: LIMIT_MS,
  });
  try {
    await untilReady(name, output, ready);
    return await use(`http://127.0.0.1:${port}/`);
  } catch (error) {
    if (!(error instanceof Complaint)) throw error;
    const serverSide = firstError(output());
    throw new Complaint(`${error.message}; ${name}: ${serverSide}`);
  } finally {
    end();
    await ended;
  }
}

async function open(
  { matrix }: Project,
  url: string,
  inHtml: RegExp | undefined,
): Promise<string> {
  if (inHtml !== undefined) {
    const html = await (await fetch(url)).text();
    checkResult(inHtml.exec(html)?.[1] ?? html);
  }
  const byServer = inHtml === undefined ? "" : "by the server and ";
  if (matrix.browser === undefined) {
    return `${byServer === "" ? "" : "job run by the server, "}page left out: no browser`;
  }
  checkResult(await matrix.browser.resultOf({ url }));
  return `job run ${byServer}in Chromium`;
}

async function untilReady(
  name: string,
  output: () => string,
  ready: RegExp,
): Promise<void> {
  const limit = performance.now() + LIMIT_MS;
  while (!ready.test(output())) {
    if (performance.now() > limit) {
      throw new Complaint(`${name} did not start`);
    }
    await new Promise((resolve) => setTimeout(resolve, INTERVAL_MS));
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
