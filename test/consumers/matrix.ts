import { createHash } from "node:crypto";
import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startServer } from "../../src/server/index.js";
import { openBrowser, type Browser } from "./browser.js";
import { endAll, run } from "./command.js";
import { CLIENT_PACKAGE } from "./project.js";

/** The command as it is published: what `npm run build` wrote. */
export const COMMAND: string = new URL(
  "../../dist/generator/cli/main.js",
  import.meta.url,
).pathname;
/** The folder of this project. */
export const ROOT: string = new URL("../../", import.meta.url).pathname;
const LIMIT_MS = 120_000;

/** The services of the embedded server: one process of plain numbers, and those of the demonstration. */
export type Service = "local" | "s2gos";

/** What the environments of one run share. */
export interface Matrix {
  /** Where the projects are, which stay for the next run. */
  readonly projects: string;
  /** A folder for this run only. */
  readonly scratch: string;
  /** The embedded servers. */
  readonly urls: Readonly<Record<Service, string>>;
  /** undefined where the machine has none. */
  readonly browser: Browser | undefined;
  /** The tarball of the package that `--emit js` writes, made once. */
  readonly published: () => Promise<string>;
  /** The tarball of this project, made once. */
  readonly packed: () => Promise<string>;
  readonly close: () => Promise<void>;
}

/** Starts what the environments share. */
export async function openMatrix(cache: string): Promise<Matrix> {
  const scratch = await mkdtemp(join(tmpdir(), "s2gos-consumers-"));
  const local = await startServer({ service: "local", port: 0 });
  const s2gos = await startServer({ service: "s2gos", port: 0 });
  const browser = await openBrowser();
  return {
    projects: join(cache, "projects"),
    scratch,
    urls: { local: local.url, s2gos: s2gos.url },
    browser,
    published: once(async () => publish(local.url, scratch)),
    packed: once(async () => pack(ROOT, join(scratch, "packed"))),
    close: async () => {
      endAll();
      await browser?.close();
      await local.close();
      await s2gos.close();
      await rm(scratch, { recursive: true, force: true });
    },
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return async () => (made ??= make());
}

async function publish(url: string, scratch: string): Promise<string> {
  const folder = join(scratch, "published");
  await run({
    what: "generate --emit js",
    program: process.execPath,
    args: [
      ...[COMMAND, "--url", url, "--out", folder],
      ...["--emit", "js", "--package-name", CLIENT_PACKAGE],
    ],
    cwd: scratch,
    limitMs: LIMIT_MS,
  });
  return pack(folder, join(scratch, "published-tarball"));
}

/** Packs a folder. npm and Bun remember tarballs by their names, so the name says the content. */
async function pack(folder: string, into: string): Promise<string> {
  await mkdir(into);
  await run({
    what: "npm pack",
    program: "npm",
    args: ["pack", folder, "--ignore-scripts", "--pack-destination", into],
    cwd: into,
    limitMs: LIMIT_MS,
  });
  const name = (await readdir(into)).find((file) => file.endsWith(".tgz"));
  if (name === undefined) throw new Error(`npm packed nothing into ${into}.`);
  const tarball = join(into, name);
  const digest = createHash("sha256").update(await readFile(tarball));
  const renamed = join(
    into,
    name.replace(/\.tgz$/, `-${digest.digest("hex").slice(0, 12)}.tgz`),
  );
  await rename(tarball, renamed);
  return renamed;
}
