import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CACHE, ROOT } from "./places.js";
import { mustRun, outcomeOf, type Outcome } from "./run.js";
import { SERVER_NAMES, type ServerName } from "./server-names.js";

const COMPILER = join(ROOT, "node_modules/typescript/bin/tsc");
/** The built command line. */
export const PROGRAM: string = join(ROOT, "dist/generator/cli/main.js");

/** Folder of the package that is generated from a server. */
export function packageFolder(name: ServerName): string {
  return join(CACHE, "packages", name);
}

/** Builds the command line as it is published. */
export async function buildCommandLine(): Promise<void> {
  await mustRun("npm", ["--prefix", ROOT, "run", "build"]);
}

/** Runs the built command line. */
export async function commandLine(
  ...parameters: readonly string[]
): Promise<Outcome> {
  return outcomeOf(process.execPath, [PROGRAM, ...parameters]);
}

/** Says whether the package of a server is up to date. */
export async function checkPackage(
  name: ServerName,
  url: string,
): Promise<Outcome> {
  return commandLine(
    ...["--url", url, "--out", packageFolder(name)],
    ...["--emit", "js", "--check"],
  );
}

/**
 * Generates a compiled package from a server, and checks its types.
 * @returns What the command said, without the next steps that follow a first generation.
 */
export async function generatePackage(
  name: ServerName,
  url: string,
): Promise<Outcome> {
  const folder = packageFolder(name);
  await rm(folder, { recursive: true, force: true });
  const outcome = await commandLine(
    ...["--url", url, "--out", folder],
    ...["--emit", "js", "--verify"],
  );
  if (outcome.code !== 0) {
    throw new Error(
      `s2gos-codegen failed on ${name}.\n${outcome.stdout}${outcome.stderr}`,
    );
  }
  const stderr = outcome.stderr.replace(/^Next steps:\n.*$/ms, "");
  return { ...outcome, stderr };
}

/**
 * The declarations of a package's processes, by file, without comments: two packages with the same ones
 * have the same types, although TypeScript tells their classes apart.
 */
export async function declarations(
  name: ServerName,
): Promise<Readonly<Record<string, string>>> {
  const folder = join(packageFolder(name), "processes");
  const files = (await readdir(folder)).filter((file) =>
    file.endsWith(".d.ts"),
  );
  const texts = await Promise.all(
    files.sort().map(async (file) => {
      const text = await readFile(join(folder, file), "utf8");
      return [file, text.replace(/\/\*\*.*?\*\//gs, "")] as const;
    }),
  );
  return Object.fromEntries(texts);
}

/** The test file with the calls of a server, from the root of the repository. */
export function callsFile(name: ServerName): string {
  return `test/interop/calls/${name}.test.ts`;
}

/** Checks the types of the calls against the packages of servers; those of other servers are left out. */
export async function checkCalls(
  servers: readonly ServerName[],
): Promise<void> {
  const project = join(CACHE, "calls.tsconfig.json");
  const others = SERVER_NAMES.filter((name) => !servers.includes(name));
  await writeFile(
    project,
    JSON.stringify({
      extends: join(ROOT, "test/interop/calls/tsconfig.json"),
      include: [join(ROOT, "test/interop/calls")],
      exclude: others.map((name) => join(ROOT, callsFile(name))),
    }),
  );
  await mustRun(process.execPath, [COMPILER, "--project", project]);
}
