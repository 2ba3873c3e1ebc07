import type { Settings } from "../define-config.js";
import type { CredentialSettings } from "../options.js";

/** How the text of a setting is read. */
export type SettingKind =
  | "boolean"
  | "emitters"
  | "headers"
  | "list"
  | "path"
  | "positive-number"
  | "string"
  | { readonly oneOf: readonly string[] };

/** What a setting is, and where it may be given. */
export interface SettingDefinition {
  readonly kind: SettingKind;
  /** What it says, without its default: for `--help`, for the schema of the configuration file, and for its documentation. */
  readonly description: string;
  /** The value that it has where it is not given. */
  readonly default?: boolean | number | string;
  /** What is taken where it is not given, if that is no fixed value. */
  readonly otherwise?: string;
  /** Its value must never be printed. */
  readonly secret?: true;
  /** Not read from the environment, because it belongs to a project, not to a machine. */
  readonly noEnvironment?: true;
  /** Two services cannot have the same: a flag or a variable cannot give it to several. */
  readonly ofOneService?: true;
}

/** Name of a setting that is no credential, in camelCase. */
export type CommandSettingName = Exclude<
  keyof Settings,
  keyof CredentialSettings
>;

/**
 * The settings that are flags too. The client does not know them, so that `--help` need not load the client's table.
 */
export const COMMAND_SETTINGS: Readonly<
  Record<CommandSettingName, SettingDefinition>
> = {
  url: {
    kind: "string",
    description: "Landing page of the server",
    ofOneService: true,
  },
  input: {
    kind: "path",
    description:
      "Recorded descriptions instead of a server: a file, a folder, or - for standard input",
    ofOneService: true,
  },
  saveInput: {
    kind: "path",
    description: "File to record the descriptions in, for a later input",
    noEnvironment: true,
    ofOneService: true,
  },
  out: {
    kind: "path",
    description: "Folder of the generated package",
    otherwise: "./generated",
    ofOneService: true,
  },
  include: {
    kind: "list",
    description: "Globs of process ids to take",
    otherwise: "all",
  },
  exclude: {
    kind: "list",
    description: "Globs of process ids to leave out",
    otherwise: "none",
  },
  process: {
    kind: "list",
    description:
      "Ids of processes, also where the list lacks them; without include, only these are taken",
  },
  headers: {
    kind: "headers",
    description: "Headers for every request to the server",
    secret: true,
    noEnvironment: true,
  },
  timeout: {
    kind: "positive-number",
    description: "Seconds for one request",
    default: 30,
  },
  concurrency: {
    kind: "positive-number",
    description: "Requests at a time",
    default: 16,
  },
  allowExternalRefs: {
    kind: "list",
    description: "Hosts that schemas may be fetched from",
    otherwise: "none",
  },
  defaultUrl: {
    kind: "string",
    description: "Server that generated clients use",
    otherwise: "the url",
    ofOneService: true,
  },
  emit: {
    kind: { oneOf: ["ts", "js"] },
    description:
      "ts: sources for the project around the folder; js: a package to publish",
    default: "ts",
  },
  importExtension: {
    kind: { oneOf: ["js", "ts", "none"] },
    description: "How imports between the sources end",
    otherwise: "as the nearest tsconfig.json wants it",
  },
  packageName: {
    kind: "string",
    description: "Name of the package, which gets a package.json",
    otherwise: "from the server's title",
    ofOneService: true,
  },
  packageVersion: {
    kind: "string",
    description: "Version of the package",
    default: "0.0.0",
  },
  packageLicense: {
    kind: "string",
    description: "Licence of the published package",
    default: "Apache-2.0",
  },
  runtimeImport: {
    kind: "string",
    description: "Package to import the runtime from",
    otherwise: "a copy",
  },
  emitters: {
    kind: "emitters",
    description:
      "Make further files of the package; only in a configuration file in TypeScript or JavaScript",
    otherwise: "none",
    noEnvironment: true,
  },
  objectInputs: {
    kind: { oneOf: ["plain", "qualified"] },
    description: "How objects are sent",
    otherwise: "as the server wants it",
  },
  query: ofRun("Write query.ts too: options that TanStack Query and SWR take"),
  verify: ofRun("Type-check the package before anything is written"),
  strict: ofRun(
    "Fail if a process cannot be generated; exit with 4 after warnings",
  ),
  force: ofRun("Write into a folder that holds other files; they stay"),
  quiet: ofRun("Print errors and results only"),
  verbose: ofRun("Print what is only of interest when something is wrong"),
  color: {
    kind: "boolean",
    description: "Colours",
    otherwise: "on a terminal",
    noEnvironment: true,
  },
};

function ofRun(description: string): SettingDefinition {
  return { kind: "boolean", description, default: false, noEnvironment: true };
}
