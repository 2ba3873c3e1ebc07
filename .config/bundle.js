// The second step of `npm run build`: writes the built program to dist/, as few files. The first
// step, the compiler, writes its declarations. Loading hundreds of small modules would take most of
// the time of a short run, so the modules are joined, but for what is imported where it is needed:
// that stays in files of its own. Names and lines stay as they are, for traces of errors.

import { rmSync, writeFileSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { keepReachable } from "./declarations.js";

const ROOT = join(import.meta.dirname, "..");

/** What package.json leads to. Their declarations stand beside them. */
const ENTRIES = [
  "generator/index",
  "generator/cli/main",
  "generator/vite/index",
  "runtime/index",
  "server/index",
];

/** @type {import("esbuild").BuildOptions} */
const SHARED = {
  absWorkingDir: ROOT,
  bundle: true,
  platform: "node",
  target: "node20.19",
  format: "esm",
  outdir: "dist",
  outbase: "src",
  logLevel: "warning",
  legalComments: "inline",
};

/** The parser of flags, with all that it needs, and small libraries that have few of their own. */
const BUNDLED = [
  "yargs",
  "@clack/prompts",
  "damerau-levenshtein",
  "mime",
  "validate-npm-package-name",
];

rmSync(join(ROOT, "dist/chunks"), { recursive: true, force: true });
const { metafile } = await build({
  ...SHARED,
  entryPoints: ENTRIES.map((name) => `src/${name}.ts`),
  splitting: true,
  chunkNames: "chunks/[name]-[hash]",
  metafile: true,
  plugins: [libraries(), textWidth()],
});
// A step of this build, which is not a part of the package.
await build({
  ...SHARED,
  entryPoints: ["src/generator/join/main.ts"],
  packages: "external",
});
keepReachable(join(ROOT, "dist"), ENTRIES);
writeFileSync(
  join(ROOT, "dist/third-party-licenses.txt"),
  licenses(Object.keys(metafile.inputs)),
);

/**
 * Leaves libraries where they are installed, but for those that are bundled, and what these import.
 * The joiner of the runtime is used from sources only.
 * @returns {import("esbuild").Plugin} The plug-in.
 */
function libraries() {
  return {
    name: "libraries",
    setup(builder) {
      builder.onResolve({ filter: /^\.\/join\// }, ({ path }) => ({
        path,
        external: true,
      }));
      builder.onResolve({ filter: /^[^./]/ }, ({ kind, path, importer }) => {
        const isBundled =
          kind === "entry-point" ||
          BUNDLED.includes(path) ||
          /[\\/]node_modules[\\/]/.test(importer);
        return isBundled ? undefined : { path, external: true };
      });
    },
  };
}

/**
 * The width of texts in the help: they are plain ASCII, so their length. The library builds tables
 * of all characters when it is imported, which takes as long as Node.js itself takes to start.
 * @returns {import("esbuild").Plugin} The plug-in.
 */
function textWidth() {
  return {
    name: "text-width",
    setup(builder) {
      builder.onResolve({ filter: /^string-width$/ }, ({ path }) => ({
        path,
        namespace: "text-width",
      }));
      builder.onLoad({ filter: /.*/, namespace: "text-width" }, () => ({
        contents:
          'import { stripVTControlCharacters } from "node:util"; export default (text) => stripVTControlCharacters(text).length;',
      }));
    },
  };
}

/**
 * The licenses of the libraries whose code is in the program.
 * @param {readonly string[]} inputs - Paths of the bundled files.
 * @returns {string} Their names and licenses.
 */
function licenses(inputs) {
  const folders = inputs.flatMap((path) => {
    const [folder] = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? [];
    return folder === undefined ? [] : [join(ROOT, folder)];
  });
  return [...new Set(folders)]
    .sort()
    .map((folder) => {
      const file = readdirSync(folder).find((name) =>
        /^licen[cs]e/i.test(name),
      );
      // What is copied has to bring its license along.
      if (file === undefined) throw new Error(`${folder} has no license.`);
      const text = readFileSync(join(folder, file), "utf8").trim();
      const name = folder.replace(/^.*[\\/]node_modules[\\/]/, "");
      return `${name.replaceAll("\\", "/")}\n\n${text}\n`;
    })
    .join("\n----\n\n");
}
