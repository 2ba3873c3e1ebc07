import { isPlainRecord, isText } from "../base/json.js";
import { loadUnit } from "../errors/errors.js";

/** Options of which `typeof` says enough. A client is checked where it is used. */
const PLAIN: Readonly<Record<string, string>> = {
  client: "object",
  apiUrl: "string",
  onProgress: "function",
  onWarning: "function",
};

/**
 * Whether options are right at first sight, as those of most calls are, so that the rules of all options need not be
 * loaded. It is true of no value that they refuse.
 */
export function arePlain(options: object | null): boolean {
  try {
    return (
      isPlainRecord(options) &&
      Object.entries(options).every(
        ([name, value]: [string, unknown]) =>
          value === undefined ||
          (value instanceof AbortSignal
            ? name === "signal"
            : Array.isArray(value)
              ? name === "outputs" && value.every(isText)
              : /Ms$/.test(name)
                ? Number.isFinite(value) && (value as number) >= 0
                : value !== null && typeof value === PLAIN[name]),
      )
    );
  } catch {
    // Null, or an object that cannot be read; the rules say which.
    return false;
  }
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
