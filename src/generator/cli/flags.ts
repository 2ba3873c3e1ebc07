import type { Options } from "yargs";

const SOURCE = "Source:";
const OUTPUT = "Output:";
const BEHAVIOUR = "Behaviour:";
const REPORT = "Report:";

/** Flags of every command that reads descriptions. */
export const SOURCE_FLAGS = {
  url: {
    alias: "u",
    type: "string",
    requiresArg: true,
    group: SOURCE,
    description: "Landing page of the server",
  },
  input: {
    alias: "i",
    type: "string",
    requiresArg: true,
    group: SOURCE,
    description:
      "Recorded descriptions instead of a server: a file, a folder, or - for standard input",
  },
  include: {
    type: "array",
    string: true,
    requiresArg: true,
    group: SOURCE,
    description: "Glob of process ids to take (repeatable)",
  },
  exclude: {
    type: "array",
    string: true,
    requiresArg: true,
    group: SOURCE,
    description: "Glob of process ids to leave out (repeatable)",
  },
  process: {
    type: "array",
    string: true,
    requiresArg: true,
    group: SOURCE,
    description:
      "Id of a process, also where the list lacks it (repeatable); without --include, only these",
  },
  header: {
    type: "array",
    string: true,
    requiresArg: true,
    group: SOURCE,
    description: "Header 'Name: value' for every request (repeatable)",
  },
  concurrency: {
    type: "string",
    requiresArg: true,
    group: SOURCE,
    description: "Requests at a time  [default: 16]",
  },
  timeout: {
    type: "string",
    requiresArg: true,
    group: SOURCE,
    description: "Seconds for one request  [default: 30]",
  },
  "allow-external-refs": {
    type: "array",
    string: true,
    requiresArg: true,
    group: SOURCE,
    description: "Host that schemas may be fetched from (repeatable)",
  },
  config: {
    alias: "c",
    type: "string",
    requiresArg: true,
    group: SOURCE,
    description:
      "Configuration file  [default: s2gos-codegen.config.json or .yaml, or package.json#s2gos-codegen]",
  },
} as const satisfies Record<string, Options>;

/** Flags of every command. */
export const REPORT_FLAGS = {
  quiet: {
    type: "boolean",
    group: REPORT,
    description: "Print errors and results only",
  },
  verbose: {
    type: "boolean",
    group: REPORT,
    description: "Print what is only of interest when something is wrong",
  },
  color: {
    type: "boolean",
    group: REPORT,
    description: "Colours; --no-color for none  [default: on a terminal]",
  },
} as const satisfies Record<string, Options>;

/** Flags of `generate` alone. */
export const GENERATE_FLAGS = {
  out: {
    alias: "o",
    type: "string",
    requiresArg: true,
    group: OUTPUT,
    description: "Folder of the generated package  [default: ./generated]",
  },
  "default-url": {
    type: "string",
    requiresArg: true,
    group: OUTPUT,
    description: "Server that generated clients use  [default: the --url]",
  },
  emit: {
    type: "string",
    requiresArg: true,
    choices: ["ts", "js"],
    group: OUTPUT,
    description:
      "ts: sources for the project around the folder; js: a package to publish  [default: ts]",
  },
  "import-extension": {
    type: "string",
    requiresArg: true,
    choices: ["js", "ts", "none"],
    group: OUTPUT,
    description:
      "How imports between the sources end  [default: as the nearest tsconfig.json wants it]",
  },
  "package-name": {
    type: "string",
    requiresArg: true,
    group: OUTPUT,
    description:
      "Name of the package, which gets a package.json  [default: from the server's title]",
  },
  "package-version": {
    type: "string",
    requiresArg: true,
    group: OUTPUT,
    description: "Version of the package  [default: 0.0.0]",
  },
  "package-license": {
    type: "string",
    requiresArg: true,
    group: OUTPUT,
    description: "Licence of the published package  [default: Apache-2.0]",
  },
  "runtime-import": {
    type: "string",
    requiresArg: true,
    group: OUTPUT,
    description: "Package to import the runtime from  [default: a copy]",
  },
  "object-inputs": {
    type: "string",
    requiresArg: true,
    choices: ["plain", "qualified"],
    group: OUTPUT,
    description: "How objects are sent  [default: as the server wants it]",
  },
  "save-input": {
    type: "string",
    requiresArg: true,
    group: OUTPUT,
    description: "File to record the descriptions in, for --input",
  },
  check: {
    type: "boolean",
    group: BEHAVIOUR,
    description: "Write nothing; exit with 3 if the package is out of date",
  },
  "fail-on": {
    type: "string",
    requiresArg: true,
    choices: ["any", "breaking"],
    group: BEHAVIOUR,
    description:
      "With --check: exit with 3 for any drift, or for what breaks callers alone  [default: any]",
  },
  "dry-run": {
    type: "boolean",
    group: BEHAVIOUR,
    description: "Write nothing; print what would be written",
  },
  watch: {
    type: "string",
    group: BEHAVIOUR,
    description:
      "Generate again when the processes change; seconds between two reads  [default: 10]",
  },
  verify: {
    type: "boolean",
    group: BEHAVIOUR,
    description: "Type-check the package before anything is written",
  },
  strict: {
    type: "boolean",
    group: BEHAVIOUR,
    description:
      "Fail if a process cannot be generated; exit with 4 after warnings",
  },
  force: {
    type: "boolean",
    group: BEHAVIOUR,
    description: "Write into a folder that holds other files; they stay",
  },
  json: {
    type: "boolean",
    group: REPORT,
    description: "Print the report as one JSON object",
  },
  summary: {
    type: "string",
    requiresArg: true,
    group: REPORT,
    description:
      "File to append the report to, as Markdown  [default: that of a step of GitHub Actions]",
  },
} as const satisfies Record<string, Options>;

/** Flags of `serve`. */
export const SERVE_FLAGS = {
  service: {
    type: "string",
    requiresArg: true,
    choices: ["s2gos", "local"],
    default: "s2gos",
    description: "Which processes it offers",
  },
  port: {
    type: "string",
    requiresArg: true,
    default: "8008",
    description: "Port; 0 for a free one",
  },
  host: {
    type: "string",
    requiresArg: true,
    default: "127.0.0.1",
    description: "Address to listen on",
  },
  profile: {
    type: "string",
    requiresArg: true,
    description: "Server whose ways it imitates, such as wraptile",
  },
  cors: {
    type: "array",
    string: true,
    requiresArg: true,
    description:
      "Origin of web pages that may use it, besides those of this machine; * for all (repeatable)",
  },
  "allow-host": {
    type: "array",
    string: true,
    requiresArg: true,
    description:
      "Name by which clients address it, besides localhost and --host; * for all (repeatable)",
  },
  "allow-local-links": {
    type: "boolean",
    description:
      "Let web pages name other services of this machine in links and subscribers",
  },
} as const satisfies Record<string, Options>;
