/**
 * What is used of Node's `process`, which Bun and Deno have as well. Declared here, and reached through
 * `globalThis`, so that neither a compiler needs Node's types nor a bundler sees anything of Node.
 */
interface NodeProcess {
  readonly versions?: Readonly<Record<string, string | undefined>>;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly argv?: readonly string[];
  cwd?(): string;
  getBuiltinModule?(name: string): unknown;
}

interface ModuleBuiltin {
  createRequire(file: string): (name: string) => unknown;
}

function nodeProcess(): NodeProcess | undefined {
  return (globalThis as { readonly process?: NodeProcess }).process;
}

/** Whether this is Node itself, neither a platform that is compatible with it nor a page with a `process`. */
export function isNode(): boolean {
  const versions = nodeProcess()?.versions;
  return (
    versions?.["node"] !== undefined &&
    versions["bun"] === undefined &&
    !("Deno" in globalThis) &&
    !("WebSocketPair" in globalThis)
  );
}

/** Whether this is a page or a worker of a browser. Its `fetch` tells where a redirect ended, not where it leads. */
export function isBrowser(): boolean {
  return "window" in globalThis || "WorkerGlobalScope" in globalThis;
}

/**
 * A module that is built into Node, Bun and Deno. No `import` names it, so that no bundler looks for it.
 * @param name - Such as `node:fs/promises`.
 * @typeParam Module - The members that the caller uses.
 * @returns undefined: this platform has no such module, such as a browser.
 */
export function builtinModule<Module>(name: string): Module | undefined {
  return nodeProcess()?.getBuiltinModule?.(name) as Module | undefined;
}

/**
 * A package that the program may have installed, as CommonJS. It is looked for at run time, beside the program
 * that was started, then in the current directory, so that no bundler packs it and no compiler needs it.
 * @typeParam Package - The members that the caller uses.
 * @returns undefined: it is not installed, or this platform has no installed packages.
 */
export function installedPackage<Package>(name: string): Package | undefined {
  const builtin = builtinModule<ModuleBuiltin>("node:module");
  if (builtin === undefined) return undefined;
  for (const file of packageBases()) {
    try {
      return builtin.createRequire(file)(name) as Package;
    } catch {
      // Not installed there.
    }
  }
  return undefined;
}

/** Files beside which the packages of this program may be installed. */
function packageBases(): readonly string[] {
  const { argv, cwd } = nodeProcess() ?? {};
  const started = argv?.[1];
  const directory = cwd === undefined ? undefined : `${cwd()}/program.js`;
  return [started, directory].filter((base) => base !== undefined);
}

/** The environment variables. Empty where there are none, or where reading them is not permitted. */
export function environment(): Readonly<Record<string, string | undefined>> {
  return nodeProcess()?.env ?? {};
}

/** Whether there are modules of Node's, such as that of the file system. */
export function hasNodeModules(): boolean {
  return builtinModule("node:fs/promises") !== undefined;
}
