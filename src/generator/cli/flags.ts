import type { Options } from "yargs";
import {
  COMMAND_SETTINGS,
  type CommandSettingName,
} from "./command-settings.js";

const SOURCE = "Source:";
const OUTPUT = "Output:";
const BEHAVIOUR = "Behaviour:";
const REPORT = "Report:";

/** Flags of every command that reads descriptions. */
export const SOURCE_FLAGS = {
  url: flagOf("url", SOURCE, { alias: "u" }),
  input: flagOf("input", SOURCE, { alias: "i" }),
  include: flagOf("include", SOURCE),
  exclude: flagOf("exclude", SOURCE),
  process: flagOf("process", SOURCE),
  header: flagOf("headers", SOURCE, {
    description: "Header 'Name: value' for every request (repeatable)",
  }),
  concurrency: flagOf("concurrency", SOURCE),
  timeout: flagOf("timeout", SOURCE),
  "allow-external-refs": flagOf("allowExternalRefs", SOURCE),
  config: {
    alias: "c",
    type: "string",
    requiresArg: true,
    group: SOURCE,
    description:
      "Configuration file  [default: s2gos-codegen.config.ts, .js, .json or .yaml, or package.json#s2gos-codegen]",
  },
  only: {
    type: "array",
    string: true,
    requiresArg: true,
    group: SOURCE,
    description:
      "Service of the configuration file to take (repeatable)  [default: all]",
  },
  "print-config": {
    type: "boolean",
    group: SOURCE,
    description:
      "Print the settings in force and where each comes from, with secrets masked; do nothing else",
  },
} as const satisfies Record<string, Options>;

/** Flags of every command. */
export const REPORT_FLAGS = {
  quiet: flagOf("quiet", REPORT),
  verbose: flagOf("verbose", REPORT),
  color: flagOf("color", REPORT, {
    description: "Colours; --no-color for none  [default: on a terminal]",
  }),
} as const satisfies Record<string, Options>;

/** Flags of `generate` alone. */
export const GENERATE_FLAGS = {
  out: flagOf("out", OUTPUT, { alias: "o" }),
  "default-url": flagOf("defaultUrl", OUTPUT),
  emit: flagOf("emit", OUTPUT),
  "import-extension": flagOf("importExtension", OUTPUT),
  "package-name": flagOf("packageName", OUTPUT),
  "package-version": flagOf("packageVersion", OUTPUT),
  "package-license": flagOf("packageLicense", OUTPUT),
  "runtime-import": flagOf("runtimeImport", OUTPUT),
  "object-inputs": flagOf("objectInputs", OUTPUT),
  query: flagOf("query", OUTPUT),
  "save-input": flagOf("saveInput", OUTPUT),
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
  verify: flagOf("verify", BEHAVIOUR),
  strict: flagOf("strict", BEHAVIOUR),
  force: flagOf("force", BEHAVIOUR),
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

/**
 * The flag of a setting, as the table of settings has it.
 *
 * @param more - What only the flag has.
 */
function flagOf(
  name: CommandSettingName,
  group: string,
  more: Options = {},
): Options {
  const {
    kind,
    description,
    default: value,
    otherwise,
  } = COMMAND_SETTINGS[name];
  const common = { group, description, ...more };
  // `--no-verify` is there, but says nothing new.
  if (kind === "boolean") return { type: "boolean", ...common };
  const isList = kind === "list" || kind === "headers";
  const taken = otherwise ?? value;
  const whole = [
    isList ? `${description} (repeatable)` : description,
    taken === undefined ? "" : `  [default: ${taken}]`,
  ];
  return {
    ...(isList ? { type: "array", string: true } : { type: "string" }),
    requiresArg: true,
    ...(typeof kind === "object" ? { choices: kind.oneOf } : {}),
    ...common,
    description: more.description ?? whole.join(""),
  };
}
