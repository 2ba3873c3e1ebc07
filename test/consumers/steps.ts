import { readdir, readFile, stat } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { run } from "./command.js";
import { Complaint, firstError, firstWarning } from "./complaint.js";
import type { Project, Step } from "./environment.js";

const LIMIT_MS = 300_000;

/** What every program prints or leaves in its page: the primes up to 12, which the process `primes_between` finds. */
export const RESULT = "[2,3,5,7,11]";

/** What a program is called with; some of it is known when it runs. */
type Args =
  | readonly string[]
  | ((project: Project) => readonly string[] | Promise<readonly string[]>);

interface ToolOptions {
  /** Lines that look like warnings, and are about the machine or what the template itself does. */
  readonly expected?: RegExp;
  /** What it shows that the program succeeds. */
  readonly figure?: string;
  readonly variables?: Readonly<Record<string, string>>;
  /** The folder below the project in which it runs. */
  readonly cwd?: string;
}

/** Runs a program that the project has installed. A warning fails it, as users see it at each build. */
export function tool(
  name: string,
  args: Args = [],
  options: ToolOptions = {},
): Step {
  return async (project) => {
    const output = await runTool(project, name, args, options);
    const warning = firstWarning(output, options.expected);
    if (warning === undefined) return options.figure;
    throw new Complaint(`${name} warns: ${firstError(output)}`);
  };
}

/** Type-checks, and writes what the configuration says. */
export function tsc(...args: readonly string[]): Step {
  return async (project) => {
    await runTool(project, "tsc", args);
    return "0 type errors";
  };
}

/** Runs a program that calls a process and prints `RESULT` with its output. */
export function job(name: string, args: Args, options: ToolOptions = {}): Step {
  return async (project) => {
    const output = await runTool(project, name, args, options);
    checkResult(/^RESULT (.*)$/m.exec(output)?.[1] ?? output.trim());
    return "job run";
  };
}

/** Runs a test of the project that calls a process. */
export function tests(name: string, ...args: readonly string[]): Step {
  return async (project) => {
    await runTool(project, name, args);
    return `job run by ${name}`;
  };
}

/** @throws Complaint - It is not the result of the job. */
export function checkResult(result: string): void {
  if (result !== RESULT) {
    throw new Complaint(`wrong result: ${result.slice(0, 200) || "nothing"}`);
  }
}

/**
 * Runs a program that the project has installed, or else one of the machine, and returns what it printed.
 *
 * @throws Complaint - It failed.
 */
export async function runTool(
  project: Project,
  name: string,
  args: Args,
  { variables = {}, cwd = "" }: ToolOptions = {},
): Promise<string> {
  const { folder } = project;
  const given = typeof args === "function" ? await args(project) : args;
  return run({
    what: [name, ...given].slice(0, 2).join(" "),
    program: name,
    args: given,
    cwd: join(folder, cwd),
    limitMs: LIMIT_MS,
    variables: { PATH: searchPath(join(folder, cwd)), ...variables },
  });
}

/** The folders of programs, as `npm run` finds them: what the project installed comes first. */
export function searchPath(folder: string): string {
  const above = dirname(folder);
  if (above === folder) return process.env["PATH"] ?? "";
  return [join(folder, "node_modules", ".bin"), searchPath(above)].join(
    delimiter,
  );
}

/**
 * Opens what was built in the browser, where the program of the page runs a job.
 *
 * @param folder - The root of the site, below the project.
 * @param proxyPrefix - Requests below it go to the embedded server.
 */
export function page(folder: string, proxyPrefix?: string): Step {
  return async (project) => {
    const { browser, urls } = project.matrix;
    if (browser === undefined) return "page left out: no browser";
    const site = { folder: join(project.folder, folder) };
    checkResult(
      await browser.resultOf(
        proxyPrefix === undefined
          ? site
          : { ...site, proxy: { prefix: proxyPrefix, target: urls.local } },
      ),
    );
    return "job run in Chromium";
  };
}

/** An import of Node's modules or of undici; the name under which undici itself keeps its agent. */
const FOR_NODE =
  /(?:\bfrom|\bimport|\brequire\d*)\s*\(?\s*["'`](?:node:[\w/]+|undici)["'`]|undici\.globalDispatcher/;

/** A bundle for browsers has neither imports of Node's modules nor undici. Its figure is the size. */
export function bundle(folder: string): Step {
  return async (project) => {
    let bytes = 0;
    for (const file of await javaScriptIn(join(project.folder, folder))) {
      const [found] = FOR_NODE.exec(await readFile(file, "utf8")) ?? [];
      if (found !== undefined) {
        throw new Complaint(`the bundle for browsers has: ${found}`);
      }
      bytes += (await stat(file)).size;
    }
    if (bytes === 0) throw new Complaint(`no JavaScript in ${folder}`);
    return `${Math.round(bytes / 1000)} kB of JavaScript`;
  };
}

async function javaScriptIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true });
  return names
    .filter((name) => /\.[cm]?js$/.test(name))
    .map((name) => join(folder, name));
}
