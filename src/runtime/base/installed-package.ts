import { builtinModule, nodeProcess } from "./platform.js";

interface ModuleBuiltin {
  createRequire(file: string): (name: string) => unknown;
}

interface FilesBuiltin {
  realpathSync(file: string): string;
}

/**
 * A package that the program may have installed, as CommonJS. It is looked for at run time, beside the program
 * that was started, then beside this package and in the current directory, so that no bundler packs it and no compiler
 * needs it.
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

/** Files beside which the packages of this program may be installed: the program itself, this one, and one in the current directory. */
const PACKAGE_BASES: readonly (() => string | undefined)[] = [
  () => nodeProcess()?.argv?.[1],
  // Where a command was started by a link to it, as those are that npm installs for all users.
  () => {
    const program = nodeProcess()?.argv?.[1];
    const files = builtinModule<FilesBuiltin>("node:fs");
    return program === undefined ? undefined : files?.realpathSync(program);
  },
  // A program without a file of its own, such as that of `node --eval` or a prompt.
  ownFile,
  () => {
    const directory = nodeProcess()?.cwd?.();
    return directory === undefined ? undefined : `${directory}/program.js`;
  },
];

/**
 * The path or `file:` URL of the file that this function is in, as a stack tells it: `import.meta` does not compile where
 * modules are CommonJS.
 * @returns undefined: stacks are off, or tell something else.
 */
function ownFile(): string | undefined {
  // Each line is `at name (place:line:column)` or `at place:line:column`.
  for (const line of new Error().stack?.split("\n") ?? []) {
    const named = line.split(":").slice(0, -2).join(":");
    const start = named.search(/file:\/\/|[a-z]:[\\/]|\//i);
    if (start >= 0) return named.slice(start);
  }
  return undefined;
}
