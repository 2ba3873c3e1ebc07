import { resolve } from "node:path";
import type { Settings } from "../define-config.js";
import type { Diagnostic } from "../diagnostic.js";
import { settingsOfFile, settingsOfService } from "./config-content.js";
import { readConfigFile, type ConfigFile } from "./config-file.js";
import { joinedSettings } from "./config-layers.js";
import {
  leftOutOfAll,
  requireFlagsForAll,
  requireOwnOutputs,
  selectedServices,
  settingsForAll,
} from "./config-services.js";
import {
  credentialsOfNobody,
  environmentOfService,
  ownEnvironment,
} from "./environment-credentials.js";
import { settingValue } from "./setting-value.js";
import { environmentNames, SETTINGS, type SettingName } from "./settings.js";

/** Environment variables. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The settings of one source. */
export interface SettingLayer {
  readonly source: "environment" | "file" | "flag";
  readonly settings: Settings;
}

/** The settings of one service. */
export interface ServiceConfiguration {
  /** Its name in the configuration file. Undefined where the file has no services. */
  readonly name?: string;
  readonly settings: Settings;
  /** What the settings were joined from, lowest precedence first. */
  readonly layers: readonly SettingLayer[];
}

/** The settings of a run. */
export interface Configuration {
  /** In the order of the file; at least one. */
  readonly services: readonly ServiceConfiguration[];
  /** Path of the configuration file, where there is one. */
  readonly file?: string;
  /** What is not taken although it is there. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The settings that flags give, and which file and services they name. */
export interface FlagSettings extends Settings {
  /** Path of the configuration file. */
  readonly config?: string | undefined;
  /** Names of the services to take. Default: all. */
  readonly only?: readonly string[];
}

/**
 * Reads the settings: flags take precedence over the environment, and that
 * over the configuration file; in the file, those of a service over those at its top.
 *
 * @throws UsageError for an unknown or malformed setting, or an unknown service.
 */
export async function readConfiguration(
  { config, only = [], ...flags }: FlagSettings,
  variables: Environment,
  folder: string,
): Promise<Configuration> {
  const {
    file,
    passedOver,
    others = [],
  } = await readConfigFile(folder, config);
  const names = selectedServices(file, only);
  if (file !== undefined) requireOwnOutputs(file);
  const isShared = names.length > 1;
  if (isShared) requireFlagsForAll(flags, names);
  const files = settingsInFile(file, names, variables);
  const environment = settingsOfEnvironment(variables, folder);
  const lost = isShared ? credentialsOfNobody(environment, files) : undefined;
  const owned = files.map((fromFile) =>
    isShared
      ? environmentOfService(environment, flags, fromFile, lost !== undefined)
      : ownEnvironment(environment, [flags, fromFile]),
  );
  const services = files.map((fromFile, index) => {
    const own = owned[index]?.settings ?? {};
    const layers: readonly SettingLayer[] = [
      { source: "file", settings: fromFile },
      {
        source: "environment",
        settings: isShared ? settingsForAll(own) : own,
      },
      { source: "flag", settings: flags },
    ];
    return serviceOf(names[index], layers, folder);
  });
  return {
    services,
    ...(file === undefined ? {} : { file: file.path }),
    diagnostics: [
      ...(isShared ? leftOutOfAll(environment, variables) : []),
      ...(lost === undefined ? [] : [lost]),
      ...owned.flatMap(({ diagnostics }) => diagnostics),
      ...(passedOver === undefined ? [] : [fileAbove(passedOver)]),
      ...(file === undefined
        ? []
        : others.map((path) => fileBeside(path, file))),
    ],
  };
}

/** A service has a folder of its own also where no setting says so. */
function serviceOf(
  name: string | undefined,
  layers: readonly SettingLayer[],
  folder: string,
): ServiceConfiguration {
  const settings = joinedSettings(layers.map((layer) => layer.settings));
  if (name === undefined) return { settings, layers };
  const out = resolve(folder, "generated", name);
  return { name, settings: { out, ...settings }, layers };
}

/** The settings that the file gives each service; those of the only one where it has no services, or is not there. */
function settingsInFile(
  file: ConfigFile | undefined,
  names: readonly string[],
  variables: Environment,
): readonly Settings[] {
  if (file === undefined) return [{}];
  const top = settingsOfFile(file, variables);
  if (names.length === 0) return [top];
  return names.map((name) =>
    joinedSettings([top, settingsOfService(file, name, variables)]),
  );
}

function fileAbove(path: string): Diagnostic {
  return {
    severity: "warning",
    code: "config-above-project",
    message: `The configuration ${path} is above the project, and is not read.`,
    hint: `Give --config ${path} where you mean it.`,
  };
}

/**
 * Reads the settings of the environment.
 *
 * @param folder - Folder that relative paths start from.
 * @throws UsageError for a malformed setting.
 */
export function settingsOfEnvironment(
  environment: Environment,
  folder: string,
): Settings {
  const values: [string, unknown][] = [];
  for (const setting of Object.keys(SETTINGS) as SettingName[]) {
    for (const name of environmentNames(setting)) {
      const value = settingValue(setting, environment[name], { name, folder });
      if (value === undefined) continue;
      values.push([setting, value]);
      break;
    }
  }
  return Object.fromEntries(values);
}

function fileBeside(path: string, file: ConfigFile): Diagnostic {
  return {
    severity: "warning",
    code: "config-not-read",
    message: `The configuration ${path} is not read: ${file.path} is taken.`,
    hint: "Keep one of them, or name one with --config.",
  };
}
