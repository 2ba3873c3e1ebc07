import { resolve } from "node:path";
import { isJsonArray } from "../json.js";
import type { FlagSettings } from "./config.js";
import { flagName } from "./config-services.js";
import { settingValue } from "./setting-value.js";
import { settingName } from "./settings.js";
import type { Settings } from "../define-config.js";

/** Flags that say how to run, not what to generate. They are not settings of the configuration file. */
export interface RunFlags {
  readonly check: boolean;
  readonly dryRun: boolean;
  readonly json: boolean;
  /** Print the settings in force, and do nothing else. */
  readonly printConfig: boolean;
  /** The drift with which a check fails. Default: `any`. */
  readonly failOn: "any" | "breaking";
  /** Absolute path of the file that the report is appended to as Markdown. */
  readonly summary?: string;
  /** Seconds between two runs. */
  readonly watch?: number;
}

/**
 * Reads the settings of the command line.
 *
 * @param folder - Folder that relative paths start from.
 * @throws UsageError for a malformed setting.
 */
export function settingsOfFlags(
  flags: Readonly<Record<string, unknown>>,
  folder: string,
): FlagSettings {
  const values = Object.entries(flags).flatMap(([flag, content]) => {
    const setting = settingName(flag);
    if (setting === undefined || content === undefined) return [];
    const value = settingValue(setting, content, {
      name: flagName(setting),
      folder,
    });
    return value === undefined ? [] : [[setting, value] as const];
  });
  const { config, only } = flags;
  return {
    ...(Object.fromEntries(values) as Settings),
    ...(typeof config === "string" ? { config } : {}),
    ...(isJsonArray(only) ? { only: only.map(String) } : {}),
  };
}

/** Default seconds between two runs of `--watch`. */
const WATCH_SECONDS = 10;

/**
 * Reads the flags that say how to run.
 *
 * @throws UsageError where `--watch` is not a number.
 */
export function runFlags(
  flags: Readonly<Record<string, unknown>>,
  folder: string,
): RunFlags {
  const { watch, summary } = flags;
  const seconds =
    // Another command has a flag of this name that takes no seconds.
    typeof watch !== "string"
      ? undefined
      : (settingValue("timeout", watch, { name: "--watch", folder }) ??
        WATCH_SECONDS);
  return {
    check: flags["check"] === true,
    dryRun: flags["dryRun"] === true,
    json: flags["json"] === true,
    printConfig: flags["printConfig"] === true,
    failOn: flags["failOn"] === "breaking" ? "breaking" : "any",
    ...(typeof summary === "string"
      ? { summary: resolve(folder, summary) }
      : {}),
    ...(typeof seconds === "number" ? { watch: seconds } : {}),
  };
}
