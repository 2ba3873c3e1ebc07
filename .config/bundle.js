// The second step of `npm run build`: writes the built program to dist/, as few files. The first
// step, the compiler, writes its declarations. Loading hundreds of small modules would take most of
// the time of a short run, so the modules are joined, but for what is imported where it is needed:
// that stays in files of its own. Names of functions and classes stay, for traces of errors.

import { chmodSync, rmSync, writeFileSync } from "node:fs";
import { basename, isAbsolute, join } from "node:path";
import { rolldown } from "rolldown";
import { arrayLoops, plainExports } from "./cold-code.js";
import { keepReachable } from "./declarations.js";
import { filesOfLayers } from "./layers.js";
import { licenses } from "./licenses.js";

const ROOT = join(import.meta.dirname, "..");

/** The command, and what build scripts import: they run in Node.js alone. */
const COMMAND = "generator/cli/main";
const SCRIPTS = ["generator/index", "generator/vite/index"];

/** What other programs import, also where no Node.js is. */
const PARTS = ["runtime/index", "server/index", "server/mock/index"];

/** What the command loads as other modules than CommonJS: what users' programs import as well, and what imports these. */
const MODULES = ["server/index", "generator/import-module"];

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
  "tsconfck",
  "validate-npm-package-name",
];

/** @type {Readonly<Record<string, string>>} */
const STAND_INS = {
  // The width of texts in the help: they are plain ASCII, so their length. The library builds tables
  // of all characters when it is imported, which takes as long as Node.js itself takes to start.
  "string-width": `
    import { stripVTControlCharacters } from "node:util";
    export default (text) => stripVTControlCharacters(text).length;`,
  // With this, it checks the names of flags and commands that it is told, which are constants.
  assert: `
    export function strictEqual(is, wanted, message) {
      if (is !== wanted) throw new Error(message);
    }
    export function notStrictEqual(is, unwanted, message) {
      if (is === unwanted) throw new Error(message);
    }`,
};

/** @type {import("rolldown").InputOptions} */
const INPUT = {
  cwd: ROOT,
  platform: "node",
  transform: { target: "node20.19" },
  external: isExternal,
  checks: { ineffectiveDynamicImport: false },
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
await writeCommand();
const parts = await rolldown({
  ...INPUT,
  input: inputs([...PARTS, ...MODULES]),
  plugins: [graph(modules)],
});
await parts.write(OUTPUT);
await parts.close();
// A step of this build, which is not a part of the package.
const joiner = await rolldown({
  ...INPUT,
  input: inputs(["generator/join/main"]),
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
keepReachable(join(ROOT, "dist"), [COMMAND, ...SCRIPTS, ...PARTS, FORMS]);
writeFileSync(
  join(ROOT, "dist/third-party-licenses.txt"),
  licenses([...modules.keys()]),
);

/**
 * The command as CommonJS modules: Node.js loads them in half of the time, and can keep what it
 * compiled of them. Scripts import the same modules, by files that name what these export.
 */
async function writeCommand() {
  const program = await rolldown({
    ...INPUT,
    // Node.js would load its loader of other modules for it alone.
    external: (id, importer) =>
      id !== "change-case" && isExternal(id, importer),
    // Settings of yargs that extend others, which the command does not have.
    transform: {
      ...INPUT.transform,
      define: { "import.meta.resolve": "undefined" },
    },
    input: inputs([COMMAND, ...SCRIPTS]),
    plugins: [
      arrayLoops(join(ROOT, ".config/tsconfig.build.json")),
      standIns(),
      otherModules(),
      plainExports(),
      graph(modules),
    ],
  });
  /** @type {import("rolldown").OutputOptions} */
  const options = {
    ...OUTPUT,
    format: "cjs",
    // What is kept of a file that was compiled does not tell how it imports.
    dynamicImportInCjs: false,
    entryFileNames: ({ name }) =>
      name === COMMAND ? "[name].js" : "[name].cjs",
    chunkFileNames: "chunks/[name].cjs",
    // Names of functions and classes stay.
    minify: {
      mangle: { toplevel: true, keepNames: true },
      compress: true,
      codegen: true,
    },
  };
  await program.generate(options);
  const { output } = await program.write({
    ...options,
    codeSplitting: { groups: groups() },
  });
  await program.close();
  // The path of the command stays, whatever its modules are.
  const command = join(ROOT, `dist/${COMMAND}.js`);
  chmodSync(command, 0o755);
  writeFileSync(join(command, "../package.json"), '{ "type": "commonjs" }\n');
  for (const file of output) {
    if (file.type !== "chunk" || !SCRIPTS.includes(file.name)) continue;
    writeFileSync(
      join(ROOT, `dist/${file.name}.js`),
      `import program from "./${basename(file.fileName)}";\nexport const { ${file.exports.join(", ")} } = program;\n`,
    );
  }
}

/**
 * @param {readonly string[]} names - Paths below src, without ending.
 * @returns {Record<string, string>} The paths of the files.
 */
function inputs(names) {
  return Object.fromEntries(names.map((name) => [name, source(name)]));
}

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
    APART.map((name) => source(`generator/${name}`)),
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
 * Leaves the modules that are built apart from the command where they are.
 * @returns {import("rolldown").Plugin} The plug-in.
 */
function otherModules() {
  return {
    name: "other-modules",
    resolveId(path) {
      const name = MODULES.find((module) =>
        path.endsWith(`/${module.replace("generator/", "")}.js`),
      );
      return name === undefined
        ? undefined
        : { id: `../${name}.js`, external: true };
    },
  };
}

/**
 * Small stand-ins for what the parser of flags imports at once, and needs little of.
 * @returns {import("rolldown").Plugin} The plug-in.
 */
function standIns() {
  return {
    name: "stand-ins",
    resolveId: (path) => (path in STAND_INS ? `\0${path}` : undefined),
    load: (id) => STAND_INS[id.slice(1)],
  };
}
