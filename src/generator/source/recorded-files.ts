import { hash } from "node:crypto";
import { createReadStream, readFileSync, statSync } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate as eventLoop } from "node:timers/promises";
import type { Diagnostic } from "../diagnostic.js";
import { GenerationError, UsageError } from "../errors.js";
import { withExactNumbers } from "../exact-numbers.js";
import { compareCodePoints } from "../json.js";
import { lostCharacters } from "./lost-characters.js";
import type { SourceNotes } from "./source.js";
import { totalBound } from "./total-bytes.js";

/** A file of a recording, parsed. */
export interface RecordedFile {
  /** Path as the user would write it. */
  readonly name: string;
  readonly document: unknown;
  /** SHA-256 of the file's bytes, where notes are taken. */
  readonly digest?: string;
}

/** The parsed files of a recording, and those that could not be parsed. */
export interface RecordedFiles {
  readonly files: readonly RecordedFile[];
  readonly diagnostics: readonly Diagnostic[];
  /** The recording is a folder: a file that cannot be parsed does not stop the others. */
  readonly folder: boolean;
}

/** How files are read. */
export interface ReadingOptions {
  readonly maxBytes: number;
  readonly maxTotalBytes: number;
  readonly signal?: AbortSignal | undefined;
  readonly stdin: AsyncIterable<string | Uint8Array>;
  readonly notes?: SourceNotes | undefined;
}

/**
 * Reads a file, the JSON files of a folder and of its subfolders in the order of
 * their paths (symbolic links are not followed), or standard input.
 *
 * @throws GenerationError where a single file is not JSON, or a limit is exceeded.
 * @throws UsageError where there is no such file.
 */
export async function readRecordedFiles(
  input: string,
  options: ReadingOptions,
): Promise<RecordedFiles> {
  if (input === "-") {
    const bytes = await readAll(options.stdin, "standard input", options);
    // It can be read only once.
    options.notes?.uncertain();
    return single("standard input", bytes);
  }
  const files: RecordedFile[] = [];
  const diagnostics: Diagnostic[] = [];
  const isFolder = (await statOf(input)).isDirectory();
  if (!isFolder) {
    const bytes = await readBytes(input, options);
    return single(input, bytes, noted(input, bytes, options));
  }
  await visitFolder(input, options, (name, bytes) => {
    const digest = noted(name, bytes, options);
    const parsed = parse(name, bytes);
    if (parsed.lost !== undefined) diagnostics.push(parsed.lost);
    if ("problem" in parsed) diagnostics.push(notJson(name, parsed.problem));
    else files.push({ name, document: parsed.document, ...digest });
  });
  return { files, diagnostics, folder: true };
}

/**
 * Reads the same files as {@link readRecordedFiles} without parsing them.
 *
 * @param visit - Hears of each file; it returns false where no more need be read.
 */
export async function visitRecordedFiles(
  input: string,
  options: ReadingOptions,
  visit: (name: string, bytes: Uint8Array) => boolean,
): Promise<void> {
  if ((await statOf(input)).isDirectory()) {
    await visitFolder(input, options, visit);
  } else visit(input, await readBytes(input, options));
}

/** Files that are read before the event loop continues, so that an interrupt is noticed. */
const BATCH = 50;

async function visitFolder(
  folder: string,
  options: ReadingOptions,
  visit: (name: string, bytes: Buffer) => unknown,
): Promise<void> {
  const count = totalBound(
    options.maxTotalBytes,
    "The recorded files",
    folder,
    "Give a folder with fewer of them to --input.",
  );
  for (const [index, name] of (await jsonFiles(folder)).entries()) {
    if (index % BATCH === 0) await eventLoop();
    options.signal?.throwIfAborted();
    const bytes = await readBytes(name, options);
    count(bytes.byteLength);
    if (visit(name, bytes) === false) return;
  }
}

/** The digest of a file, of which the notes hear; none where there are no notes. */
function noted(
  name: string,
  bytes: Uint8Array,
  { notes }: ReadingOptions,
): Pick<RecordedFile, "digest"> {
  if (notes === undefined) return {};
  const digest = hash("sha256", bytes);
  notes.file(name, digest);
  return { digest };
}

function single(
  name: string,
  bytes: Buffer,
  digest: Pick<RecordedFile, "digest"> = {},
): RecordedFiles {
  const parsed = parse(name, bytes);
  if ("problem" in parsed) {
    throw new GenerationError(
      "recording-not-json",
      `The recorded descriptions are not JSON: ${parsed.problem}.`,
      {
        where: name,
        hint: "Record them with --url and --save-input, or correct the file.",
      },
    );
  }
  const files = [{ name, document: parsed.document, ...digest }];
  const diagnostics = parsed.lost === undefined ? [] : [parsed.lost];
  return { files, diagnostics, folder: false };
}

async function statOf(input: string): ReturnType<typeof stat> {
  try {
    return await stat(input);
  } catch (error) {
    throw new UsageError("The recorded descriptions cannot be found.", {
      where: input,
      hint: "Give a file, a folder, or - for standard input with --input.",
      cause: error,
    });
  }
}

async function jsonFiles(folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.name.startsWith(".") || entry.name === "node_modules") continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) found.push(...(await jsonFiles(path)));
    else if (entry.name.endsWith(".json") && entry.isFile()) found.push(path);
  }
  return found.sort(compareCodePoints);
}

/** Reads a file without a stream, which takes a fraction of the time for thousands of small files. */
async function readBytes(
  file: string,
  options: ReadingOptions,
): Promise<Buffer> {
  const stats = statSync(file);
  // Pipes and files such as those in /proc do not report their size.
  if (!stats.isFile() || stats.size === 0) {
    return readAll(createReadStream(file), file, options);
  }
  if (stats.size > options.maxBytes) throw tooLarge(file, options.maxBytes);
  return readFileSync(file);
}

async function readAll(
  stream: AsyncIterable<string | Uint8Array>,
  name: string,
  options: ReadingOptions,
): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    options.signal?.throwIfAborted();
    const part = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
    bytes += part.byteLength;
    if (bytes > options.maxBytes) throw tooLarge(name, options.maxBytes);
    chunks.push(part);
  }
  return Buffer.concat(chunks);
}

function tooLarge(name: string, maxBytes: number): GenerationError {
  return new GenerationError(
    "recording-too-large",
    `The file has more than ${Math.round(maxBytes / 1024 / 1024)} MiB.`,
    { where: name, hint: "Split it into one file for each process." },
  );
}

/** @returns `lost` warns of characters that are not UTF-8. */
function parse(
  name: string,
  bytes: Buffer,
): { readonly lost: Diagnostic | undefined } & (
  { readonly document: unknown } | { readonly problem: string }
) {
  const text = bytes.toString("utf8");
  const lost = lostCharacters(text, name);
  try {
    const json = text.replace(/^\uFEFF/, "");
    return { lost, document: withExactNumbers(json, JSON.parse(json)) };
  } catch (error) {
    return { lost, problem: problemText(error, text) };
  }
}

/** The parser's message, with the number of the line instead of the position. */
function problemText(error: unknown, text: string): string {
  const message = error instanceof Error ? error.message : String(error);
  const position = /at position (\d+)/.exec(message)?.[1];
  if (position === undefined) return message;
  const line = text.slice(0, Number(position)).split("\n").length;
  return `${message.replace(/ in JSON at position.*$/s, "")} in line ${line}`;
}

function notJson(name: string, problem: string): Diagnostic {
  return {
    severity: "error",
    code: "recording-not-json",
    message: `${name} is not JSON: ${problem}.`,
    hint: "Correct the file, or record it again.",
  };
}
