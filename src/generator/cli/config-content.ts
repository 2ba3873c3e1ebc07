import { dirname } from "node:path";
import type { Settings } from "../define-config.js";
import { UsageError } from "../errors.js";
import { isJsonObject, type JsonObject } from "../json.js";
import { isProgram, type ConfigFile } from "./config-file.js";
import { withVariables } from "./config-variables.js";
import type { Environment } from "./config.js";
import { settingValue } from "./setting-value.js";
import { settingKeys, settingName, type SettingName } from "./settings.js";
import { suggestion } from "../suggest.js";

/** Key at the top of a configuration file that names its schema. */
export const SCHEMA_KEY = "$schema";

/** Key at the top of a configuration file that holds its services. */
export const SERVICES_KEY = "services";

/** What the names of services are made of: they become names of folders. */
export const SERVICE_NAME = /^[A-Za-z0-9][\w.-]*$/;

/** A part of a configuration file that holds settings. */
interface Part {
  readonly file: ConfigFile;
  readonly content: JsonObject;
  /** What stands before a key in errors, such as `services.local.`. */
  readonly prefix: string;
}

/**
 * Reads the settings at the top of a configuration file, which are the defaults of its services. Relative paths start
 * from its folder. Texts of a file that is no program may hold variables of the environment.
 *
 * @throws UsageError for an unknown or malformed setting.
 */
export function settingsOfFile(
  file: ConfigFile,
  environment: Environment,
): Settings {
  const {
    [SCHEMA_KEY]: _schema,
    [SERVICES_KEY]: _services,
    ...content
  } = file.content;
  return settingsOf({ file, content, prefix: "" }, environment);
}

/**
 * Reads the settings of one service of a configuration file.
 *
 * @throws UsageError for an unknown or malformed setting.
 */
export function settingsOfService(
  file: ConfigFile,
  name: string,
  environment: Environment,
): Settings {
  const content = servicesOfFile(file).get(name) ?? {};
  const prefix = `${SERVICES_KEY}.${name}.`;
  return settingsOf({ file, content, prefix }, environment);
}

/**
 * The services of a configuration file, by their names. There are none in a file for one service.
 *
 * @throws UsageError where they are no object of objects, or a name cannot be one of a folder.
 */
export function servicesOfFile({
  content,
  path,
}: ConfigFile): ReadonlyMap<string, JsonObject> {
  const services = content[SERVICES_KEY];
  if (services === undefined || services === null) return new Map();
  if (!isJsonObject(services) || Object.keys(services).length === 0) {
    throw new UsageError(`"${SERVICES_KEY}" must be an object of services.`, {
      where: path,
      hint: 'Write: "services": { "local": { "url": "http://localhost:8008/" } }',
    });
  }
  return new Map(
    Object.entries(services).map(([name, settings]) => {
      if (!SERVICE_NAME.test(name)) {
        throw new UsageError(
          `${JSON.stringify(name)} cannot be the name of a service.`,
          {
            where: path,
            hint: "Take letters, digits, dots, hyphens and underscores, and begin with a letter or digit.",
          },
        );
      }
      if (isJsonObject(settings)) return [name, settings];
      throw new UsageError(
        `"${SERVICES_KEY}.${name}" must be an object of settings.`,
        { where: path },
      );
    }),
  );
}

function settingsOf(
  { file, content, prefix }: Part,
  environment: Environment,
): Settings {
  const folder = dirname(file.path);
  const keys = new Map<SettingName, string>();
  const values = Object.entries(content).flatMap(([key, given]) => {
    const setting = settingName(key);
    const name = JSON.stringify(prefix + key);
    if (setting === undefined) throw unknownKey(prefix, key, file.path);
    const other = keys.get(setting);
    if (other !== undefined) {
      throw new UsageError(
        `${JSON.stringify(prefix + other)} and ${name} are the same setting.`,
        { where: file.path, hint: "Leave one of them out." },
      );
    }
    keys.set(setting, key);
    const place = { name, file: file.path };
    const content = isProgram(file.path)
      ? given
      : withVariables(given, environment, place);
    const value = settingValue(setting, content, { ...place, folder });
    return value === undefined ? [] : [[setting, value] as const];
  });
  return Object.fromEntries(values);
}

function unknownKey(prefix: string, key: string, path: string): UsageError {
  const isTop = prefix === "";
  const known = isTop
    ? [...settingKeys(), SERVICES_KEY, SCHEMA_KEY]
    : settingKeys();
  const near = suggestion(key, known);
  return new UsageError(
    `There is no setting ${JSON.stringify(prefix + key)}.`,
    {
      where: path,
      hint:
        near === undefined
          ? "See s2gos-codegen --help; settings have the names of the flags."
          : `Did you mean "${near}"?`,
    },
  );
}
