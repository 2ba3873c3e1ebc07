/**
 * What is used of Node's `process`, which Bun and Deno have as well. Declared here, and reached through
 * `globalThis`, so that neither a compiler needs Node's types nor a bundler sees anything of Node.
 */
export interface NodeProcess {
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

/** Node's `process`, also that of Bun and Deno. Undefined: this platform has none. */
export function nodeProcess(): NodeProcess | undefined {
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
