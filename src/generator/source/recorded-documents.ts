import type { Diagnostic } from "../diagnostic.js";
import { isJsonArray, isJsonObject, type JsonObject } from "../json.js";
import { landingPageOf } from "./landing-page.js";
import type { RecordedFile } from "./recorded-files.js";
import { listedProcess } from "./listed-process.js";
import { readSnapshot } from "./snapshot.js";
import type { Source, SourceProcess } from "./source.js";

/** The contents of one recorded document. */
export interface RecordedDocument {
  readonly processes: readonly SourceProcess[];
  /** Ids that are listed without a description. */
  readonly summaries: readonly string[];
  readonly snapshot?: Source;
  /** Title of a recorded landing page. */
  readonly title?: string;
  readonly description?: string;
  readonly diagnostics: readonly Diagnostic[];
}

const NOTHING: RecordedDocument = {
  processes: [],
  summaries: [],
  diagnostics: [],
};

/**
 * Finds the process descriptions in a document: a snapshot, one description
 * (possibly wrapped in `process` or `processDescription`), a list of them, or a
 * `{processes}` document, whose summaries are not descriptions.
 */
export function recordedDocument({
  document,
  name,
  digest,
}: RecordedFile): RecordedDocument {
  const snapshot = readSnapshot(document);
  if (snapshot !== undefined) {
    return { ...NOTHING, snapshot, diagnostics: snapshot.diagnostics };
  }
  if (isJsonArray(document)) {
    return merged(document.map((item) => recordedDescription(item, name)));
  }
  if (!isJsonObject(document)) return notRecognised(name);
  if (isJsonArray(document["processes"])) {
    return recordedList(document["processes"], name);
  }
  if (isLandingPage(document)) {
    const { title, description } = landingPageOf({
      body: document,
      headers: {},
    });
    return {
      ...NOTHING,
      ...(title === undefined ? {} : { title }),
      ...(description === undefined ? {} : { description }),
    };
  }
  return recordedDescription(document, name, digest);
}

/**
 * @param name - Name of the file, for diagnostics.
 * @param digest - SHA-256 of the file, where it holds only this description.
 */
function recordedDescription(
  document: unknown,
  name: string,
  digest?: string,
): RecordedDocument {
  const object = innermost(document);
  const id = object?.["id"] ?? object?.["identifier"];
  if (object === undefined || typeof id !== "string" || id === "") {
    return notRecognised(name);
  }
  if (!isDescription(object)) return notRecognised(name);
  const read = digest === undefined ? {} : { digest };
  return { ...NOTHING, processes: [{ id, document, ...read }] };
}

/** The innermost object: old drafts wrap a description once, deployment documents twice. */
function innermost(document: unknown, depth = 0): JsonObject | undefined {
  if (!isJsonObject(document)) return undefined;
  for (const wrapper of ["processDescription", "process"]) {
    const inner = document[wrapper];
    if (isJsonObject(inner) && depth < 4) return innermost(inner, depth + 1);
  }
  return document;
}

/** Whether an object with an id is a description, and not a job status or a result. */
function isDescription(object: JsonObject): boolean {
  const isStatus =
    typeof object["status"] === "string" &&
    ["jobID", "processID", "progress", "created"].some((key) => key in object);
  return !isStatus && DESCRIBING.some((key) => key in object);
}

const DESCRIBING = [
  "abstract",
  "description",
  "inputs",
  "jobControlOptions",
  "outputs",
  "parameters",
  "process_graph",
  "title",
  "version",
];

function isLandingPage(object: JsonObject): boolean {
  return (
    isJsonArray(object["links"]) &&
    typeof object["title"] === "string" &&
    !["id", "identifier", "inputs", "outputs", "process"].some(
      (key) => key in object,
    )
  );
}

function recordedList(
  entries: readonly unknown[],
  name: string,
): RecordedDocument {
  return merged(
    entries.map((entry) => {
      const listed = listedProcess(entry);
      if (listed === undefined) return notRecognised(name);
      const described =
        isJsonObject(entry) &&
        ["inputs", "outputs", "process", "processDescription"].some(
          (key) => key in entry,
        );
      return described
        ? { ...NOTHING, processes: [{ id: listed.id, document: entry }] }
        : { ...NOTHING, summaries: [listed.id] };
    }),
  );
}

function merged(parts: readonly RecordedDocument[]): RecordedDocument {
  return {
    processes: parts.flatMap((part) => part.processes),
    summaries: parts.flatMap((part) => part.summaries),
    diagnostics: parts.flatMap((part) => part.diagnostics),
  };
}

function notRecognised(name: string): RecordedDocument {
  return {
    ...NOTHING,
    diagnostics: [
      {
        severity: "info",
        code: "recording-not-a-description",
        message: `${name} holds something that is no process description; it is passed over.`,
      },
    ],
  };
}
