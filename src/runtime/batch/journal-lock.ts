import { isRecord, readJson } from "../base/json.js";
import { builtinModule } from "../base/platform.js";
import { ConfigError } from "../errors/errors.js";

/** What is used of `node:fs/promises`. */
interface LockFiles {
  readFile(path: string, encoding: "utf8"): Promise<string>;
  readdir(path: string): Promise<readonly string[]>;
  writeFile(path: string, text: string): Promise<void>;
  rename(path: string, newPath: string): Promise<void>;
  rm(path: string, options: { readonly force: true }): Promise<void>;
}

/** What is used of `node:path`. */
interface LockPaths {
  dirname(path: string): string;
  basename(path: string): string;
  join(...parts: readonly string[]): string;
}

/** Who holds a lock. */
interface Holder {
  readonly pid: number;
  readonly host: string;
  /** When the process began, which tells it apart from a later one with the same id. Null: nobody can tell here. */
  readonly start: string | null;
}

/** The name of a lock after that of its journal. */
const LOCK = /^\.[\da-f-]{36}\.lock$/;

/** How often a program tries: two that begin at the same time may both leave for the other. */
const ATTEMPTS = 4;
/** The longest pause between two attempts, of which each program takes a part by chance. */
const PAUSE_MS = 100;

/**
 * Locks a journal for this program. Each program makes a file of its own beside the journal, and then looks for those of
 * others: of two that do so at the same time, one at least sees the other and leaves, so that there is no moment at which
 * both go on, also where both find the lock of a process that is dead, which they remove. Where both leave, each tries
 * again after a while, so that one of them gets it. A lock of another host is kept, because nobody here can tell whether
 * that process lives.
 * @returns What unlocks it.
 * @throws ConfigError: another program has locked it.
 */
export async function lockJournal(path: string): Promise<() => Promise<void>> {
  const files = builtinModule<LockFiles>("node:fs/promises") as LockFiles;
  const paths = builtinModule<LockPaths>("node:path") as LockPaths;
  for (let attempt = 1; ; attempt += 1) {
    const tried = await tryLock(files, paths, path);
    if ("unlock" in tried) return tried.unlock;
    const { pid, host } = tried.holder;
    if (attempt === ATTEMPTS) {
      throw new ConfigError(
        `The journal ${path} is used by process ${String(pid)} on ${host}. If no such program runs, delete ${tried.lock}.`,
      );
    }
    const pauseMs = Math.random() * PAUSE_MS;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

/** A lock that is this program's, or who holds it. */
type TriedLock =
  | { readonly unlock: () => Promise<void> }
  | { readonly holder: Holder; readonly lock: string };

async function tryLock(
  files: LockFiles,
  paths: LockPaths,
  path: string,
): Promise<TriedLock> {
  const folder = paths.dirname(path);
  const name = paths.basename(path);
  const own = `${name}.${globalThis.crypto.randomUUID()}.lock`;
  const unlock = (): Promise<void> =>
    files.rm(paths.join(folder, own), { force: true });
  // Whole before it has its name, so that nobody reads a part of it.
  const partial = paths.join(folder, `${own}.part`);
  await files.writeFile(partial, JSON.stringify(await thisProcess(files)));
  await files.rename(partial, paths.join(folder, own));
  for (const other of await files.readdir(folder)) {
    const isLock =
      other.startsWith(name) && LOCK.test(other.slice(name.length));
    if (!isLock || other === own) continue;
    const lock = paths.join(folder, other);
    const holder = await holderOf(files, lock);
    if (holder === undefined) continue;
    if (await lives(files, holder)) {
      await unlock();
      return { holder, lock };
    }
    await files.rm(lock, { force: true });
  }
  return { unlock };
}

async function thisProcess(files: LockFiles): Promise<Holder> {
  const { pid } = runningProcess();
  return { pid, host: hostName(), start: await startOf(files, pid) };
}

/** Undefined: the lock is gone. */
async function holderOf(
  files: LockFiles,
  lock: string,
): Promise<Holder | undefined> {
  const text = await files
    .readFile(lock, "utf8")
    .catch((): undefined => undefined);
  if (text === undefined) return undefined;
  const { pid, host, start } = (readJson(text) ?? {}) as Partial<Holder>;
  return { pid: Number(pid), host: String(host), start: start ?? null };
}

async function lives(
  files: LockFiles,
  { pid, host, start }: Holder,
): Promise<boolean> {
  if (host !== hostName()) return true;
  try {
    runningProcess().kill(pid, 0);
  } catch (failure) {
    // What cannot be asked for may live.
    return !(isRecord(failure) && failure["code"] === "ESRCH");
  }
  const found = await startOf(files, pid);
  return start === null || found === null || found === start;
}

/** When a process began, since which start of the machine. Null: this system does not tell, such as macOS and Windows. */
async function startOf(files: LockFiles, pid: number): Promise<string | null> {
  try {
    const boot = await files.readFile(
      "/proc/sys/kernel/random/boot_id",
      "utf8",
    );
    const stat = await files.readFile(`/proc/${String(pid)}/stat`, "utf8");
    // Field 22 of proc(5); the second is the name of the program, in parentheses, which may hold any characters.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    // One that ended, and that its parent has not asked for yet, has no other start.
    if (fields[0] === "Z" || fields[0] === "X") return "";
    return `${boot.trim()} ${fields[19] ?? ""}`;
  } catch {
    return null;
  }
}

function runningProcess(): {
  readonly pid: number;
  kill(pid: number, signal: 0): unknown;
} {
  return builtinModule("node:process") as ReturnType<typeof runningProcess>;
}

/** Empty where a permission is missing that Deno asks for. */
function hostName(): string {
  try {
    return builtinModule<{ hostname(): string }>("node:os")?.hostname() ?? "";
  } catch {
    return "";
  }
}
