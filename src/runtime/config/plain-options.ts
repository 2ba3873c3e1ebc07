import { isPlainRecord, isText } from "../base/json.js";
import { loadUnit } from "../errors/errors.js";

/** What `typeof` says of the options of which it says enough. A client is checked where it is used. */
const PLAIN =
  /^(client:object|apiUrl:string|(fetch|onProgress|onWarning):function)$/;

/**
 * Whether options are right at first sight, as those of most calls are, so that the rules of all options need not be
 * loaded. It is true of no value that they refuse.
 */
export function arePlain(options: unknown): boolean {
  try {
    return isPlainRecord(options) && Object.entries(options).every(isPlain);
  } catch {
    // An object that cannot be read; the rules say which.
    return false;
  }
}

function isPlain([name, value]: [string, unknown]): boolean {
  if (value === undefined) return true;
  return value instanceof AbortSignal
    ? name === "signal"
    : Array.isArray(value)
      ? name === "outputs" && value.every(isText)
      : typeof value === "number"
        ? /^max[BR]|Ms$/.test(name) && value >= 0 && value < Infinity
        : name === "mode"
          ? ["async", "sync", "auto"].includes(value as string)
          : /^(retries|defaults)$/.test(name)
            ? arePlain(value)
            : value !== null && PLAIN.test(`${name}:${typeof value}`);
}

/**
 * Checks options of a call, which may come from JavaScript, that no compiler checks. Names that no option has are ignored.
 * @returns The options; instead of an object that inherits some or computes them, a copy that has them as its members.
 * @throws ConfigError: a value is none that the option has; LoadError.
 */
export async function checkOptions<Options extends object | null>(
  options: Options,
): Promise<Options> {
  if (arePlain(options)) return options;
  const unit = await loadUnit(import("./option-rules.js"));
  return unit.checkByRules(options);
}
