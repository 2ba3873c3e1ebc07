import type {
  Capabilities,
  ConformanceDeclaration,
  Description,
  InputDescription,
  OutputDescription,
  ProcessDescription,
  ProcessSummary,
  StatusInfo,
} from "./documents.js";
import { arrayOf, isRecord, isText } from "../base/json.js";
import {
  readLinks,
  readMembers,
  readNumber,
  readRecord,
  readText,
  readTexts,
  type MemberReaders,
  type ReadMembers,
} from "./members.js";
import { readStatus } from "./status.js";

/** Reads a landing page (OGC 18-062r2, section 7.2); its links may be missing. Undefined: not an object. */
export function readCapabilities(document: unknown): Capabilities | undefined {
  if (!isRecord(document)) return undefined;
  return { links: [], ...readMembers(document, CAPABILITIES_MEMBERS) };
}

const CAPABILITIES_MEMBERS: MemberReaders<Capabilities> = {
  title: readText,
  description: readText,
  links: readLinks,
};

/** Reads a conformance declaration (OGC 18-062r2, section 7.4). Undefined: it has no list of classes. */
export function readConformance(
  document: unknown,
): ConformanceDeclaration | undefined {
  if (!isRecord(document) || !Array.isArray(document["conformsTo"])) {
    return undefined;
  }
  const conformsTo = arrayOf(document["conformsTo"]).filter(isText);
  return { ...readMembers(document, {}, ["conformsTo"]), conformsTo };
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
  const { process, id } = document;
  if (isRecord(process) && id === undefined) {
    return readProcessDescription(process);
  }
  if (typeof id !== "string" && typeof id !== "number") return undefined;
  return { id: String(id), ...readMembers(document, PROCESS_MEMBERS, ["id"]) };
}

const DESCRIPTION_MEMBERS: MemberReaders<Description> = {
  title: readText,
  description: readText,
  keywords: readTexts,
  metadata: (value) =>
    Array.isArray(value) && value.every(isRecord) ? value : undefined,
  additionalParameters: readRecord,
};

const INPUT_MEMBERS: MemberReaders<InputDescription> = {
  ...DESCRIPTION_MEMBERS,
  schema: readRecord,
  minOccurs: readNumber,
  maxOccurs: (value) => (value === "unbounded" ? value : readNumber(value)),
};

const OUTPUT_MEMBERS: MemberReaders<OutputDescription> = {
  ...DESCRIPTION_MEMBERS,
  schema: readRecord,
};

const PROCESS_MEMBERS: MemberReaders<Omit<ProcessDescription, "id">> = {
  ...DESCRIPTION_MEMBERS,
  version: readText,
  jobControlOptions: readTexts,
  outputTransmission: readTexts,
  links: readLinks,
  inputs: (value) => byId(value, INPUT_MEMBERS),
  outputs: (value) => byId(value, OUTPUT_MEMBERS),
};

/** Descriptions by id, also from a list of drafts before 1.0. Undefined: not all of them are descriptions. */
function byId<Members>(
  value: unknown,
  readers: MemberReaders<Members>,
): Readonly<Record<string, ReadMembers<Members>>> | undefined {
  const entries = isRecord(value)
    ? Object.entries(value)
    : arrayOf(value).map((item) => [isRecord(item) ? item["id"] : 0, item]);
  const read = entries.flatMap(([id, item]) =>
    isText(id) && isRecord(item)
      ? [[id, readMembers(item, readers, ["id"])] as const]
      : [],
  );
  const isWhole = isRecord(value) || Array.isArray(value);
  return isWhole && read.length === entries.length
    ? Object.fromEntries(read)
    : undefined;
}

/** The status of a job of which a list tells nothing but its id. */
export const UNTOLD_STATUS = "unknown";

/** Reads one entry of a job list. Some servers list bare ids, or jobs without a status. Undefined: not a job. */
export function readListedJob(entry: unknown): StatusInfo | undefined {
  const job =
    typeof entry === "string" || typeof entry === "number"
      ? { jobID: entry }
      : entry;
  if (!isRecord(job)) return undefined;
  return readStatus({ ...job, status: job["status"] ?? UNTOLD_STATUS });
}
