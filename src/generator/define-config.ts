import type { Emitter } from "./emitters/emitter.js";
import type { GenerateOptions } from "./generate-options.js";
import type { CredentialSettings } from "./options.js";

/**
 * The settings of a run, by their names in the configuration file. Most of them are flags and environment
 * variables as well. Relative paths start from the folder of the file.
 */
export interface Settings extends CredentialSettings {
  /** Landing page of the server. */
  readonly url?: string;
  /** Recorded descriptions instead of a server: a file, a folder, or - for standard input. */
  readonly input?: string;
  /** File to record the descriptions in, for a later input. */
  readonly saveInput?: string;
  /** Folder of the generated package. Default: ./generated. */
  readonly out?: string;
  /** Globs of process ids to take. Default: all. */
  readonly include?: readonly string[];
  /** Globs of process ids to leave out. Default: none. */
  readonly exclude?: readonly string[];
  /** Ids of processes, also where the list lacks them; without include, only these are taken. */
  readonly process?: readonly string[];
  /** Headers for every request to the server. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Seconds for one request. Default: 30. */
  readonly timeout?: number;
  /** Requests at a time. Default: 16. */
  readonly concurrency?: number;
  /** Hosts that schemas may be fetched from. Default: none. */
  readonly allowExternalRefs?: readonly string[];
  /** Server that generated clients use. Default: the url. */
  readonly defaultUrl?: string;
  /** ts: sources for the project around the folder; js: a package to publish. Default: ts. */
  readonly emit?: NonNullable<GenerateOptions["emit"]>;
  /** How imports between the sources end. Default: as the nearest tsconfig.json wants it. */
  readonly importExtension?: NonNullable<GenerateOptions["importExtension"]>;
  /** Name of the package, which gets a package.json. Default: from the server's title. */
  readonly packageName?: string;
  /** Version of the package. Default: 0.0.0. */
  readonly packageVersion?: string;
  /** Licence of the published package. Default: Apache-2.0. */
  readonly packageLicense?: string;
  /** Package to import the runtime from. Default: a copy. */
  readonly runtimeImport?: string;
  /** Make further files of the package; only in a configuration file in TypeScript or JavaScript. Default: none. */
  readonly emitters?: readonly Emitter[];
  /** How objects are sent. Default: as the server wants it. */
  readonly objectInputs?: NonNullable<GenerateOptions["objectInputs"]>;
  /** Write query.ts too: options that TanStack Query and SWR take. Default: false. */
  readonly query?: boolean;
  /** Type-check the package before anything is written. Default: false. */
  readonly verify?: boolean;
  /** Fail if a process cannot be generated; exit with 4 after warnings. Default: false. */
  readonly strict?: boolean;
  /** Write into a folder that holds other files; they stay. Default: false. */
  readonly force?: boolean;
  /** Print errors and results only. Default: false. */
  readonly quiet?: boolean;
  /** Print what is only of interest when something is wrong. Default: false. */
  readonly verbose?: boolean;
  /** Colours. Default: on a terminal. */
  readonly color?: boolean;
}

/** Settings in a configuration file. What is undefined, such as a variable of `process.env`, is not set. */
export type ConfigSettings = {
  readonly [Name in keyof Settings]?: Settings[Name] | undefined;
};

/** The content of a configuration file. */
export interface Config extends ConfigSettings {
  /**
   * Services by their names, which `--only` takes. The settings beside them are the defaults of each. Without `out`,
   * a service is written to `generated/NAME`.
   */
  readonly services?: Readonly<Record<string, ConfigSettings>>;
}

/**
 * Gives a configuration its type, for `s2gos-codegen.config.ts`:
 * `export default defineConfig({ url: "http://localhost:8008/" })`.
 *
 * @returns The same configuration.
 */
export function defineConfig(config: Config): Config {
  return config;
}
