import { hash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import type { ClientResponse } from "../../runtime/index.js";
import { compareCodePoints, mapMembers } from "../json.js";
import type { GenerateOptions } from "../generate-options.js";
import { Disk } from "../output/disk.js";
import { innerWorkFolder, siblingWorkFolder } from "../output/locations.js";
import type { GenerateResult } from "../result.js";
import { MAX_BYTES, MAX_TOTAL_BYTES } from "../source/source.js";
import type { KnownPackage } from "../stages/known-package.js";
import { packageForm } from "../stages/package-form.js";
import type { Timings } from "../stages/timings.js";
import { readMemo } from "./memo-file.js";
import { recordingDigest } from "./notes.js";
import type { RunRecord } from "./record.js";
import { formHash, type Run } from "./run.js";

/** What came of recalling. */
export interface Recalled {
  /** The result, where nothing changed: that of a full run. */
  readonly result?: GenerateResult;
  /** What the earlier run left, where something changed since, but not the package. */
  readonly before?: KnownPackage;
  /** Answers of the server that came meanwhile, by the URL that was requested. */
  readonly known?: ReadonlyMap<string, ClientResponse>;
}

/**
 * Recalls the result of an earlier run, where everything that it followed from is the same, and the
 * package is as it left it. Nothing is parsed, modelled or written for that.
 *
 * @throws GenerationError where a limit is exceeded.
 */
export async function recall(
  { file, record, root }: Run,
  options: GenerateOptions,
  timings: Timings,
): Promise<Recalled> {
  if (record === undefined || isInterrupted(root)) return {};
  if (!(await hasSameForm(record, options))) return {};
  const { isSame, known } = await compareSource(record, options);
  timings.lap("fetch");
  const answers = known === undefined ? {} : { known };
  if (!isPackage(record, root)) return answers;
  if (isSame && isSaved(record, options)) {
    return { result: resultOf(record, root, timings) };
  }
  const before = readMemo(file, record);
  return before === undefined ? answers : { ...answers, before };
}

/** Whether a killed run left something that has to be recovered. */
function isInterrupted(root: string): boolean {
  return [siblingWorkFolder(root), innerWorkFolder(root)].some(({ path }) =>
    existsSync(path),
  );
}

async function hasSameForm(
  { files, form }: RunRecord,
  options: GenerateOptions,
): Promise<boolean> {
  const manifest = {
    files: mapMembers(files, (sha256) => ({ sha256 })),
    processes: {},
  };
  const earlier = { manifest, retained: [] };
  try {
    return formHash(await packageForm(earlier, options)) === form;
  } catch {
    // A full run says what is wrong.
    return false;
  }
}

async function compareSource(
  { answers, recording }: RunRecord,
  options: GenerateOptions,
): Promise<{
  readonly isSame: boolean;
  readonly known?: ReadonlyMap<string, ClientResponse>;
}> {
  const { input, url } = options;
  if (input !== undefined && recording !== undefined) {
    return { isSame: (await digestOf(input, options)) === recording };
  }
  if (url === undefined || answers === undefined) return { isSame: false };
  const { repeatRequests } = await import("../source/repeat-requests.js");
  return repeatRequests({ ...options, url }, answers);
}

async function digestOf(
  input: string,
  { signal }: GenerateOptions,
): Promise<string | undefined> {
  const { visitRecordedFiles } = await import("../source/recorded-files.js");
  const found = recordingDigest();
  const limits = { maxBytes: MAX_BYTES, maxTotalBytes: MAX_TOTAL_BYTES };
  const reading = { ...limits, signal, stdin: process.stdin };
  await visitRecordedFiles(input, reading, (name, bytes) => {
    found.add(name, hash("sha256", bytes));
    return true;
  });
  return found.digest();
}

/** Whether the descriptions need not be saved again. */
function isSaved({ saved }: RunRecord, options: GenerateOptions): boolean {
  const { mode = "write", saveInput } = options;
  if (saveInput === undefined || mode !== "write") return true;
  return saved !== undefined && savedHash(saveInput) === saved;
}

/** The hash of the file that descriptions were saved to; undefined where it cannot be read. */
export function savedHash(file: string): string | undefined {
  try {
    return hash("sha256", readFileSync(file));
  } catch {
    return undefined;
  }
}

/** Whether each file of the package is as it was left. */
function isPackage({ files }: RunRecord, root: string): boolean {
  const disk = new Disk(root);
  return Object.entries(files).every(
    ([path, sha256]) => disk.hash(path) === sha256,
  );
}

function resultOf(
  { files, report }: RunRecord,
  root: string,
  timings: Timings,
): GenerateResult {
  const { diagnostics, imports, phases, processes } = report;
  for (const phase of phases) {
    if (!Object.hasOwn(timings.laps, phase)) timings.lap(phase);
  }
  return {
    plan: {
      root,
      create: [],
      update: [],
      delete: [],
      keep: Object.keys(files).sort(compareCodePoints),
      contents: new Map(),
    },
    diagnostics,
    changes: [],
    processes,
    imports,
    timings: timings.laps,
  };
}
