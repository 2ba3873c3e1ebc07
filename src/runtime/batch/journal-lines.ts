import { isRecord, isText, readJson } from "../base/json.js";
import type { S2gosErrorCode } from "../errors/errors.js";

/** What all runs of a journal have in common: its first line. */
export interface JournalHead {
  readonly journal: "runAll";
  readonly version: 1;
  readonly process: string;
  /** The URL of the server, without secrets. */
  readonly server: string;
  /** The names of the outputs that are asked for. Null: all. */
  readonly outputs: readonly string[] | null;
}

/** A run is about to be submitted. */
interface Intent {
  readonly run: string;
  /** See `hashOf`, of what is sent. */
  readonly inputs: string;
  /** Date and time (RFC 3339). */
  readonly at: string;
}

/** What became of the submission: a job, or nothing, so that the run may be submitted again. */
type Answer =
  | { readonly run: string; readonly job: string }
  | { readonly run: string; readonly refused: true };

/** How a run ended. */
export type RunEnd =
  | {
      readonly end: "successful";
      /** Undefined: they are in the folder of the run, or still on the server. */
      readonly outputs?: unknown;
    }
  | {
      readonly end: "failed";
      readonly error: {
        readonly code: S2gosErrorCode;
        readonly message: string;
      };
    };

/** A line of a journal after the first. */
export type JournalLine = Intent | Answer | ({ readonly run: string } & RunEnd);

/** What a journal says of a run. */
export interface RecordedRun {
  readonly inputs: string;
  readonly at: string;
  /** Undefined: nobody knows whether the server has accepted the run, unless it has ended. */
  readonly job?: string;
  /** Undefined: it has not ended. */
  readonly end?: RunEnd;
}

/**
 * Adds a line to what is known of all runs.
 * @returns False: it is no such line.
 */
export function addLine(runs: Map<string, RecordedRun>, text: string): boolean {
  const line = readJson(text);
  if (!isRecord(line) || !isText(line["run"])) return false;
  const { run, inputs, at, job, refused, end } = line;
  const known = runs.get(run);
  if (isText(inputs) && isText(at)) runs.set(run, { inputs, at });
  else if (!known) return false;
  else if (isText(job)) runs.set(run, { ...known, job });
  else if (refused === true) runs.delete(run);
  else if (end === "successful") {
    const { outputs } = line;
    runs.set(run, { ...known, end: { end, outputs } });
  } else if (end === "failed" && isRecord(line["error"])) {
    const { code, message } = line["error"];
    if (!isText(code) || !isText(message)) return false;
    const error = { code: code as S2gosErrorCode, message };
    runs.set(run, { ...known, end: { end, error } });
  } else return false;
  return true;
}
