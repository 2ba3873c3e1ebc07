import { execFile } from "node:child_process";
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startServer, type RunningServer } from "../../src/server/index.js";
import { readFiles, temporaryFolder } from "../generator/output/folder.js";

const ROOT = join(import.meta.dirname, "../..");
const EXAMPLE = join(ROOT, "examples/zod-emitter");
const LIMIT_MS = 120_000;

const run = promisify(execFile);

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly bin?: string | Readonly<Record<string, string>>;
}

function manifestOf(folder: string): Manifest {
  const text = readFileSync(join(folder, "package.json"), "utf8");
  return JSON.parse(text) as Manifest;
}

const FOLDER = temporaryFolder();
const PROJECT = join(FOLDER.path, "project");
let server: RunningServer;

/** Installs the packed tool, and links what it and the example depend on, so that no registry is asked. */
async function install(): Promise<void> {
  const { stdout } = await run(
    "npm",
    ["pack", "--silent", "--ignore-scripts", "--pack-destination", FOLDER.path],
    { cwd: ROOT, timeout: LIMIT_MS },
  );
  const tool = join(PROJECT, "node_modules/s2gos-codegen");
  mkdirSync(tool, { recursive: true });
  const file = join(FOLDER.path, stdout.trim());
  await run("tar", ["xzf", file, "-C", tool, "--strip-components", "1"]);
  const { dependencies, devDependencies } = manifestOf(EXAMPLE);
  const names = new Set([
    ...Object.keys(dependencies),
    ...Object.keys(devDependencies),
    ...Object.keys(manifestOf(tool).dependencies),
  ]);
  names.delete("s2gos-codegen");
  for (const name of names) {
    link(join("node_modules", name), join(ROOT, "node_modules", name));
  }
  for (const name of ["s2gos-codegen", ...names]) {
    const place = join(PROJECT, "node_modules", name);
    const { bin = {} } = manifestOf(place);
    const commands = typeof bin === "string" ? { [basename(name)]: bin } : bin;
    for (const [command, path] of Object.entries(commands)) {
      link(join("node_modules/.bin", command), join(place, path));
      // As npm does where it installs a command.
      if (place === tool) chmodSync(join(place, path), 0o755);
    }
  }
}

function link(path: string, target: string): void {
  mkdirSync(dirname(join(PROJECT, path)), { recursive: true });
  symlinkSync(target, join(PROJECT, path));
}

/** Runs a program of the project against the server, and gives what it printed. */
async function inProject(
  program: string,
  ...args: readonly string[]
): Promise<string> {
  const { stdout } = await run(program, args, {
    cwd: PROJECT,
    timeout: LIMIT_MS,
    env: { ...process.env, S2GOS_API_URL: server.url, NO_COLOR: "1" },
  });
  return stdout;
}

beforeAll(async () => {
  cpSync(EXAMPLE, PROJECT, {
    recursive: true,
    filter: (path) => !/\/(?:node_modules|generated)$/.test(path),
  });
  await install();
  server = await startServer({ service: "local", port: 0 });
}, LIMIT_MS);

afterAll(async () => {
  await server.close();
  FOLDER[Symbol.dispose]();
});

it(
  "the example of an emitter does what its README says, with the packed tool alone",
  async () => {
    await inProject("npm", "run", "--silent", "generate", "--", "--verify");
    await inProject("npm", "run", "--silent", "check");
    expect(await inProject("npm", "run", "--silent", "start")).toBe(
      [
        "min_val: Too small: expected number to be >=0",
        "max_val: Invalid input: expected number, received string",
        "[",
        "   2,  3,  5,  7,",
        "  11, 13, 17, 19",
        "]",
        "/max_val: Too big: expected number to be <=100",
        "",
      ].join("\n"),
    );
  },
  3 * LIMIT_MS,
);

it(
  "the same emitter makes a part of a package that is published",
  async () => {
    const args = ["--emit", "js", "--out", "compiled"];
    await inProject("node_modules/.bin/s2gos-codegen", ...args);
    const paths = Object.keys(readFiles(join(PROJECT, "compiled/zod")));
    expect(paths.filter((path) => path.startsWith("index."))).toEqual([
      "index.d.ts",
      "index.js",
      "index.js.map",
    ]);
    const program =
      'import { schemas } from "./compiled/zod/index.js"; console.log(schemas.primes_between.inputs.safeParse({ min_val: -1 }).success);';
    expect(await inProject("node", "--input-type=module", "-e", program)).toBe(
      "false\n",
    );
    expect(manifestOf(join(PROJECT, "compiled")).dependencies).toEqual({
      zod: "^4.6.7",
    });
  },
  2 * LIMIT_MS,
);
