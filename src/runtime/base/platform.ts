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

/** What is used of Deno's permissions: reading what is not permitted asks the user or throws. */
interface DenoPermissions {
  querySync?(wanted: { readonly name: "env"; readonly variable: string }): {
    readonly state: string;
  };
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
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- The caller says what it uses.
export function builtinModule<Module>(name: string): Module | undefined {
  return nodeProcess()?.getBuiltinModule?.(name) as Module | undefined;
}

/**
 * A package that the program may have installed, as CommonJS. It is looked for at run time, beside the program
 * that was started, then in the current directory, so that no bundler packs it and no compiler needs it.
 * @typeParam Package - The members that the caller uses.
 * @returns undefined: it is not installed, or this platform has no installed packages.
 */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- The caller says what it uses.
export function installedPackage<Package>(name: string): Package | undefined {
  const builtin = builtinModule<ModuleBuiltin>("node:module");
  if (builtin === undefined) return undefined;
  for (const base of PACKAGE_BASES) {
    try {
      const file = base();
      if (file === undefined) continue;
      return builtin.createRequire(file)(name) as Package;
    } catch {
      // Not installed there, or the directory is gone or may not be known.
    }
  }
  return undefined;
}

/** Files beside which the packages of this program may be installed: the program itself, and one in the current directory. */
const PACKAGE_BASES: readonly (() => string | undefined)[] = [
  () => nodeProcess()?.argv?.[1],
  () => {
    const directory = nodeProcess()?.cwd?.();
    return directory === undefined ? undefined : `${directory}/program.js`;
  },
];

/**
 * The value of an environment variable.
 * @returns undefined: it is not set, or this platform has none, or Deno has no permission to read it (`--allow-env`).
 */
export function environmentVariable(name: string): string | undefined {
  const { Deno: deno } = globalThis as {
    readonly Deno?: { readonly permissions?: DenoPermissions };
  };
  const permission = deno?.permissions?.querySync?.({
    name: "env",
    variable: name,
  });
  return permission === undefined || permission.state === "granted"
    ? nodeProcess()?.env?.[name]
    : undefined;
}

/**
 * What relative URLs are relative to: the page, or the script of a worker.
 * @returns undefined: this is neither a page nor a worker.
 */
export function pageUrl(): string | undefined {
  const { document, location } = globalThis as {
    readonly document?: { readonly baseURI?: string };
    readonly location?: { readonly href?: string; readonly origin?: string };
  };
  // The URL of a worker that was made of a Blob has no path.
  return [document?.baseURI, location?.href, location?.origin].find(
    (url) => url !== undefined && URL.canParse(".", url),
  );
}
