import type { Diagnostic } from "../diagnostic.js";
import { isJsonArray, isJsonObject } from "../json.js";
import type { PackageImports, ProcessOutcome } from "../result.js";
import type { Answer } from "../source/source.js";

/** Version of the form of a record: one of another version is not read. */
const FORM = 1;

/** What an earlier run was made from, what it made, and what it reported. */
export interface RunRecord {
  /** Hash of the program, its version of Node.js, and the options. */
  readonly key: string;
  /** Hash of all that the form of the package follows from in the project around it. */
  readonly form: string;
  /** Hash of the style of the project around it. */
  readonly style: string;
  /** Of a recording: hash of the names and contents of its files. */
  readonly recording?: string;
  /** Of a server: its answers, in their order. */
  readonly answers?: readonly Answer[];
  /** SHA-256 of each file of the package, by its path. */
  readonly files: Readonly<Record<string, string>>;
  /** SHA-256 of the saved descriptions, where these were saved. */
  readonly saved?: string;
  readonly report: RecordedReport;
}

/** What a run that changes nothing reports, besides its files. */
export interface RecordedReport {
  readonly diagnostics: readonly Diagnostic[];
  readonly processes: readonly ProcessOutcome[];
  readonly imports: PackageImports;
  /** Names of the phases that a full run measures. */
  readonly phases: readonly string[];
}

/** The text of a record. */
export function recordText(record: RunRecord): string {
  return JSON.stringify({ form: FORM, record });
}

/** Reads a record; undefined where the text is none of this version. */
export function parseRecord(text: string): RunRecord | undefined {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isJsonObject(content) || content["form"] !== FORM) return undefined;
  const { record } = content;
  return isRecord(record) ? record : undefined;
}

/** A damaged record costs a full run, and must not end the generation. */
function isRecord(value: unknown): value is RunRecord {
  if (!isJsonObject(value) || !isJsonObject(value["report"])) return false;
  const { report, files, answers = [], recording = "", saved = "" } = value;
  const { diagnostics, processes, imports, phases } = report;
  return (
    [value["key"], value["form"], value["style"], recording, saved].every(
      isText,
    ) &&
    isJsonObject(files) &&
    Object.values(files).every(isText) &&
    isJsonObject(imports) &&
    isJsonArray(answers) &&
    answers.every(isAnswer) &&
    [diagnostics, processes].every(
      (list) => isJsonArray(list) && list.every(isJsonObject),
    ) &&
    isJsonArray(phases) &&
    phases.every(isText)
  );
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isAnswer(value: unknown): boolean {
  return (
    isJsonObject(value) &&
    [value["url"], value["digest"]].every(isText) &&
    [value["etag"] ?? "", value["lastModified"] ?? ""].every(isText) &&
    URL.canParse(String(value["url"]))
  );
}
