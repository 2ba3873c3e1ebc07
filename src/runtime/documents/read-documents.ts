import type {
  Capabilities,
  ConformanceDeclaration,
  InputDescription,
  OutputDescription,
  ProcessDescription,
  ProcessSummary,
  StatusInfo,
} from "./documents.js";
import { arrayOf, isRecord, isText, withoutNulls } from "../base/json.js";
import { linksOf } from "./links.js";
import { readStatus } from "./status.js";

/** Reads a landing page (OGC 18-062r2, section 7.2); its links may be missing. Undefined: not an object. */
export function readCapabilities(document: unknown): Capabilities | undefined {
  if (!isRecord(document)) return undefined;
  return { ...withoutNulls(document), links: linksOf(document) };
}

/** Reads a conformance declaration (OGC 18-062r2, section 7.4). Undefined: it has no list of classes. */
export function readConformance(
  document: unknown,
): ConformanceDeclaration | undefined {
  if (!isRecord(document) || !Array.isArray(document["conformsTo"])) {
    return undefined;
  }
  const conformsTo = arrayOf(document["conformsTo"]).filter(isText);
  return { ...document, conformsTo };
}

/** Reads one entry of a process list. Weaver lists bare ids where no details are requested. Empty: not a process. */
export function readProcessSummary(entry: unknown): readonly ProcessSummary[] {
  if (typeof entry === "string") return [{ id: entry }];
  const process = readProcessDescription(entry);
  return process === undefined ? [] : [process];
}

/**
 * Reads a process description (OGC 18-062r2, section 9), also that of drafts before 1.0: inside
 * `{"process": ...}`, with inputs and outputs as lists.
 * @returns undefined: not a process description.
 */
export function readProcessDescription(
  document: unknown,
): ProcessDescription | undefined {
  if (!isRecord(document)) return undefined;
  const { process, inputs, outputs, id, ...members } = document;
  if (isRecord(process) && id === undefined) {
    return readProcessDescription(process);
  }
  if (typeof id !== "string" && typeof id !== "number") return undefined;
  return {
    ...members,
    id: String(id),
    ...(inputs === undefined
      ? {}
      : { inputs: byId(inputs) as Record<string, InputDescription> }),
    ...(outputs === undefined
      ? {}
      : { outputs: byId(outputs) as Record<string, OutputDescription> }),
  };
}

function byId(list: unknown): Readonly<Record<string, unknown>> {
  if (isRecord(list)) return list;
  return Object.fromEntries(
    arrayOf(list).flatMap((item) => {
      if (!isRecord(item) || typeof item["id"] !== "string") return [];
      const { id, ...description } = item;
      return [[id, description]];
    }),
  );
}

/** The status of a job of which a list tells nothing but its id. */
export const UNKNOWN_STATUS = "unknown";

/** Reads one entry of a job list. Some servers list bare ids, or jobs without a status; it is `unknown` then. Undefined: not a job. */
export function readListedJob(entry: unknown): StatusInfo | undefined {
  if (typeof entry === "string" || typeof entry === "number") {
    return { jobID: String(entry), status: UNKNOWN_STATUS };
  }
  if (!isRecord(entry)) return undefined;
  const { status = UNKNOWN_STATUS } = entry;
  return readStatus({ ...entry, status: status ?? UNKNOWN_STATUS });
}
