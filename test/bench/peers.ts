import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { node, type Command } from "./measure.js";

/** Another generator, which reads an OpenAPI document. */
export interface Peer {
  readonly name: string;
  readonly version: string;
  /** The folder `node_modules` with it and with what its output imports. */
  readonly packages: string;
  /** Generates a file from a document; the file's folder is there. */
  readonly command: (openApi: string, file: string) => Command;
}

type Parameters = (openApi: string, file: string) => readonly string[];

/** Each with the program that its package names, and its parameters. */
const PEERS: Readonly<Record<string, Parameters>> = {
  oazapfts: (openApi, file) => [openApi, file],
  orval: (openApi, file) => [
    ...["--input", openApi, "--output", file],
    ...["--client", "fetch", "--mode", "single"],
  ],
  "openapi-typescript": (openApi, file) => [openApi, "-o", file],
};

/** Names of the other generators; oazapfts is the fastest that was found. */
export const PEER_NAMES: readonly string[] = Object.keys(PEERS);

/**
 * Installs the other generators as the lock file in `peers` says, unless they are there.
 *
 * @returns The generators, in the order of {@link PEER_NAMES}.
 */
export function installPeers(): readonly Peer[] {
  const folder = join(
    process.env["BENCH_CACHE"] ?? join(tmpdir(), "s2gos-codegen-bench"),
    "peers",
  );
  mkdirSync(folder, { recursive: true });
  if (!isCurrent(folder)) {
    for (const name of FILES) cpSync(join(HERE, name), join(folder, name));
    console.error(`Installing the other generators in ${folder} ...`);
    execFileSync("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts"], {
      cwd: folder,
      stdio: ["ignore", "ignore", "inherit"],
    });
  }
  return Object.entries(PEERS).map(([name, parameters]) =>
    peer(folder, name, parameters),
  );
}

const HERE = join(import.meta.dirname, "peers");
const FILES = ["package.json", "package-lock.json"] as const;

/** npm writes the second file when it has installed all. */
function isCurrent(folder: string): boolean {
  return (
    existsSync(join(folder, "node_modules/.package-lock.json")) &&
    FILES.every((name) => read(folder, name) === read(HERE, name))
  );
}

function read(folder: string, name: string): string | undefined {
  const file = join(folder, name);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

function peer(folder: string, name: string, parameters: Parameters): Peer {
  const home = join(folder, "node_modules", name);
  const manifest = JSON.parse(
    readFileSync(join(home, "package.json"), "utf8"),
  ) as {
    readonly version: string;
    readonly bin: string | Readonly<Record<string, string>>;
  };
  const { bin, version } = manifest;
  const program = typeof bin === "string" ? bin : (bin[name] ?? "");
  return {
    name,
    version,
    packages: join(folder, "node_modules"),
    command: (openApi, file) => ({
      ...node(join(home, program), ...parameters(openApi, file)),
      folder,
    }),
  };
}
