import type { Diagnostic } from "../diagnostic.js";
import { GenerationError } from "../errors.js";
import { canonicalJson, compareCodePoints } from "../json.js";
import { suggestions } from "../suggest.js";
import {
  recordedDocument,
  type RecordedDocument,
} from "./recorded-documents.js";
import { readRecordedFiles } from "./recorded-files.js";
import { nothingSelected, selection, type Selection } from "./select.js";
import {
  MAX_BYTES,
  MAX_PROCESSES,
  MAX_TOTAL_BYTES,
  type RecordingOptions,
  type Source,
  type SourceFailure,
  type SourceProcess,
} from "./source.js";
import { idsHint, unknownProcesses } from "./unknown-process.js";

/**
 * Reads recorded process descriptions instead of a server.
 *
 * @param input - A file, a folder of JSON files, or `-` for standard input.
 * @throws GenerationError where nothing in it describes a process, nothing is selected, or a limit is exceeded.
 * @throws UsageError where there is no such file, or a pattern is not valid.
 */
export async function readRecording(
  input: string,
  options: RecordingOptions = {},
): Promise<Source> {
  const selected = selection(options);
  const { files, diagnostics, folder } = await readRecordedFiles(input, {
    maxBytes: options.maxBytes ?? MAX_BYTES,
    maxTotalBytes: options.maxTotalBytes ?? MAX_TOTAL_BYTES,
    signal: options.signal,
    stdin: options.stdin ?? process.stdin,
    notes: options.notes,
  });
  const documents = files.map(recordedDocument);
  const found = collect(documents);
  const findings = [
    ...diagnostics,
    ...documents.flatMap((document) => document.diagnostics),
    ...found.diagnostics,
  ];
  if (found.processes.size === 0) {
    throw nothingRecorded(input, findings, found.summaries, folder);
  }
  return select(documents, found, findings, selected, input, options);
}

interface Found {
  readonly processes: ReadonlyMap<string, SourceProcess>;
  readonly summaries: readonly string[];
  readonly failures: readonly SourceFailure[];
  readonly diagnostics: readonly Diagnostic[];
}

function collect(documents: readonly RecordedDocument[]): Found {
  const processes = new Map<string, SourceProcess>();
  const diagnostics: Diagnostic[] = [];
  const recorded = documents.flatMap((document) => [
    ...(document.snapshot?.processes ?? []),
    ...document.processes,
  ]);
  for (const process of recorded) {
    const known = processes.get(process.id);
    if (known === undefined) processes.set(process.id, process);
    else if (
      canonicalJson(known.document) !== canonicalJson(process.document)
    ) {
      diagnostics.push(recordedTwice(process.id));
    }
  }
  const summaries = [
    ...new Set(documents.flatMap((document) => document.summaries)),
  ].filter((id) => !processes.has(id));
  return {
    processes,
    summaries,
    failures: [
      ...documents.flatMap((document) => document.snapshot?.failures ?? []),
      ...summaries.map((id) => ({ id })),
    ],
    diagnostics: [...diagnostics, ...summaries.map(summaryOnly)],
  };
}

function recordedTwice(id: string): Diagnostic {
  return {
    severity: "warning",
    code: "recording-process-repeated",
    process: id,
    message:
      "The recording describes this process in two ways; the first is taken.",
    hint: "Remove the file that is out of date.",
  };
}

function summaryOnly(id: string): Diagnostic {
  return {
    severity: "warning",
    code: "recording-summary-only",
    process: id,
    message:
      "The recording lists this process without its inputs and outputs; there is nothing to generate from.",
    hint: "Record its description too, or all of them with --url and --save-input.",
  };
}

function select(
  documents: readonly RecordedDocument[],
  found: Found,
  findings: readonly Diagnostic[],
  selected: Selection,
  input: string,
  options: RecordingOptions,
): Source {
  const takes = (id: string): boolean =>
    selected.takes(id) || selected.named.includes(id);
  const processes = [...found.processes.values()]
    .filter((process) => takes(process.id))
    .sort((left, right) => compareCodePoints(left.id, right.id));
  const available = [...found.processes.keys()];
  if (processes.length === 0) {
    throw selected.needsList
      ? nothingSelected(available, input)
      : unknownProcesses(selected.named, available, input);
  }
  requireAtMost(options.maxProcesses ?? MAX_PROCESSES, processes.length, input);
  const unselected = [...found.processes.values()].filter(
    (process) => !takes(process.id),
  );
  const missing = selected.named.filter((id) => !found.processes.has(id));
  const snapshot = documents.find((document) => document.snapshot)?.snapshot;
  const titled = documents.filter((document) => document.title !== undefined);
  const page = snapshot ?? (titled.length === 1 ? titled[0] : undefined);
  return {
    ...(page?.title === undefined ? {} : { title: page.title }),
    ...(page?.description === undefined
      ? {}
      : { description: page.description }),
    ...(snapshot?.url === undefined ? {} : { url: snapshot.url }),
    ...(snapshot?.server === undefined ? {} : { server: snapshot.server }),
    processes,
    ...(unselected.length === 0
      ? {}
      : { unselected, unselectedIds: unselected.map(({ id }) => id) }),
    failures: [
      ...found.failures.filter(({ id }) => takes(id)),
      ...missing.map((id) => ({ id })),
    ],
    ...(snapshot?.incomplete === true ? { incomplete: true } : {}),
    diagnostics: [
      ...findings.filter(
        ({ process }) => process === undefined || takes(process),
      ),
      ...missing.map((id) => notRecorded(id, available)),
    ],
  };
}

function notRecorded(id: string, available: readonly string[]): Diagnostic {
  const isSimilar = suggestions(id, available, 1).length > 0;
  return {
    severity: "error",
    code: "description-unavailable",
    process: id,
    message: "The recording does not hold this process.",
    hint: isSimilar
      ? idsHint([id], available)
      : "Record it with --url, --process and --save-input.",
  };
}

function requireAtMost(limit: number, count: number, input: string): void {
  if (count <= limit) return;
  throw new GenerationError(
    "too-many-processes",
    `The recording holds ${count} processes, more than ${limit}.`,
    {
      where: input,
      hint: "Take those that you need with --include or --process.",
    },
  );
}

function nothingRecorded(
  input: string,
  findings: readonly Diagnostic[],
  summaries: readonly string[],
  folder: boolean,
): GenerationError {
  const broken = findings.find((finding) => finding.severity === "error");
  const nothing = folder
    ? "No file of the folder describes a process"
    : "The file describes no process";
  const message =
    summaries.length > 0
      ? `The recording lists processes (${summaries.length}), but not their inputs and outputs.`
      : broken === undefined
        ? `${nothing}.`
        : `${nothing}: ${broken.message}`;
  return new GenerationError("nothing-recorded", message, {
    where: input,
    hint: "Record descriptions with --url and --save-input.",
  });
}
