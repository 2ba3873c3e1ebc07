// The rooms of src/, and what each may import besides itself. A room is a folder, or a file that
// stands beside the folders. Rooms stand lowest first, and each names only rooms above it in its
// list, so that no circle of rooms is possible. imports.js makes lint rules of this data, and
// test/structure/imports.test.ts checks both. docs/design.md says what each room holds.

/**
 * Rooms of which each may import all those before it.
 * @param {...string} rooms - Lowest first.
 * @returns {Record<string, readonly string[]>} What each room may import.
 */
function inOrder(...rooms) {
  return Object.fromEntries(
    rooms.map((room, index) => [room, rooms.slice(0, index)]),
  );
}

// Files without knowledge of descriptions, which all of the generator may import.
const GENERATOR_GROUND = inOrder(
  "characters.ts",
  "case.ts",
  "hyphenated.ts",
  "json.ts",
  "resource-links.ts",
  "exact-numbers.ts",
  "folders.ts",
  "import-module.ts",
  "program.ts",
  "settled.ts",
  "json-size.ts",
  "json-text.ts",
  "errors.ts",
  "diagnostic.ts",
  "suggest.ts",
);
const GROUND = Object.keys(GENERATOR_GROUND);

const STAGES = {
  ...GENERATOR_GROUND,
  // A part of the build: joins the runtime's files to those that packages get.
  join: [],
  "options.ts": GROUND,
  "connection-options.ts": ["options.ts"],
  source: [...GROUND, "options.ts", "connection-options.ts"],
  description: [...GROUND, "source"],
  schema: [...GROUND, "source", "description"],
  model: [...GROUND, "description", "schema"],
  // The package's `schema`: no room that it imports needs Node.js, nor a library that does.
  forms: [...GROUND, "description", "schema", "model"],
  emit: [...GROUND, "schema", "model"],
  format: GROUND,
  project: GROUND,
  compile: GROUND,
  verify: [...GROUND, "schema", "model", "emit"],
  output: [...GROUND, "format"],
  drift: [...GROUND, "schema", "model"],
  emitters: [...GROUND, "model", "emit", "output"],
  "generate-options.ts": ["options.ts", "emitters"],
  "define-config.ts": ["options.ts", "emitters", "generate-options.ts"],
  "result.ts": [...GROUND, "output", "drift"],
  // The command `init`.
  init: [
    ...GROUND,
    "options.ts",
    "connection-options.ts",
    "source",
    "format",
    "project",
  ],
};

// These join the stages, so they may import any of them.
const ALL_STAGES = Object.keys(STAGES);
const JOINED = inOrder(
  "assets.ts",
  "inspected-service.ts",
  "stages",
  "recall",
  "pipeline.ts",
  // The commands that run processes.
  "execution",
  "generate.ts",
  "index.ts",
);
const GENERATOR = {
  ...STAGES,
  ...Object.fromEntries(
    Object.entries(JOINED).map(([room, lower]) => [
      room,
      [...ALL_STAGES, ...lower],
    ]),
  ),
  cli: [
    ...GROUND,
    "options.ts",
    "connection-options.ts",
    "generate-options.ts",
    "define-config.ts",
    "project",
    "init",
    "result.ts",
    "inspected-service.ts",
    "execution",
    "generate.ts",
    "index.ts",
  ],
  // The plug-in is another way of running the command.
  vite: [
    ...GROUND,
    "define-config.ts",
    "output",
    "result.ts",
    "generate.ts",
    "cli",
  ],
};

/** What each room may import besides itself, for each folder of src/. */
export const ROOMS = {
  // What generated code runs on. Packages contain a copy of it.
  runtime: inOrder(
    "base",
    "documents",
    "errors",
    "config",
    "http",
    "lists",
    "results",
    "job",
    "execution",
    "client",
    "process",
    "batch",
    "index.ts",
  ),
  generator: GENERATOR,
  // The embedded server, which is the runtime's oracle.
  server: inOrder(
    "choice.ts",
    "documents.ts",
    "problem.ts",
    "process.ts",
    "http",
    "jobs",
    "execution",
    "profiles",
    "service.ts",
    "openapi",
    "app",
    "processes",
    "handlers",
    "mock",
    "node",
    "start.ts",
    "index.ts",
  ),
};

/**
 * Files of the runtime that are the home of a concept which the generator needs as well. Every room
 * of the generator may import them.
 * @type {readonly string[]}
 */
export const SHARED_WITH_GENERATOR = [
  "runtime/base/mask-value.ts",
  "runtime/base/masker.ts",
  "runtime/base/secrets.ts",
  "runtime/base/text.ts",
  "runtime/lists/next-page.ts",
  "runtime/config/config-secrets.ts",
  "runtime/config/connection-keys.ts",
  "runtime/documents/content-type.ts",
  "runtime/documents/links.ts",
  "runtime/documents/media-type.ts",
  "runtime/documents/process-definition.ts",
  "runtime/http/content-codings.ts",
  "runtime/http/urls.ts",
  "runtime/results/fits.ts",
  "runtime/results/json-hazards.ts",
  "runtime/results/saved-names.ts",
];

/**
 * The other imports from one folder of src/ into another: what each room may import there.
 * @type {Record<string, readonly string[]>}
 */
export const ACROSS = {
  // Recordings are read, and described, as a generation does.
  "server/handlers": [
    "generator/source/recorded-documents.ts",
    "generator/description",
    "generator/schema",
  ],
  // A server is read with the runtime's own client.
  "generator/source": ["runtime/index.ts"],
  // The types of schemas.
  "generator/forms": ["runtime/index.ts"],
  "generator/recall": ["runtime/index.ts"],
  "generator/pipeline.ts": ["runtime/index.ts"],
  // Processes are called as a package calls them.
  "generator/execution": ["runtime/index.ts"],
  // The command `serve`, and what jobs are.
  "generator/cli": ["server/index.ts", "runtime/index.ts"],
};
