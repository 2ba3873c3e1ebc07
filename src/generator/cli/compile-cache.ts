import {
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire, Module } from "node:module";
import { dirname, join, sep } from "node:path";
import { Script } from "node:vm";

/** What is kept in `node_modules/.cache`. */
const FOLDER = "s2gos-codegen-compiled";

/** Length of what stands before the compiled code: three numbers of 8 bytes, see {@link stampOf}. */
const STAMP_BYTES = 24;

/** Node.js's own method, which its types leave out: compiles and runs a module that was required. */
type Compile = (
  this: Module,
  code: string,
  path: string,
  ...more: readonly unknown[]
) => unknown;

/** What is kept, and for what. */
interface Cache {
  /** Absolute path of the folder of what is kept. */
  readonly folder: string;
  /** Absolute paths of the folders whose files it is kept of, each with a separator behind it. */
  readonly roots: readonly string[];
  /** What this run compiled. */
  readonly compiled: Compiled[];
}

interface Compiled {
  readonly script: Script;
  readonly file: string;
  readonly stamp: Buffer;
}

/**
 * Keeps what V8 compiles of the program and its libraries for the next run: compiling them takes a
 * fifth of a run with few processes. Node.js 22 and later do so by themselves where they are told
 * to; Node.js 20, of which no version with other insides will come, is taught to. What is kept of a
 * file does not tell how it imports others by `import()`, so the program requires them instead.
 * `NODE_DISABLE_COMPILE_CACHE=1` turns it off, as in later versions.
 *
 * @param program - Absolute path of the folder with the program's files.
 */
export function keepCompiled(program: string): void {
  const { enableCompileCache } = Module as {
    readonly enableCompileCache?: () => unknown;
  };
  if (enableCompileCache !== undefined) {
    enableCompileCache();
    return;
  }
  const { NODE_DISABLE_COMPILE_CACHE: off = "" } = process.env;
  if (off !== "" || !process.version.startsWith("v20.")) return;
  const cache = cacheOf(program);
  const prototype = Module.prototype as unknown as { _compile: Compile };
  const { _compile: compile } = prototype;
  prototype._compile = function (code, path, ...more) {
    const script = scriptOf(code, path, cache);
    if (script === undefined) return compile.call(this, code, path, ...more);
    const run = script.runInThisContext() as (...values: unknown[]) => unknown;
    const { exports } = this as { readonly exports: unknown };
    const values = [createRequire(path), this, path, dirname(path)];
    return run.call(exports, exports, ...values);
  };
  // By then, V8 has compiled the functions that were called.
  process.once("exit", () => {
    writeCompiled(cache);
  });
}

/** In `node_modules/.cache` of the folder where the program is installed. */
function cacheOf(program: string): Cache {
  const name = `${sep}node_modules`;
  const end = program.lastIndexOf(`${name}${sep}`);
  // A checkout has its libraries inside.
  const modules =
    end < 0
      ? join(program, "..", "node_modules")
      : program.slice(0, end + name.length);
  const version = `${process.version}-${process.arch}`;
  return {
    folder: join(modules, ".cache", FOLDER, version),
    roots: [`${program}${sep}`, `${modules}${sep}`],
    compiled: [],
  };
}

/**
 * A module's function, of what an earlier run compiled.
 *
 * @returns undefined: it is no module of these, no CommonJS module, or one that may import by `import()`.
 */
function scriptOf(
  code: string,
  path: string,
  { compiled, folder, roots }: Cache,
): Script | undefined {
  const root = roots.find((start) => path.startsWith(start));
  const isOwn = root === roots[0] && path.endsWith(".cjs");
  if (root === undefined || (!isOwn && !isKept(code))) return undefined;
  const name = path.slice(root.length).replaceAll(sep, "+");
  const file = join(folder, name);
  const stamp = stampOf(path);
  const cachedData = readCompiled(file, stamp);
  const script = new Script(
    `(function(exports,require,module,__filename,__dirname){${code}\n})`,
    { filename: path, cachedData },
  );
  if (cachedData === undefined || script.cachedDataRejected === true) {
    compiled.push({ script, file, stamp });
  }
  return script;
}

/** Whether what is compiled of a library's file is kept. */
function isKept(code: string): boolean {
  return code.length <= MOST_LENGTH && !OTHER_MODULE.test(code);
}

/** A file that is larger, as TypeScript is, would take long to look through. */
const MOST_LENGTH = 200_000;

/** What stands in a file that is no CommonJS module, is a program, or imports by `import()`; rarely also in others. */
const OTHER_MODULE = /^#!|^(?:import|export)\b|\bimport\s*\(/m;

/** Tells a file from what it was, and from another in its place: V8 itself looks at the length alone. */
function stampOf(path: string): Buffer {
  const { ctimeMs, mtimeMs, size } = statSync(path);
  return Buffer.from(new Float64Array([ctimeMs, mtimeMs, size]).buffer);
}

/** What an earlier run compiled; undefined where there is nothing, or that of another file. */
function readCompiled(file: string, stamp: Buffer): Buffer | undefined {
  try {
    const bytes = readFileSync(file);
    return bytes.subarray(0, STAMP_BYTES).equals(stamp)
      ? bytes.subarray(STAMP_BYTES)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Writes each file as a whole. Where that is not possible, as on a read-only disk, the next run compiles again. */
function writeCompiled({ compiled, folder }: Cache): void {
  if (compiled.length === 0) return;
  const unfinished = join(folder, `${process.pid}`);
  try {
    mkdirSync(folder, { recursive: true });
    for (const { script, file, stamp } of compiled) {
      const bytes = Buffer.concat([stamp, script.createCachedData()]);
      writeFileSync(unfinished, bytes, { mode: 0o600 });
      renameSync(unfinished, file);
    }
  } catch {
    // What is half written has a name that nothing reads.
  }
}
