import { createRequire } from "node:module";
import { dirname, join, relative, sep } from "node:path";
import type * as prettier from "prettier";
import { foldersUpward, readJsonFile } from "../folders.js";

/** What is used of Prettier. Version 2 has the same functions; its `format` returns the text itself. */
export type Prettier = Pick<
  typeof prettier,
  | "clearConfigCache"
  | "getFileInfo"
  | "resolveConfig"
  | "resolveConfigFile"
  | "version"
> & {
  readonly format: (
    ...parameters: Parameters<typeof prettier.format>
  ) => Promise<string> | string;
};

type Options = prettier.Options;
type Plugin = NonNullable<Options["plugins"]>[number];

/** Loads the Prettier that is installed for a folder; this program's own where there is none. */
export async function loadPrettier(folder: string): Promise<Prettier> {
  const file = installed(folder, "prettier");
  return file === undefined
    ? await import("prettier")
    : (createRequire(file)(file) as Prettier);
}

/** The version of this program's own Prettier, which is not loaded for that. */
export function ownVersion(): unknown {
  const file = createRequire(import.meta.url).resolve("prettier/package.json");
  return readJsonFile(file)?.["version"];
}

/**
 * Options whose plugins can be loaded wherever this program was started: Prettier looks for plugins
 * from the working directory, but they belong to the project.
 */
export function withInstalledPlugins(
  folder: string,
  options: Options,
): Options {
  if (options.plugins === undefined) return options;
  return {
    ...options,
    plugins: options.plugins.map((plugin) =>
      typeof plugin === "string"
        ? (installed(folder, plugin) ?? plugin)
        : plugin,
    ),
  };
}

/**
 * All that decides how Prettier formats a file besides its text. It has no path of this machine,
 * because a hash of it is in the manifest, which is the same on every machine.
 */
export function styleText(
  folder: string,
  version: string,
  { plugins = [], ...options }: Options,
): string {
  return JSON.stringify([
    version,
    options,
    plugins.map((plugin) => pluginText(folder, plugin)),
  ]);
}

function pluginText(folder: string, plugin: Plugin): string {
  if (typeof plugin !== "string") {
    const { languages = [], parsers = {} } = plugin as prettier.Plugin;
    const names = languages.map(({ name }) => name);
    return [...names, ...Object.keys(parsers)].join(" ");
  }
  const file = installed(folder, plugin);
  const name =
    file === plugin ? relative(folder, file).replaceAll(sep, "/") : plugin;
  return file === undefined ? name : `${name} ${versionOf(file)}`;
}

/** The version of the package that a module belongs to; empty where it has none. */
function versionOf(file: string): string {
  for (const place of foldersUpward(dirname(file))) {
    const version = readJsonFile(join(place, "package.json"))?.["version"];
    if (typeof version === "string") return version;
  }
  return "";
}

/** The file of a package, or of a path, as a file of the folder finds it; undefined where it is not installed. */
function installed(folder: string, name: string): string | undefined {
  try {
    return createRequire(join(folder, "index.js")).resolve(name);
  } catch {
    return undefined;
  }
}
