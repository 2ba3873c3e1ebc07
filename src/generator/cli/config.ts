import type { Diagnostic } from "../diagnostic.js";
import { UsageError } from "../errors.js";
import { readConfigFile, type ConfigFile } from "./config-file.js";
import { ownEnvironment } from "./environment-credentials.js";
import { settingValue } from "./setting-value.js";
import {
  environmentNames,
  settingKeys,
  settingName,
  SETTINGS,
  type SettingName,
  type Settings,
} from "./settings.js";
import { suggestion } from "../suggest.js";

/** Environment variables. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The settings of a run. */
export interface Configuration {
  readonly settings: Settings;
  /** Path of the configuration file, where there is one. */
  readonly file?: string;
  /** What is not taken although it is there. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Merges the settings: flags take precedence over the environment, and that
 * over the configuration file. Headers of all three are joined. `url` and
 * `input` exclude each other, so the one of higher precedence is taken.
 *
 * @throws UsageError for an unknown or malformed setting.
 */
export async function readConfiguration(
  flags: Settings & { readonly config?: string | undefined },
  environment: Environment,
  folder: string,
): Promise<Configuration> {
  const { config, ...fromFlags } = flags;
  const { file, passedOver } = await readConfigFile(folder, config);
  const fromFile = file === undefined ? {} : settingsOfFile(file);
  const { settings: fromEnvironment, diagnostics } = ownEnvironment(
    settingsOfEnvironment(environment, folder),
    [fromFlags, fromFile],
  );
  const layers = [fromFile, fromEnvironment, fromFlags];
  const headers = layers.map((layer) => layer.headers ?? {});
  const settings: Settings = Object.assign(
    {},
    ...layers,
    headers.some((layer) => Object.keys(layer).length > 0)
      ? { headers: Object.assign({}, ...headers) as Record<string, string> }
      : {},
  ) as Settings;
  return {
    settings: oneSource(settings, layers),
    ...(file === undefined ? {} : { file: file.path }),
    diagnostics:
      passedOver === undefined
        ? diagnostics
        : [...diagnostics, fileAbove(passedOver)],
  };
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

/**
 * Reads the settings of a configuration file, whose relative paths start from its folder.
 *
 * @throws UsageError for an unknown or malformed setting.
 */
export function settingsOfFile(file: ConfigFile): Settings {
  const folder = file.path.replace(/[\\/][^\\/]*$/, "");
  const values = Object.entries(file.content).flatMap(([key, content]) => {
    if (key === "$schema") return [];
    const setting = settingName(key);
    if (setting === undefined) throw unknownKey(key, file.path);
    const origin = { name: `"${key}"`, file: file.path, folder };
    const value = settingValue(setting, content, origin);
    return value === undefined ? [] : [[setting, value] as const];
  });
  return Object.fromEntries(values);
}

function unknownKey(key: string, path: string): UsageError {
  const near = suggestion(key, settingKeys());
  return new UsageError(`There is no setting ${JSON.stringify(key)}.`, {
    where: path,
    hint:
      near === undefined
        ? "See s2gos-codegen --help; settings have the names of the flags."
        : `Did you mean "${near}"?`,
  });
}

function oneSource(settings: Settings, layers: readonly Settings[]): Settings {
  const layer = layers.findLast(
    ({ url, input }) => url !== undefined || input !== undefined,
  );
  if (layer?.url !== undefined && layer.input !== undefined) {
    throw new UsageError("There are two sources: a URL and recorded input.", {
      hint: "Give either --url or --input.",
    });
  }
  if (layer === undefined) return settings;
  const others = Object.entries(settings).filter(
    ([name]) => name !== "url" && name !== "input",
  );
  return {
    ...Object.fromEntries(others),
    ...(layer.url === undefined ? {} : { url: layer.url }),
    ...(layer.input === undefined ? {} : { input: layer.input }),
  };
}
