// The second step of `npm run build`: writes the built program to dist/, as few files. The first
// step, the compiler, writes its declarations. Loading hundreds of small modules would take most of
// the time of a short run, so the modules are joined, but for what is imported where it is needed:
// that stays in files of its own. Names stay as they are, for traces of errors.

import {
  chmodSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { isAbsolute, join } from "node:path";
import { rolldown } from "rolldown";
import { keepReachable } from "./declarations.js";
import { filesOfLayers } from "./layers.js";

const ROOT = join(import.meta.dirname, "..");

/** What package.json leads to. Their declarations stand beside them. */
const ENTRIES = [
  "generator/index",
  "generator/cli/main",
  "generator/vite/index",
  "runtime/index",
  "server/index",
  "server/mock/index",
];

/** What runs in browsers, too. */
const FORMS = "generator/forms/index";

/** The libraries that it imports: bundlers find them, and there is no license file to copy. */
const FORMS_LIBRARIES = ["change-case"];

/** By what a run sees that nothing has changed: in a recording, and at a server. A run loads one of them. */
const APART = ["source/recorded-files", "source/repeat-requests"];

/** What the command loads, in the order in which it does: its flags, all that a run needs in which nothing changed, and the stages. */
const LAYERS = [
  { name: "command", roots: ["cli/run", "cli/io"] },
  {
    name: "generate",
    roots: [
      "cli/config",
      "cli/flag-settings",
      "cli/generate-command",
      "cli/redact",
      "cli/style",
      "generate",
    ],
  },
  { name: "unchanged", roots: APART },
  { name: "pipeline", roots: ["pipeline", "recall/remember"] },
];

/** The parser of flags, with all that it needs, and small libraries that have few of their own. */
const BUNDLED = [
  "yargs",
  "@clack/prompts",
  "damerau-levenshtein",
  "lilconfig",
  "mime",
  "picomatch",
  "validate-npm-package-name",
];

/** @type {import("rolldown").InputOptions} */
const INPUT = {
  cwd: ROOT,
  platform: "node",
  transform: { target: "node20.19" },
  external: isExternal,
};

/** @type {import("rolldown").OutputOptions} */
const OUTPUT = {
  dir: join(ROOT, "dist"),
  entryFileNames: "[name].js",
  chunkFileNames: "chunks/[name]-[hash].js",
  comments: { legal: true, annotation: true, jsdoc: false },
  // A fifth of the bytes. Names stay, for traces of errors.
  minify: { mangle: false, compress: false, codegen: true },
};

rmSync(join(ROOT, "dist/chunks"), { recursive: true, force: true });
/** @type {Map<string, import("./layers.js").Imports>} */
const modules = new Map();
const program = await rolldown({
  ...INPUT,
  input: Object.fromEntries(ENTRIES.map((name) => [name, source(name)])),
  plugins: [textWidth(), graph(modules)],
  checks: { ineffectiveDynamicImport: false },
});
await program.generate(OUTPUT);
await program.write({ ...OUTPUT, codeSplitting: { groups: groups() } });
await program.close();
chmodSync(join(ROOT, "dist/generator/cli/main.js"), 0o755);
// A step of this build, which is not a part of the package.
const joiner = await rolldown({
  ...INPUT,
  input: { "generator/join/main": source("generator/join/main") },
});
await joiner.write(OUTPUT);
await joiner.close();
// One file for browsers as well: what needs Node.js or a heavy library may not get into it.
const forms = await rolldown({
  cwd: ROOT,
  platform: "browser",
  transform: { target: "es2022" },
  input: { [FORMS]: source(FORMS) },
  external: (id) =>
    !/^[./\0]/.test(id) && !isAbsolute(id) && id !== "node:crypto",
  checks: { ineffectiveDynamicImport: false },
  resolve: { alias: { "node:crypto": source("generator/forms/name-hash") } },
});
const { output } = await forms.write(OUTPUT);
await forms.close();
const unwanted = output
  .flatMap((file) =>
    file.type === "chunk" ? [...file.imports, ...file.dynamicImports] : [],
  )
  .filter((name) => !FORMS_LIBRARIES.includes(name));
if (unwanted.length > 0) {
  throw new Error(`dist/${FORMS}.js may not import ${unwanted.join(", ")}.`);
}
keepReachable(join(ROOT, "dist"), [...ENTRIES, FORMS]);
writeFileSync(
  join(ROOT, "dist/third-party-licenses.txt"),
  licenses([...modules.keys()]),
);

/**
 * @param {string} name - Path below src, without ending.
 * @returns {string} The path of the file.
 */
function source(name) {
  return join(ROOT, `src/${name}.ts`);
}

/**
 * Leaves libraries where they are installed, but for those that are bundled, and what these import.
 * The joiner of the runtime is used from sources only.
 * @param {string} id
 * @param {string | undefined} importer
 * @returns {boolean} Whether a module stays outside.
 */
function isExternal(id, importer) {
  if (id.startsWith("./join/")) return true;
  const isBundled =
    /^[./\0]/.test(id) ||
    isAbsolute(id) ||
    BUNDLED.includes(id) ||
    /[\\/]node_modules[\\/]/.test(importer ?? "");
  return !isBundled;
}

/**
 * Collects which module imports which.
 * @param {Map<string, import("./layers.js").Imports>} modules
 * @returns {import("rolldown").Plugin} The plug-in.
 */
function graph(modules) {
  return {
    name: "graph",
    buildEnd() {
      for (const id of this.getModuleIds()) {
        const module = this.getModuleInfo(id);
        if (module !== null) modules.set(id, module);
      }
    },
  };
}

/**
 * The files of the layers. A group takes what its modules import along, so what more entries load goes first.
 * @returns {import("rolldown").CodeSplittingGroup[]}
 */
function groups() {
  const files = filesOfLayers(
    modules,
    [
      ...ENTRIES.filter((name) => name !== "generator/cli/main"),
      ...APART.map((name) => `generator/${name}`),
    ].map(source),
    LAYERS.map(({ name, roots }) => ({
      name,
      roots: roots.map((root) => source(`generator/${root}`)),
    })),
  );
  return [...new Set(files.values())].map((file) => ({
    name: file,
    test: (id) => files.get(id) === file,
    priority: file.split("1").length,
  }));
}

/**
 * The width of texts in the help: they are plain ASCII, so their length. The library builds tables
 * of all characters when it is imported, which takes as long as Node.js itself takes to start.
 * @returns {import("rolldown").Plugin} The plug-in.
 */
function textWidth() {
  const id = "\0text-width";
  return {
    name: "text-width",
    resolveId: (path) => (path === "string-width" ? id : undefined),
    load: (path) =>
      path === id
        ? 'import { stripVTControlCharacters } from "node:util"; export default (text) => stripVTControlCharacters(text).length;'
        : undefined,
  };
}

/**
 * The licenses of the libraries whose code is in the program.
 * @param {readonly string[]} inputs - Ids of the bundled modules.
 * @returns {string} Their names and licenses.
 */
function licenses(inputs) {
  const folders = inputs.flatMap((path) => {
    const [folder] = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? [];
    return folder === undefined ? [] : [folder];
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
