import {
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire, Module } from "node:module";
import { basename, dirname, join, sep } from "node:path";
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

interface Compiled {
  readonly script: Script;
  readonly file: string;
  readonly stamp: Buffer;
}

/**
 * Keeps what V8 compiles of the program's files for the next run: compiling them takes a fifth of
 * a run with few processes. Node.js 22 and later do so by themselves where they are told to; Node.js
 * 20, of which no version with other insides will come, is taught to. The files may not import other
 * modules by `import()`, because what was kept does not tell how. `NODE_DISABLE_COMPILE_CACHE=1`
 * turns it off, as in later versions.
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
  const folder = cacheFolder(program);
  const compiled: Compiled[] = [];
  const prototype = Module.prototype as unknown as { _compile: Compile };
  const { _compile: compile } = prototype;
  prototype._compile = function (code, path, ...more) {
    if (!path.startsWith(program) || !path.endsWith(".cjs")) {
      return compile.call(this, code, path, ...more);
    }
    const script = scriptOf(code, path, folder, compiled);
    const run = script.runInThisContext() as (...values: unknown[]) => unknown;
    const { exports } = this as { readonly exports: unknown };
    const values = [createRequire(path), this, path, dirname(path)];
    return run.call(exports, exports, ...values);
  };
  // By then, V8 has compiled the functions that were called.
  process.once("exit", () => {
    writeCompiled(folder, compiled);
  });
}

/** In `node_modules/.cache` of the folder where the program is installed. */
function cacheFolder(program: string): string {
  const modules = `${sep}node_modules`;
  const end = program.lastIndexOf(`${modules}${sep}`);
  // A checkout has its libraries inside.
  const place =
    end < 0
      ? join(program, "..", "node_modules")
      : program.slice(0, end + modules.length);
  return join(place, ".cache", FOLDER, `${process.version}-${process.arch}`);
}

/**
 * A module's function, of what an earlier run compiled.
 * @param compiled - Takes what had to be compiled.
 */
function scriptOf(
  code: string,
  path: string,
  folder: string,
  compiled: Compiled[],
): Script {
  const file = join(folder, basename(path));
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
function writeCompiled(folder: string, compiled: readonly Compiled[]): void {
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
