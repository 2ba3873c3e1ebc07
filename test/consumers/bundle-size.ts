import { gzipSync } from "node:zlib";
import { build, type Metafile, type OutputFile } from "esbuild";
import { relative } from "node:path";
import { Complaint } from "./complaint.js";

/** Bytes of JavaScript, as they are and compressed. */
export interface Size {
  readonly bytes: number;
  readonly gzip: number;
}

export interface BundleSize {
  /** All that is emitted. */
  readonly total: Size;
  /** What a page loads before it does anything. */
  readonly first: Size;
  readonly chunks: number;
}

/**
 * Bundles a program for browsers, minified, as esbuild does without further settings.
 *
 * @throws Complaint - esbuild warns, or undici is in it.
 */
export async function bundleSize(
  folder: string,
  entry: string,
  { splitting }: { readonly splitting: boolean },
): Promise<BundleSize> {
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
  if (warnings[0] !== undefined) {
    throw new Complaint(`${warnings.length} warnings: ${warnings[0].text}`);
  }
  const foreign = Object.keys(metafile.inputs).find((path) =>
    path.includes("node_modules/undici/"),
  );
  if (foreign !== undefined) {
    throw new Complaint(`undici is in the bundle for browsers: ${foreign}`);
  }
  const loaded = loadedFirst(metafile, entry);
  return {
    total: sizeOf(outputFiles),
    first: sizeOf(
      outputFiles.filter(({ path }) => loaded.has(relative(folder, path))),
    ),
    chunks: outputFiles.length,
  };
}

/** `12.3 kB, gzip 4.5 kB`. */
export function sizeText({ bytes, gzip }: Size): string {
  return `${kilo(bytes)} kB, gzip ${kilo(gzip)} kB`;
}

function kilo(bytes: number): string {
  return (bytes / 1000).toFixed(1);
}

function sizeOf(files: readonly OutputFile[]): Size {
  const sum = (of: (content: Uint8Array) => number): number =>
    files.reduce((total, { contents }) => total + of(contents), 0);
  return {
    bytes: sum(({ length }) => length),
    gzip: sum((content) => gzipSync(content).length),
  };
}

/** The entry's own file, and all that it imports at once. */
function loadedFirst(
  { outputs }: Metafile,
  entry: string,
): ReadonlySet<string> {
  const loaded = new Set<string>();
  const follow = (path: string): void => {
    if (loaded.has(path)) return;
    loaded.add(path);
    for (const { path: next, kind } of outputs[path]?.imports ?? []) {
      if (kind === "import-statement") follow(next);
    }
  };
  const start = Object.keys(outputs).find(
    (path) => outputs[path]?.entryPoint === entry,
  );
  if (start !== undefined) follow(start);
  return loaded;
}
