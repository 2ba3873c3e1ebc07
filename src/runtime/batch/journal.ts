// What is loaded for `journal`.
import { readJson, isRecord } from "../base/json.js";
import { builtinModule } from "../base/platform.js";
import { ConfigError, messageOf } from "../errors/errors.js";
import { lockJournal } from "./journal-lock.js";
import {
  addLine,
  type JournalHead,
  type JournalLine,
  type RecordedRun,
} from "./journal-lines.js";

/** What is used of an open file of `node:fs/promises`. */
interface JournalFile {
  stat(): Promise<{ isFile(): boolean }>;
  readFile(): Promise<Uint8Array>;
  appendFile(text: string): Promise<void>;
  truncate(length: number): Promise<void>;
  datasync(): Promise<void>;
  close(): Promise<void>;
}

/** What is used of `node:fs/promises`. */
interface JournalFiles {
  open(path: string, flags: "a+"): Promise<JournalFile>;
  realpath(path: string): Promise<string>;
}

const NEWLINE = 10;

/**
 * Opens a journal, or begins it where the file is absent or empty. No other program can open it until it is closed.
 * @throws ConfigError: the file cannot be read or written, is no journal, is one of another process, server or outputs, or
 * another program uses it.
 */
export async function openJournal(
  path: string,
  head: JournalHead,
): Promise<Journal> {
  const files = builtinModule<JournalFiles>("node:fs/promises");
  if (files === undefined) {
    throw new ConfigError(
      `The journal ${path} can't be kept: there is no file system here; leave journal out.`,
    );
  }
  const { file, unlock } = await opened(files, path);
  try {
    const { runs, isNew } = await readRuns(file, path, head);
    const journal = new Journal(path, file, runs, unlock);
    if (isNew) await journal.write(head);
    return journal;
  } catch (failure) {
    await file.close();
    await unlock();
    throw failure;
  }
}

async function opened(
  files: JournalFiles,
  path: string,
): Promise<{ file: JournalFile; unlock: () => Promise<void> }> {
  let file: JournalFile | undefined;
  try {
    file = await files.open(path, "a+");
    if (!(await file.stat()).isFile()) {
      throw new ConfigError(
        `The journal ${path} is a device or a pipe; give the path of a file.`,
      );
    }
    return { file, unlock: await lockJournal(await files.realpath(path)) };
  } catch (cause) {
    await file?.close();
    if (cause instanceof ConfigError) throw cause;
    throw new ConfigError(
      `The journal ${path} can't be opened: ${messageOf(cause)}.`,
      { cause },
    );
  }
}

/** Reads what is known of all runs. A last line that is not whole was being written when a program was killed: it is dropped. */
async function readRuns(
  file: JournalFile,
  path: string,
  head: JournalHead,
): Promise<{ runs: Map<string, RecordedRun>; isNew: boolean }> {
  const bytes = await file.readFile();
  const whole = bytes.lastIndexOf(NEWLINE) + 1;
  const text = new TextDecoder().decode(bytes);
  const isNew = whole === 0 && `${JSON.stringify(head)}\n`.startsWith(text);
  const runs = new Map<string, RecordedRun>();
  const [first = "", ...lines] = new TextDecoder()
    .decode(bytes.subarray(0, whole))
    .split("\n");
  if (!isNew) checkHead(path, readJson(first), head);
  if (whole < bytes.length) await file.truncate(whole);
  for (const [index, line] of lines.entries()) {
    if (line !== "" && !addLine(runs, line)) {
      throw new ConfigError(
        `Line ${String(index + 2)} of the journal ${path} can't be read; correct it, or move the journal away to begin anew.`,
      );
    }
  }
  return { runs, isNew };
}

function checkHead(path: string, found: unknown, head: JournalHead): void {
  if (!isRecord(found) || found["journal"] !== head.journal) {
    throw new ConfigError(
      `${path} is no journal of runAll; give the path of one, or of a file that does not exist.`,
    );
  }
  for (const [name, wanted] of Object.entries(head)) {
    const known = JSON.stringify(found[name]);
    if (known === JSON.stringify(wanted)) continue;
    throw new ConfigError(
      `The journal ${path} has ${name} ${known}, and not ${JSON.stringify(wanted)}: use a journal for each process, server and choice of outputs.`,
    );
  }
}

/** The journal of many runs: what was asked of the server, and what is known of it. */
export class Journal {
  readonly #path: string;
  readonly #file: JournalFile;
  readonly #runs: Map<string, RecordedRun>;
  readonly #unlock: () => Promise<void>;
  #waiting = "";
  /** The lines that are being written; once one failed, no other is written. */
  #written: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;

  constructor(
    path: string,
    file: JournalFile,
    runs: Map<string, RecordedRun>,
    unlock: () => Promise<void>,
  ) {
    this.#path = path;
    this.#file = file;
    this.#runs = runs;
    this.#unlock = unlock;
  }

  /** What the journal said of a run when it was opened. */
  recorded(run: string): RecordedRun | undefined {
    return this.#runs.get(run);
  }

  /** The ids of the jobs that were known when it was opened. */
  get jobs(): readonly string[] {
    return [...this.#runs.values()].flatMap(
      ({ job }): string | string[] => job ?? [],
    );
  }

  /** When the first run was sent (RFC 3339) of which nobody knows whether it made a job. Undefined: there is none. */
  get orphanedSince(): string | undefined {
    const runs = [...this.#runs.values()];
    return runs
      .flatMap(({ job, end, at }): string | string[] => (job || end ? [] : at))
      .sort()[0];
  }

  /**
   * Writes a line. It is on the disk when this resolves; lines that come meanwhile are written together.
   * @throws ConfigError: it cannot be written.
   */
  write(line: JournalHead | JournalLine): Promise<void> {
    this.#waiting += `${JSON.stringify(line)}\n`;
    this.#next ??= this.#written.then(() => {
      this.#written = this.#next ?? this.#written;
      this.#next = undefined;
      return this.#flush();
    });
    return this.#next;
  }

  /** Writes what waits, and lets other programs open the journal. */
  async close(): Promise<void> {
    await Promise.allSettled([this.#next ?? this.#written]);
    try {
      await this.#file.close();
    } finally {
      await this.#unlock();
    }
  }

  async #flush(): Promise<void> {
    const text = this.#waiting;
    this.#waiting = "";
    try {
      await this.#file.appendFile(text);
      await this.#file.datasync();
    } catch (cause) {
      throw new ConfigError(
        `The journal ${this.#path} can't be written: ${messageOf(cause)}. No more runs begin; those that are known go on with the same call once it can.`,
        { cause },
      );
    }
  }
}
