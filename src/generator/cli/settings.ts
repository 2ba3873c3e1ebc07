import {
  CONNECTION_KEYS,
  environmentName,
  type ConnectionKey,
} from "../../runtime/config/connection-keys.js";
import { mapMembers } from "../json.js";
import { withoutApiUrl } from "../connection-options.js";
import type { Settings } from "../define-config.js";
import type { CredentialSettings } from "../options.js";

/** How the text of a setting is read. */
export type SettingKind =
  | "boolean"
  | "headers"
  | "list"
  | "path"
  | "positive-number"
  | "string"
  | { readonly oneOf: readonly string[] };

/** What a setting is, and where it may be given. */
export interface SettingDefinition {
  readonly kind: SettingKind;
  /** Its value must never be printed. */
  readonly secret?: true;
  /** Not read from the environment, because it belongs to a project, not to a machine. */
  readonly noEnvironment?: true;
}

/** Name of a setting, in camelCase. */
export type SettingName = keyof Settings;

/**
 * Every setting that the configuration file may hold. One table, so that flags,
 * environment and file cannot drift apart.
 */
export const SETTINGS: Readonly<Record<SettingName, SettingDefinition>> = {
  url: { kind: "string" },
  input: { kind: "path" },
  saveInput: { kind: "path", noEnvironment: true },
  out: { kind: "path" },
  include: { kind: "list" },
  exclude: { kind: "list" },
  process: { kind: "list" },
  headers: { kind: "headers", secret: true, noEnvironment: true },
  timeout: { kind: "positive-number" },
  concurrency: { kind: "positive-number" },
  allowExternalRefs: { kind: "list" },
  defaultUrl: { kind: "string" },
  emit: { kind: { oneOf: ["ts", "js"] } },
  importExtension: { kind: { oneOf: ["js", "ts", "none"] } },
  packageName: { kind: "string" },
  packageVersion: { kind: "string" },
  packageLicense: { kind: "string" },
  runtimeImport: { kind: "string" },
  objectInputs: { kind: { oneOf: ["plain", "qualified"] } },
  verify: { kind: "boolean", noEnvironment: true },
  strict: { kind: "boolean", noEnvironment: true },
  force: { kind: "boolean", noEnvironment: true },
  quiet: { kind: "boolean", noEnvironment: true },
  verbose: { kind: "boolean", noEnvironment: true },
  color: { kind: "boolean", noEnvironment: true },
  ...connectionSettings(),
};

/** The credentials of the client, which are settings as well. */
function connectionSettings(): Readonly<
  Record<keyof CredentialSettings, SettingDefinition>
> {
  const rows: Readonly<Record<keyof CredentialSettings, ConnectionKey>> =
    withoutApiUrl(CONNECTION_KEYS);
  return mapMembers(rows, ({ kind = "string", secret }) => ({
    kind,
    ...(secret === undefined ? {} : { secret }),
  }));
}

/** Other names of settings: those of the client and of the flags. */
const ALIASES: Readonly<Record<string, SettingName>> = {
  apiUrl: "url",
  header: "headers",
};

/** The setting that a key names, in camelCase, snake_case or kebab-case. Undefined: there is no such setting. */
export function settingName(key: string): SettingName | undefined {
  const name = key.replaceAll(/[-_]([a-z0-9])/g, (_, letter: string) =>
    letter.toUpperCase(),
  );
  if (Object.hasOwn(SETTINGS, name)) return name as SettingName;
  return Object.hasOwn(ALIASES, name) ? ALIASES[name] : undefined;
}

/** All keys of a configuration file, as candidates for a mistyped one. */
export function settingKeys(): readonly string[] {
  return [...Object.keys(SETTINGS), ...Object.keys(ALIASES)];
}

/** Names of the environment variables of a setting; the first that has a value is taken. */
export function environmentNames(name: SettingName): readonly string[] {
  if (SETTINGS[name].noEnvironment === true) return [];
  const upper = `S2GOS_${name.replaceAll(/[A-Z]/g, "_$&").toUpperCase()}`;
  return name === "url" ? [upper, environmentName("apiUrl")] : [upper];
}
