import { createHash } from "node:crypto";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { run } from "./command.js";
import type { Environment } from "./environment.js";

const TEMPLATES = join(import.meta.dirname, "templates");
const INSTALL_LIMIT_MS = 400_000;

/** Written last, so that an install that was interrupted is done again. */
const INSTALLED = "installed.txt";
const KEPT = new Set(["node_modules", "package-lock.json", INSTALLED]);

/** What tools leave in `node_modules`. */
const LEFT_BEHIND = [".cache", ".vite", ".vitest", ".tmp"];

/** The name of every generated package that is delivered as a package of its own. */
export const CLIENT_PACKAGE = "generated-client";

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/**
 * The name of the folder that the environment's projects have: what is installed decides it, so that environments
 * with the same packages share one, and a change of a version makes a new one.
 */
export async function projectName(environment: Environment): Promise<string> {
  const key = createHash("sha256")
    .update(JSON.stringify(await manifestOf(environment)))
    .update(process.version)
    .digest("hex")
    .slice(0, 10);
  return `${environment.layers.at(-1) ?? ""}-${key}`;
}

/** Lays the environment's files into its folder as new, and installs its packages where that was not done before. */
export async function layProject(
  environment: Environment,
  projects: string,
): Promise<string> {
  const folder = join(projects, await projectName(environment));
  await mkdir(folder, { recursive: true });
  await clean(folder);
  for (const layer of environment.layers) {
    await cp(join(TEMPLATES, layer), folder, { recursive: true });
  }
  const manifest = await manifestOf(environment);
  await writeFile(
    join(folder, "package.json"),
    `${JSON.stringify(manifest, undefined, 2)}\n`,
  );
  if (!existsSync(join(folder, INSTALLED))) {
    await run({
      what: "npm install",
      program: "npm",
      args: ["install"],
      cwd: folder,
      limitMs: INSTALL_LIMIT_MS,
    });
    await writeFile(join(folder, INSTALLED), `${process.version}\n`);
  }
  return folder;
}

/** The `package.json` of the topmost layer that has one, and the packages that the environment adds. */
async function manifestOf(environment: Environment): Promise<Manifest> {
  const file = environment.layers
    .map((layer) => join(TEMPLATES, layer, "package.json"))
    .findLast(existsSync);
  if (file === undefined) {
    throw new Error(`No layer of ${environment.name} has a package.json.`);
  }
  const manifest = JSON.parse(await readFile(file, "utf8")) as Manifest;
  if (environment.packages === undefined) return manifest;
  return {
    ...manifest,
    dependencies: { ...manifest.dependencies, ...environment.packages },
  };
}

async function clean(folder: string): Promise<void> {
  const isInstalled = existsSync(join(folder, INSTALLED));
  const names = await readdir(folder);
  const removed = [
    ...names.filter((name) => !(isInstalled && KEPT.has(name))),
    ...LEFT_BEHIND.map((name) => join("node_modules", name)),
  ];
  for (const name of removed) {
    await rm(join(folder, name), { recursive: true, force: true });
  }
}
