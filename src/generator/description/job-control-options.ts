import { CORRECT_DESCRIPTION, quoted, type Diagnostic } from "../diagnostic.js";
import { isJsonArray } from "../json.js";

/** The options of the standard, by what servers write for them: see {@link comparable}. */
const OPTIONS: ReadonlyMap<string, string> = new Map([
  ["sync", "sync-execute"],
  ["synchronous", "sync-execute"],
  ["async", "async-execute"],
  ["asynchronous", "async-execute"],
  ["dismiss", "dismiss"],
]);

/**
 * The `jobControlOptions` of a process (OGC 18-062r2, section 7.10.1) as the standard spells them, whatever their case and
 * hyphens, also as URIs or as one text, as WPS has them. What is none of them stays as it is. Undefined where the description
 * has none.
 *
 * @param problems - Gets a warning for each that is not understood.
 */
export function readJobControlOptions(
  value: unknown,
  pointer: string,
  problems: Diagnostic[],
): readonly string[] | undefined {
  if (value === undefined || value === null) return undefined;
  const given =
    typeof value === "string"
      ? value.split(/[\s,]+/).filter((option) => option !== "")
      : value;
  const warn = (shown: string, at: string): void => {
    problems.push({
      severity: "warning",
      code: "job-control-option-unknown",
      pointer: at,
      message: `${quoted(shown)} is none of sync-execute, async-execute and dismiss; it is ignored.`,
      hint: CORRECT_DESCRIPTION,
    });
  };
  if (!isJsonArray(given)) {
    warn(JSON.stringify(given), pointer);
    return undefined;
  }
  const options = given.flatMap((option, index) => {
    const known =
      typeof option === "string" ? OPTIONS.get(comparable(option)) : undefined;
    if (known !== undefined) return [known];
    const isText = typeof option === "string";
    warn(isText ? option : JSON.stringify(option), `${pointer}/${index}`);
    return isText ? [option] : [];
  });
  return [...new Set(options)];
}

/** The last part of a URI, in lower case, without hyphens and the like, and without `execute` at its end. */
function comparable(option: string): string {
  return option
    .replace(/^.*[/#:]/, "")
    .toLowerCase()
    .replace(/[^a-z]/g, "")
    .replace(/execut(e|ion)$/, "");
}
