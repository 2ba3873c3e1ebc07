import { resolve } from "node:path";
import type { Settings } from "../define-config.js";
import type { Diagnostic } from "../diagnostic.js";
import { UsageError } from "../errors.js";
import type { JsonObject } from "../json.js";
import { servicesOfFile } from "./config-content.js";
import type { ConfigFile } from "./config-file.js";
import {
  environmentNames,
  settingName,
  SETTINGS,
  type SettingName,
} from "./settings.js";
import { suggestion } from "../suggest.js";

/**
 * The services of a run, in the order of the file.
 *
 * @param only - Those that `--only` names. Empty: all.
 * @returns Their names; none where the file has no services.
 * @throws UsageError where `--only` names one that is not in the file.
 */
export function selectedServices(
  file: ConfigFile | undefined,
  only: readonly string[],
): readonly string[] {
  const services = file === undefined ? new Map() : servicesOfFile(file);
  const names = [...services.keys()] as readonly string[];
  const unknown = only.find((name) => !services.has(name));
  if (unknown === undefined) {
    return only.length === 0
      ? names
      : names.filter((name) => only.includes(name));
  }
  const near = suggestion(unknown, names);
  throw new UsageError(
    names.length === 0
      ? `There is no service ${JSON.stringify(unknown)}: no configuration file with services was found.`
      : `There is no service ${JSON.stringify(unknown)}, only ${names.join(", ")}.`,
    {
      where: file?.path,
      hint:
        names.length === 0
          ? 'Give the file "services", or leave --only out.'
          : near === undefined
            ? "Give --only one of them, or leave it out for all."
            : `Did you mean --only ${near}?`,
    },
  );
}

/**
 * Refuses flags that cannot be for several services.
 *
 * @throws UsageError where there is one.
 */
export function requireFlagsForAll(
  flags: Settings,
  names: readonly string[],
): void {
  const [name] = ofOneService(flags);
  if (name === undefined) return;
  throw new UsageError(
    `${flagName(name)} is for one service, and the configuration file has several: ${names.join(", ")}.`,
    { hint: "Pick one of them with --only." },
  );
}

/** The flag of a setting: `--package-name` for `packageName`. */
export function flagName(name: SettingName): string {
  const flag = name === "headers" ? "header" : name;
  return `--${flag.replaceAll(/[A-Z]/g, "-$&").toLowerCase()}`;
}

/** The settings of the environment that several services can have. */
export function settingsForAll(environment: Settings): Settings {
  const others = Object.entries(environment).filter(
    ([name]) => SETTINGS[name as SettingName].ofOneService !== true,
  );
  return Object.fromEntries(others);
}

/** Warns of the settings of the environment that {@link settingsForAll} leaves out. */
export function leftOutOfAll(
  settings: Settings,
  environment: Readonly<Record<string, string | undefined>>,
): readonly Diagnostic[] {
  const variables = ofOneService(settings).flatMap((name) =>
    environmentNames(name).filter((variable) => environment[variable]),
  );
  if (variables.length === 0) return [];
  return [
    {
      severity: "warning",
      code: "environment-left-out",
      message: `${variables.join(", ")} of the environment cannot be for several services, and ${variables.length === 1 ? "is" : "are"} not read.`,
      hint: "Pick a service with --only, or unset it.",
    },
  ];
}

function ofOneService(settings: Settings): readonly SettingName[] {
  const names = Object.keys(settings) as SettingName[];
  return names.filter((name) => SETTINGS[name].ofOneService === true);
}

/**
 * Refuses a file two of whose services write to the same folder or file, also where `--only` picks one: the next run for
 * the other would replace what this one wrote.
 *
 * @throws UsageError where there are two.
 */
export function requireOwnOutputs(file: ConfigFile): void {
  for (const setting of ["out", "saveInput"] as const) {
    const owners = new Map<string, string>();
    for (const [name, content] of servicesOfFile(file)) {
      const path = given(setting, content) ?? given(setting, file.content);
      if (path === undefined) continue;
      const place = resolve(path);
      const other = owners.get(place);
      if (other !== undefined) {
        throw new UsageError(
          `The services ${other} and ${name} have the same "${setting}".`,
          {
            where: file.path,
            hint:
              setting === "out"
                ? `Give each its own; without it, it is generated/${name}.`
                : "Give each its own.",
          },
        );
      }
      owners.set(place, name);
    }
  }
}

/** A text of a setting as it stands in a file, before its variables are known. */
function given(setting: SettingName, content: JsonObject): string | undefined {
  const [, value] =
    Object.entries(content).find(([key]) => settingName(key) === setting) ?? [];
  return typeof value === "string" && value !== "" ? value : undefined;
}
