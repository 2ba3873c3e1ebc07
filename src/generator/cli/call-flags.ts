import { resolve } from "node:path";
import { isJsonArray } from "../json.js";
import { settingValue } from "./setting-value.js";

/** The flags of `run` and `results`, read. */
export interface CallFlags {
  /** Texts `name=value`. */
  readonly set: readonly string[];
  /** File with all inputs; `-` is standard input. */
  readonly inputs: string | undefined;
  readonly validate: boolean;
  /** Names of outputs. Undefined: all. */
  readonly outputs: readonly string[] | undefined;
  readonly mode: "async" | "auto" | "sync" | undefined;
  readonly detach: boolean;
  readonly dismissOnInterrupt: boolean;
  /** Whether to wait for a job that was submitted before. */
  readonly wait: boolean;
  /** Absolute path of the folder for files. */
  readonly saveTo: string | undefined;
  readonly maxWaitMs: number | undefined;
  readonly pollIntervalMs: number | undefined;
}

/**
 * Reads the flags of a call.
 *
 * @param folder - Folder that relative paths start from.
 * @throws UsageError for a duration that is not a number above 0.
 */
export function callFlags(
  flags: Readonly<Record<string, unknown>>,
  folder: string,
): CallFlags {
  const { inputs, output, mode, saveTo } = flags;
  const maxWaitMs = milliseconds(flags["maxWait"], "--max-wait", folder);
  return {
    set: textsOf(flags["set"]),
    inputs: typeof inputs === "string" ? inputs : undefined,
    validate: flags["validate"] !== false,
    outputs: output === undefined ? undefined : textsOf(output),
    mode:
      mode === "async" || mode === "auto" || mode === "sync" ? mode : undefined,
    detach: flags["detach"] === true,
    dismissOnInterrupt: flags["dismissOnInterrupt"] === true,
    wait: flags["wait"] === true || maxWaitMs !== undefined,
    saveTo: typeof saveTo === "string" ? resolve(folder, saveTo) : undefined,
    maxWaitMs,
    pollIntervalMs: milliseconds(
      flags["pollInterval"],
      "--poll-interval",
      folder,
    ),
  };
}

/** The texts of a flag that is repeatable. */
export function textsOf(value: unknown): readonly string[] {
  return isJsonArray(value) ? value.map(String) : [];
}

/** Seconds are read as those of `--timeout`. */
function milliseconds(
  value: unknown,
  name: string,
  folder: string,
): number | undefined {
  const seconds = settingValue("timeout", value, { name, folder });
  return typeof seconds === "number" ? seconds * 1000 : undefined;
}
