import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build, type Metafile, type OutputFile } from "esbuild";
import { runCli } from "../generator/cli/run-cli.js";

/** Bytes of JavaScript, as a browser gets it. */
export interface Size {
  readonly minified: number;
  /** Each file compressed by itself. */
  readonly gzip: number;
}

/** A program with a generated package, bundled for browsers. */
export interface Bundle {
  /** What the page loads before the program starts. */
  readonly firstLoad: Size;
  /**
   * What is loaded when it is used, by the name of the file that begins it, with all that it imports beyond the first
   * load.
   */
  readonly units: Readonly<Record<string, Size>>;
  /** Names of the files. */
  readonly chunks: readonly string[];
  /** Bytes of each source file in the first load. */
  readonly sources: Readonly<Record<string, number>>;
  readonly text: string;
  readonly warnings: readonly string[];
}

/**
 * Bytes that the first load of one process with JSON never exceeds, whatever is recorded. The aim is 30,000 minified and
 * 11,000 compressed. What is above it is needed before anything can be loaded, or where nothing loads any more: the
 * errors that programs compare with `instanceof`, the failures of a connection, and the checks of a configuration, which
 * `createClient` makes at once.
 */
export const MOST_BYTES: Size = { minified: 34_500, gzip: 13_280 };

/** Descriptions of two processes: one without files, and another one whose id must not be in a bundle of the first. */
const RECORDING = join(import.meta.dirname, "../packages/two-processes.json");

/** Programs by the names that sizes.json has for them. Each calls one process whose inputs and outputs are JSON. */
export const PROGRAMS: Readonly<Record<string, string>> = {
  "one process": `
    import { primesBetween } from "./generated/index.js";
    console.log(await primesBetween({ max_val: 12 }));`,
  "one process, with a client of the program": `
    import { createClient, primesBetween } from "./generated/index.js";
    const client = createClient({ apiUrl: "/ogc/" });
    console.log(await primesBetween({ max_val: 12 }, { client }));`,
};

/** The bytes of several parts; a part that is undefined is not there. */
export function together(...parts: readonly (Size | undefined)[]): Size {
  const bytes = (of: (part: Size) => number): number =>
    parts.reduce((all, part) => all + (part === undefined ? 0 : of(part)), 0);
  return {
    minified: bytes(({ minified }) => minified),
    gzip: bytes(({ gzip }) => gzip),
  };
}

/** Writes a package below a folder, from the two recorded processes and copies of the first one. */
export async function generatePackage(
  folder: string,
  copies = 0,
): Promise<void> {
  const recording = JSON.parse(readFileSync(RECORDING, "utf8")) as {
    readonly processes: Readonly<Record<string, object>>;
  };
  const { processes } = recording;
  const all = { ...processes };
  for (let index = 0; index < copies; index += 1) {
    const id = `copy_${String(index)}`;
    all[id] = { ...processes["primes_between"], id };
  }
  const input = join(folder, "recording.json");
  writeFileSync(input, JSON.stringify({ ...recording, processes: all }));
  const out = join(folder, "generated");
  const { code, stderr } = await runCli(
    ["generate", "--input", input, "--out", out, "--import-extension", "js"],
    { cwd: folder },
  );
  if (code !== 0) throw new Error(stderr);
}

/**
 * Bundles a program that stands beside a generated package as a page would be bundled.
 * @param splitting - Whether parts that are loaded when they are used become files of their own.
 */
export async function bundle(
  folder: string,
  program: string,
  splitting: boolean,
): Promise<Bundle> {
  const entry = "program.ts";
  writeFileSync(join(folder, entry), program);
  const { outputFiles, metafile, warnings } = await build({
    absWorkingDir: folder,
    entryPoints: [entry],
    bundle: true,
    minify: true,
    splitting,
    format: "esm",
    platform: "browser",
    target: "es2022",
    outdir: "out",
    write: false,
    metafile: true,
    logLevel: "silent",
  });
  const first = loadedFirst(metafile, entry);
  const units = Object.entries(metafile.outputs).flatMap(
    ([name, { entryPoint }]) =>
      entryPoint === undefined || entryPoint === entry
        ? []
        : [
            [
              unitOf(entryPoint),
              sizeOf(outputFiles, loadedWith(metafile, name, first)),
            ],
          ],
  );
  return {
    firstLoad: sizeOf(outputFiles, first),
    units: Object.fromEntries(units) as Record<string, Size>,
    chunks: Object.keys(metafile.outputs),
    sources: sourcesOf(metafile, first),
    text: outputFiles.map(({ text }) => text).join("\n"),
    warnings: warnings.map(({ text }) => text),
  };
}

/** The files that a page loads before the program starts: the entry and all that it imports statically. */
function loadedFirst(metafile: Metafile, entry: string): ReadonlySet<string> {
  const { outputs } = metafile;
  const begin = Object.keys(outputs).filter(
    (name) => outputs[name]?.entryPoint === entry,
  );
  return new Set(begin.flatMap((name) => [...loadedWith(metafile, name)]));
}

/** A file and all that it imports statically, without what is loaded already. */
function loadedWith(
  { outputs }: Metafile,
  file: string,
  loaded: ReadonlySet<string> = new Set(),
): ReadonlySet<string> {
  const found = new Set([file]);
  for (const name of found) {
    for (const { path, kind } of outputs[name]?.imports ?? []) {
      if (kind === "import-statement" && !loaded.has(path)) found.add(path);
    }
  }
  return found;
}

function sourcesOf(
  { outputs }: Metafile,
  files: ReadonlySet<string>,
): Record<string, number> {
  const inputs = [...files].flatMap((name) =>
    Object.entries(outputs[name]?.inputs ?? {}),
  );
  return Object.fromEntries(
    inputs.map(([path, { bytesInOutput }]) => [path, bytesInOutput]),
  );
}

function unitOf(path: string): string {
  return path.replace(/^.*\//, "").replace(/\.ts$/, "");
}

function sizeOf(
  files: readonly OutputFile[],
  names: ReadonlySet<string>,
): Size {
  return sum(
    files.filter(({ path }) => [...names].some((name) => path.endsWith(name))),
  );
}

function sum(files: readonly OutputFile[]): Size {
  const bytes = (of: (file: OutputFile) => number): number =>
    files.reduce((total, file) => total + of(file), 0);
  return {
    minified: bytes(({ contents }) => contents.length),
    gzip: bytes(({ contents }) => gzipSync(contents).length),
  };
}
